/// A window that slides along one axis: the size arithmetic of convolutions and pools.
struct Window {
  /// The axis in messages: `y`, `x` or `d`.
  let axis: String
  /// The size of the input.
  let size: Int
  let kernel: Int
  let stride: Int
  var dilation = 1
  let padBefore: Int
  let padAfter: Int

  /// The number of positions: `(size + pads - dilated kernel) / stride + 1`, which must be exact.
  ///
  /// - Parameter kernelPart: what messages call the window: `weight` or `kernel`.
  func outputSize(kernelPart: String) throws(RuleViolation) -> Int {
    try requireLevel(kernelPart: kernelPart)
    let span = (kernel - 1) * dilation + 1
    let padded = size + padBefore + padAfter
    guard span <= padded else {
      throw RuleViolation(
        kernelPart, expected: "\(padded) at most along \(axis), the padded input",
        found: "a window of \(span)")
    }
    guard (padded - span) % stride == 0 else {
      throw RuleViolation(
        "stride",
        expected:
          "a divisor of \(padded - span) along \(axis) (padded input \(padded), window \(span))",
        found: "\(stride)")
    }
    return (padded - span) / stride + 1
  }

  /// Bounds of the attributes, so that ``outputSize(kernelPart:)`` can't overflow.
  private func requireLevel(kernelPart: String) throws(RuleViolation) {
    try Self.require("pad", axis, padBefore, in: 0...Level.maximumKernel)
    try Self.require("pad", axis, padAfter, in: 0...Level.maximumKernel)
    try Self.require("stride", axis, stride, in: 1...Level.maximumStride)
    try Self.require("dilation", axis, dilation, in: 1...Level.maximumKernel)
    try Self.require(kernelPart, axis, kernel, in: 1...Level.maximumKernel)
    try Self.require("dilation", axis, dilation, in: 1...Level.maximumKernel / kernel)
  }

  /// - Throws: if an attribute is out of its range along `axis`.
  static func require(
    _ part: String, _ axis: String, _ value: Int, in range: ClosedRange<Int>
  ) throws(RuleViolation) {
    guard !range.contains(value) else { return }
    throw RuleViolation(
      part, expected: "\(range.lowerBound) to \(range.upperBound) along \(axis)", found: "\(value)")
  }
}

/// The two windows of an operator on NHWC tensors.
struct Window2D {
  let y: Window
  let x: Window

  init(
    input: Shape, kernel: Spatial2D, stride: Spatial2D, dilation: Spatial2D = Spatial2D(y: 1, x: 1),
    pad: Padding2D
  ) {
    y = Window(
      axis: "y", size: input[1], kernel: kernel.y, stride: stride.y, dilation: dilation.y,
      padBefore: pad.top, padAfter: pad.bottom)
    x = Window(
      axis: "x", size: input[2], kernel: kernel.x, stride: stride.x, dilation: dilation.x,
      padBefore: pad.left, padAfter: pad.right)
  }

  /// The shape of the result: batch, height, width and `channels`.
  func output(batch: Int, channels: Int, kernelPart: String) throws(RuleViolation) -> Shape {
    [
      batch, try y.outputSize(kernelPart: kernelPart), try x.outputSize(kernelPart: kernelPart),
      channels,
    ]
  }

  /// Padding of a pool is smaller than its window, so that each window has an element.
  func requirePadBelowKernel() throws(RuleViolation) {
    for window in [y, x] where max(window.padBefore, window.padAfter) >= window.kernel {
      throw RuleViolation(
        "pad", expected: "less than the kernel's \(window.kernel) along \(window.axis)",
        found: "\(max(window.padBefore, window.padAfter))")
    }
  }
}
