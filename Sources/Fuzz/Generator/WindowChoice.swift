import Graph

/// A window along one axis whose positions fit the padded input exactly.
struct WindowChoice: Sendable {
  var kernel: Int
  var stride: Int
  var dilation = 1
  var before = 0
  var after = 0
  /// How many positions it has.
  var output: Int
}

extension GraphBuilder {
  /// A window over `size` positions.
  ///
  /// - Parameters:
  ///   - kernels: window sizes to choose from.
  ///   - isPool: whether padding has to be less than the window, and taps are neighbours.
  mutating func window(
    over size: Int, kernels: [Int], isPool: Bool
  ) -> WindowChoice {
    var before = 0
    var after = 0
    let isPadded = dice.once(in: 3)
    if isPadded {
      before = dice.pick(EdgeSizes.pad)
      after = dice.once(in: 4) ? dice.pick(EdgeSizes.pad) : before
    }
    // A window as wide as the axis is as likely as an unusual one.
    var kernel =
      dice.once(in: 10)
      ? min(size, 64) : dice.size(from: kernels, upTo: min(size + before + after, 96))
    if isPool {
      before = min(before, kernel - 1)
      after = min(after, kernel - 1)
      kernel = min(kernel, size + before + after)
    }
    var dilation = isPool ? 1 : dice.pick(EdgeSizes.dilation)
    if (kernel - 1) * dilation + 1 > size + before + after { dilation = 1 }
    let span = (kernel - 1) * dilation + 1
    var stride = dice.pick(EdgeSizes.stride)

    // ExecuTorch trims trailing padding until the positions fit; where there is none, it is added.
    let rest = (size + before + after - span) % stride
    if rest <= after {
      after -= rest
    } else if !isPool || after + stride - rest < kernel {
      after += stride - rest
    } else {
      stride = 1
    }
    return WindowChoice(
      kernel: kernel, stride: stride, dilation: dilation, before: before, after: after,
      output: (size + before + after - span) / stride + 1)
  }
}

/// The windows of an operator on NHWC tensors.
struct WindowChoice2D: Sendable {
  var y: WindowChoice
  var x: WindowChoice

  var kernel: Spatial2D { Spatial2D(y: y.kernel, x: x.kernel) }
  var stride: Spatial2D { Spatial2D(y: y.stride, x: x.stride) }
  var dilation: Spatial2D { Spatial2D(y: y.dilation, x: x.dilation) }
  var pad: Padding2D {
    Padding2D(top: y.before, bottom: y.after, left: x.before, right: x.after)
  }
  /// How many positions there are.
  var positions: Int { y.output * x.output }
  /// How many elements of a channel a window covers.
  var taps: Int { y.kernel * x.kernel }

  /// One tap, every position.
  static func point(over shape: Shape) -> WindowChoice2D {
    WindowChoice2D(
      y: WindowChoice(kernel: 1, stride: 1, output: shape[1]),
      x: WindowChoice(kernel: 1, stride: 1, output: shape[2]))
  }
}

extension GraphBuilder {
  /// Windows over an NHWC tensor; square ones as often as not.
  ///
  /// - Parameter taps: how many elements of a channel a window may cover; it has one tap if it would
  ///   cover more.
  mutating func windows(
    over shape: Shape, kernels: [Int], isPool: Bool, taps: Int
  ) -> WindowChoice2D {
    let y = window(over: shape[1], kernels: kernels, isPool: isPool)
    var x = y
    if shape[1] != shape[2] || dice.once(in: 2) {
      x = window(over: shape[2], kernels: kernels, isPool: isPool)
    }
    let choice = WindowChoice2D(y: y, x: x)
    let elements = choice.positions * shape[0] * shape[3]
    guard choice.taps <= taps, elements <= limits.elements,
      elements * choice.taps <= limits.work * (isPool ? 4 : 1)
    else { return .point(over: shape) }
    return choice
  }
}
