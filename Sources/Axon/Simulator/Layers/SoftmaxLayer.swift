import Graph

/// Softmax of 32-bit logits in q11.12, as the CPU extension computes it: the largest logit is moved
/// to 31182, the exponentials are integers in q11.12, the quotient is taken in FP32.
///
/// The exponential is rounded to nearest where Nordic's library has a table; 16 of 11,775 measured
/// outputs differ by 1 for it.
struct SoftmaxLayer: LayerKernel {
  private let count: Int
  private let scale: Float
  private let zeroPoint: Float
  private let input: Int
  private let output: Int
  private let exponentials: Int
  /// Whether logits are numbers of 24 bits.
  private let wraps: Bool

  init(_ site: inout LayerSite) throws(InvalidInput) {
    let layer = site.layer
    try site.require(
      layer.inputs.count == 1 && layer.inputs[0].byteWidth == 4, "takes one INT32 operand")
    try site.require(layer.output.byteWidth == 1, "gives INT8")
    try site.require(
      layer.inputs[0].c * layer.inputs[0].h == 1 && layer.output.count == layer.inputs[0].count,
      "takes one row")
    try site.require(
      layer.multipliers.count == 1 && layer.shifts.count == 1
        && (0...62).contains(layer.shifts[0]), "has one multiplier and one shift")
    count = layer.output.count
    scale = Float(layer.multipliers[0]) / Float(UInt64(1) << UInt64(layer.shifts[0]))
    zeroPoint = Float(layer.outputZeroPoint)
    input = site.inputs[0]
    output = site.output
    exponentials = site.reserve(count, of: Int32.self)
    wraps = site.version.has(.softmaxWrap)
  }

  func run(_ memory: LayerMemory) {
    let logits = (memory.base + input).assumingMemoryBound(to: Int32.self)
    let results = memory.int8(output)
    let exponentials = memory.scratch(exponentials, as: Int32.self)
    var largest = logits[0]
    for index in 1..<max(count, 1) { largest = max(largest, logits[index]) }
    var sum: Int64 = 0
    for index in 0..<count {
      // Exact in 64 bits, and far below the range only zero comes out.
      let distance = Int64(logits[index]) - Int64(largest) + 31_182
      let shifted = wraps ? WrappedLogits.wrap(distance) : distance
      let value = Elementary.exp(Double(shifted) / 4096) * 4096
      exponentials[index] = Int32(
        min(value.rounded(.toNearestOrEven), Double(WrappedLogits.largest)))
      sum += Int64(exponentials[index])
    }
    for index in 0..<count {
      let share = Float(exponentials[index]) * scale / Float(sum)
      let value = (share + 0.5).rounded(.down) + zeroPoint
      results[index] = Int8(min(max(value, -128), 127))
    }
  }
}
