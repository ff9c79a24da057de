import Graph

/// Where a convolution or pool looks for each of its results.
struct OperatorWindow {
  /// The size of a pool's window; nil for a convolution, whose weights have it.
  var kernel: Spatial2D?
  var stride: Spatial2D
  /// 1 x 1 for a pool.
  var dilation = Spatial2D(y: 1, x: 1)
  var pad: Padding2D
}

extension Operation {
  /// The window of CONV2D, DEPTHWISE_CONV2D, AVG_POOL2D or MAX_POOL2D; nil for others, which stay as they are
  /// when it is set.
  var window: OperatorWindow? {
    get {
      switch self {
      case .conv2D(let op): OperatorWindow(stride: op.stride, dilation: op.dilation, pad: op.pad)
      case .depthwiseConv2D(let op):
        OperatorWindow(stride: op.stride, dilation: op.dilation, pad: op.pad)
      case .avgPool2D(let op): OperatorWindow(kernel: op.kernel, stride: op.stride, pad: op.pad)
      case .maxPool2D(let op): OperatorWindow(kernel: op.kernel, stride: op.stride, pad: op.pad)
      default: nil
      }
    }
    set {
      guard let new = newValue else { return }
      switch self {
      case .conv2D(var op):
        (op.stride, op.dilation, op.pad) = (new.stride, new.dilation, new.pad)
        self = .conv2D(op)
      case .depthwiseConv2D(var op):
        (op.stride, op.dilation, op.pad) = (new.stride, new.dilation, new.pad)
        self = .depthwiseConv2D(op)
      case .avgPool2D(var op):
        (op.kernel, op.stride, op.pad) = (new.kernel ?? op.kernel, new.stride, new.pad)
        self = .avgPool2D(op)
      case .maxPool2D(var op):
        (op.kernel, op.stride, op.pad) = (new.kernel ?? op.kernel, new.stride, new.pad)
        self = .maxPool2D(op)
      default: break
      }
    }
  }

  /// The same with another window.
  func with(_ window: OperatorWindow) -> Operation {
    var copy = self
    copy.window = window
    return copy
  }
}
