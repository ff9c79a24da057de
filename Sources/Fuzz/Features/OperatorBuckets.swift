import Graph

/// The buckets that one operator's attributes, shapes and constants fall into.
enum OperatorBuckets {
  /// The operator and its types: `RESCALE INT32 to INT8`.
  static func head(of op: Operator, in block: Block) -> String {
    guard let input = op.inputs.first, let output = op.outputs.first else { return op.kind.name }
    let types = TypePair(block[input].type.dtype, block[output].type.dtype)
    return OperatorHead(kind: op.kind, types: types).name
  }

  /// What is particular about `op`.
  static func of(_ op: Operator, in graph: ValidatedGraph) -> [String] {
    let block = graph.main
    guard let input = op.inputs.first.map({ block[$0].type }) else { return [] }
    var buckets = shapeBuckets(input.shape)
    switch op.operation {
    case .conv2D(let conv):
      let weight = block[op.inputs[1]].type.shape
      buckets += window(
        input.shape, Spatial2D(y: weight[1], x: weight[2]), conv.stride, conv.dilation, conv.pad)
      buckets.append("\(size(weight[0])) channels from \(size(weight[3]))")
      buckets += weightBuckets(op, in: graph)
    case .depthwiseConv2D(let conv):
      let weight = block[op.inputs[1]].type.shape
      buckets += window(
        input.shape, Spatial2D(y: weight[0], x: weight[1]), conv.stride, conv.dilation, conv.pad)
      buckets.append("\(size(weight[2])) channels times \(size(weight[3]))")
      buckets += weightBuckets(op, in: graph)
    case .avgPool2D(let pool):
      buckets += window(
        input.shape, pool.kernel, pool.stride, Spatial2D(y: 1, x: 1), pool.pad)
      buckets += zeroPoints(op, 1...2, in: graph)
    case .maxPool2D(let pool):
      buckets += window(
        input.shape, pool.kernel, pool.stride, Spatial2D(y: 1, x: 1), pool.pad)
    case .rescale(let rescale):
      if rescale.perChannel { buckets.append("per channel") }
      if rescale.roundingMode != .single { buckets.append("\(rescale.roundingMode) rounding") }
      buckets += zeroPoints(op, 3...4, in: graph)
      buckets += factors(op, in: graph)
    case .binary, .compare, .mul:
      let (first, second) = (block[op.inputs[0]].type.shape, block[op.inputs[1]].type.shape)
      buckets.append(op.inputs[0] == op.inputs[1] ? "with itself" : broadcast(first, second))
      if graph.constant(op.inputs[1]) != nil { buckets.append("constant second") }
    case .reduce(let reduce):
      buckets.append("axis \(reduce.axis - input.shape.rank)")
      buckets.append("\(size(input.shape[reduce.axis])) along the axis")
    case .argMax(let op): buckets.append("axis \(op.axis - input.shape.rank)")
    case .concat(let concat):
      buckets.append("\(size(op.inputs.count)) parts")
      buckets.append("axis \(concat.axis - input.shape.rank)")
      if Set(op.inputs).count < op.inputs.count { buckets.append("one part twice") }
    case .transpose(let transpose):
      buckets.append("order \(transpose.permutation.map(String.init).joined())")
    case .reshape:
      buckets.append("to rank \(block[op.outputs[0]].type.shape.rank)")
    default: break
    }
    return buckets
  }

  /// 0, 1, 2, 3, 4, then powers of two with their neighbours apart.
  static func size(_ number: Int) -> String {
    if number <= 4 { return String(number) }
    let power = 1 << (Int.bitWidth - 1 - number.leadingZeroBitCount)
    if number == power { return String(power) }
    if number == power + 1 { return "\(power)+1" }
    if number == 2 * power - 1 { return "\(2 * power)-1" }
    return "\(power).."
  }

  private static func shapeBuckets(_ shape: Shape) -> [String] {
    var buckets = ["rank \(shape.rank)"]
    guard shape.rank == 4 else { return buckets }
    if shape[0] > 1 { buckets.append("batch") }
    if shape[1] == 1 || shape[2] == 1 {
      buckets.append(shape[1] == shape[2] ? "one pixel" : shape[1] == 1 ? "one row" : "one column")
    }
    buckets.append("width \(shape[2] > 4 ? "4n+\(shape[2] % 4)" : String(shape[2]))")
    return buckets
  }

  private static func window(
    _ input: Shape, _ kernel: Spatial2D, _ stride: Spatial2D, _ dilation: Spatial2D,
    _ pad: Padding2D
  ) -> [String] {
    var buckets = ["kernel height \(size(kernel.y))", "kernel width \(size(kernel.x))"]
    if stride.y > 1 { buckets.append("stride down \(size(stride.y))") }
    if stride.x > 1 { buckets.append("stride across \(size(stride.x))") }
    if dilation.y > 1 { buckets.append("dilation down \(size(dilation.y))") }
    if dilation.x > 1 { buckets.append("dilation across \(size(dilation.x))") }
    if dilation == stride, dilation != Spatial2D(y: 1, x: 1) {
      buckets.append("dilation is stride")
    }
    if pad != Padding2D() {
      let isSymmetric = pad.top == pad.bottom && pad.left == pad.right
      buckets.append(isSymmetric ? "pad" : "asymmetric pad")
      buckets.append("pad up to \(size(max(pad.top, pad.bottom, pad.left, pad.right)))")
    }
    if kernel.y == input[1], kernel.x == input[2] { buckets.append("whole image") }
    return buckets
  }

  private static func weightBuckets(_ op: Operator, in graph: ValidatedGraph) -> [String] {
    var buckets = zeroPoints(op, 3...4, in: graph)
    if graph.main[op.inputs[2]].type.shape == [1] { buckets.append("one bias") }
    if graph.main[op.inputs[1]].type.dtype == .int4 { buckets.append("INT4 weights") }
    if graph.constant(op.inputs[1]) == nil { buckets.append("computed weights") }
    return buckets
  }

  private static func zeroPoints(
    _ op: Operator, _ operands: ClosedRange<Int>, in graph: ValidatedGraph
  ) -> [String] {
    operands.compactMap { operand in
      guard let number = graph.constant(op.inputs[operand])?.integerValues?.first else {
        return nil
      }
      let bucket =
        switch number {
        case -128, 0, 127: String(number)
        default: number < 0 ? "negative" : "positive"
        }
      return "zero point \(operand) \(bucket)"
    }
  }

  private static func factors(_ op: Operator, in graph: ValidatedGraph) -> [String] {
    guard let multipliers = graph.constant(op.inputs[1])?.integerValues,
      let shifts = graph.constant(op.inputs[2])?.integerValues
    else { return [] }
    var buckets: [String] = []
    func add(_ bucket: String) { if !buckets.contains(bucket) { buckets.append(bucket) } }
    for (multiplier, shift) in zip(multipliers, shifts) {
      if multiplier == 0 {
        add("multiplier 0")
      } else if multiplier & (multiplier - 1) == 0 {
        add("multiplier 2^n")
      } else if multiplier == Int64(Int32.max) {
        add("multiplier 2^31-1")
      }
      add(
        shift <= 2 ? "shift 2" : shift >= 62 ? "shift 62" : "shift \(shift / 8 * 8)..")
    }
    return buckets
  }

  private static func broadcast(_ first: Shape, _ second: Shape) -> String {
    if first == second { return "equal shapes" }
    let small = first.elementCount < second.elementCount ? "first" : "second"
    let one = min(first.elementCount, second.elementCount) == 1
    return "broadcast \(small)\(one ? ", one number" : "")"
  }
}
