import Graph

/// `aten::sum.IntList_out` and `aten::mean.out(input, dim?, keepdim, dtype?, out)` on FP32.
///
/// Elements are added one after the other in their order, in FP32, as `op_sum.cpp` and `op_mean.cpp`
/// do; PyTorch adds in pairs, so the last bits differ. No dimensions, or none given, means all.
struct Reduce: PortableOperator {
  let name: ProgramOperator
  private let isMean: Bool

  /// Both of them.
  static let all = [
    Reduce(name: ProgramOperator("aten::sum", overload: "IntList_out"), isMean: false),
    Reduce(name: ProgramOperator("aten::mean", overload: "out"), isMean: true),
  ]

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.reals(0)
    let rank = input.shape.rank
    var isReduced = [Bool](repeating: false, count: rank)
    for number in try site.isNone(1) ? [] : site.integers(1) {
      let axis = try site.axis(number, ofRank: rank)
      guard axis < rank else { continue }
      guard !isReduced[axis] else { throw site.invalid("dimension \(axis) is given twice") }
      isReduced[axis] = true
    }
    if !isReduced.contains(true) { isReduced = isReduced.map { _ in true } }
    let keeps = try site.flag(2)
    if try !site.isNone(3), try site.integer(3) != Int64(ScalarType.float.rawValue) {
      throw site.unsupported("there is a kernel for FP32 only")
    }
    let kept = (0..<rank).filter { !isReduced[$0] }
    let sizes = input.shape.dimensions
    let output = try site.realOutput(
      4,
      Shape(keeps ? (0..<rank).map { isReduced[$0] ? 1 : sizes[$0] } : kept.map { sizes[$0] }))
    site.work = input.count

    // Offsets of what is added up, and of where each sum starts.
    let reduced = (0..<rank).filter { isReduced[$0] }
    let terms = offsets(of: reduced, in: input.shape)
    let starts = offsets(of: kept, in: input.shape)
    // `op_sum.cpp` starts from 0 along the last dimension alone, otherwise from the first element:
    // a sum of nothing but -0 tells the two apart.
    let startsAtZero = reduced == [rank - 1] || terms.isEmpty
    let divisor = isMean ? Float(terms.count) : 1
    return { [isMean, from = input.slot, to = output.slot] slots in
      let source = slots[from]
      source.withElements(as: Float.self) { values in
        slots[to].withMutableElements(as: Float.self) { results in
          for index in results.indices {
            let start = starts[index]
            var sum: Float = startsAtZero ? 0 : -0.0
            for term in terms { sum += values[start &+ term] }
            results[index] = isMean ? sum / divisor : sum
          }
        }
      }
    }
  }
}

/// The offsets of all elements along some dimensions of a tensor, the last fastest.
private func offsets(of axes: [Int], in shape: Shape) -> [Int] {
  let strides = shape.strides
  var offsets = [0]
  for axis in axes {
    offsets = offsets.flatMap { start in (0..<shape[axis]).map { start + $0 * strides[axis] } }
  }
  return offsets
}
