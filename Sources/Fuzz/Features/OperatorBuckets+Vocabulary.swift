import Graph

extension OperatorBuckets {
  /// Every bucket that generated graphs can put an operator in.
  static func vocabulary(of head: OperatorHead) -> [String] {
    ranks(of: head) + particulars(of: head)
  }

  private static func particulars(of head: OperatorHead) -> [String] {
    switch head.kind {
    case .conv2D:
      windows(EdgeSizes.kernel, dilations: EdgeSizes.dilation, pads: EdgeSizes.pad) + weights(head)
    case .depthwiseConv2D:
      windows(EdgeSizes.kernel, dilations: EdgeSizes.dilation, pads: EdgeSizes.pad) + weights(head)
    case .avgPool2D, .maxPool2D:
      windows(EdgeSizes.poolKernel, dilations: [], pads: EdgeSizes.pad)
        + (head.kind == .avgPool2D && head.types.input == .int8 ? zeroPoints(1...2) : [])
    case .rescale: rescales(head)
    case .add, .sub, .maximum, .minimum, .mul, .pow, .bitwiseAnd, .bitwiseOr, .bitwiseXor,
      .logicalAnd, .logicalOr, .logicalXor, .intDiv, .arithmeticRightShift, .logicalLeftShift,
      .logicalRightShift, .equal, .greater, .greaterEqual:
      [
        "equal shapes", "broadcast first", "broadcast first, one number", "broadcast second",
        "broadcast second, one number", "constant second",
      ]
    case .reduceAll, .reduceAny, .reduceMax, .reduceMin, .reduceProduct, .reduceSum, .argMax:
      (1...6).map { "axis \(-$0)" }
    case .concat: (1...4).map { "\($0) parts" } + ["one part twice"]
    case .reshape: (0...6).map { "to rank \($0)" }
    default: []
    }
  }

  private static func ranks(of head: OperatorHead) -> [String] {
    let images = ["one pixel", "one row", "one column"] + (0...3).map { "width 4n+\($0)" }
    switch head.kind {
    case .conv2D, .depthwiseConv2D, .avgPool2D, .maxPool2D, .transposeConv2D, .resize:
      return ["batch"] + images
    case .conv3D: return ["rank 5"]
    case .matMul, .gather, .scatter: return ["rank 3"]
    default: return (0...6).filter { $0 > 0 || !needsAxis(head.kind) }.map { "rank \($0)" } + images
    }
  }

  private static func needsAxis(_ kind: OperatorKind) -> Bool {
    switch kind {
    case .argMax, .concat, .pad, .reduceAll, .reduceAny, .reduceMax, .reduceMin, .reduceProduct,
      .reduceSum, .reverse, .slice, .tile, .transpose:
      true
    default: false
    }
  }

  private static func windows(_ kernels: [Int], dilations: [Int], pads: [Int]) -> [String] {
    let kernels = sizes(kernels)
    let steps = sizes(EdgeSizes.stride.filter { $0 > 1 })
    let spread = sizes(dilations.filter { $0 > 1 })
    return kernels.map { "kernel height \($0)" } + kernels.map { "kernel width \($0)" }
      + steps.map { "stride down \($0)" } + steps.map { "stride across \($0)" }
      + spread.map { "dilation down \($0)" } + spread.map { "dilation across \($0)" }
      + sizes(pads.filter { $0 > 0 }).map { "pad up to \($0)" }
      + ["pad", "asymmetric pad", "whole image"]
      + (spread.isEmpty ? [] : ["dilation is stride"])
  }

  private static func weights(_ head: OperatorHead) -> [String] {
    guard head.types.input == .int8 else { return ["one bias"] }
    return zeroPoints(3...4) + ["one bias"]
  }

  private static func rescales(_ head: OperatorHead) -> [String] {
    let isLong = head.types.input == .int48
    return ["per channel"] + (isLong ? [] : ["double rounding"])
      + (head.types.input == .int8 ? zeroPoints(3...3) : [])
      + (head.types.output == .int8 ? zeroPoints(4...4) : [])
      + ["multiplier 0", "multiplier 2^n"] + (isLong ? [] : ["multiplier 2^31-1", "shift 62"])
      + (1...7).map { "shift \($0 * 8).." }
  }

  private static func zeroPoints(_ operands: ClosedRange<Int>) -> [String] {
    operands.flatMap { operand in
      ["-128", "0", "127", "negative", "positive"].map { "zero point \(operand) \($0)" }
    }
  }

  /// The buckets of some sizes, each once.
  private static func sizes(_ sizes: [Int]) -> [String] {
    var names: [String] = []
    for name in sizes.map(size) where !names.contains(name) { names.append(name) }
    return names
  }
}
