import Kernels

/// How many elements a kernel reads or writes, in its rows and their width.
enum Extent: Sendable, Hashable {
  /// All rows.
  case all
  /// One element a row.
  case rows
  /// As many as a row has.
  case row
  /// All rows, each without one element.
  case rowsLessOne
  /// All rows, each of as many elements as ``square`` has rows.
  case inputs
  /// For each element of a row as many as a row of ``inputs`` has.
  case square

  /// Whether `count` elements are what a kernel takes; sizes of a file may be beyond any memory.
  func fits(_ count: Int, rows: Int, width: Int, inputs: Int) -> Bool {
    let factors =
      switch self {
      case .all: (rows, width)
      case .rows: (rows, 1)
      case .row: (1, width)
      case .rowsLessOne: (rows, width - 1)
      case .inputs: (rows, inputs)
      case .square: (width, inputs)
      }
    let (product, overflow) = factors.0.multipliedReportingOverflow(by: factors.1)
    return !overflow && count == product
  }
}

/// What runs a fused group, in each arithmetic.
struct FusedKernel: Sendable {
  typealias Body<Element> = @Sendable (KernelCall<Element>) -> Void

  /// Rows and width, from the sizes of a match.
  let size: @Sendable (PatternMatch, Flow) -> (rows: Int, width: Int)
  /// What is read of each operand, by its capture; a match of other sizes is none.
  let operands: [Capture: Extent]
  /// What is written.
  let results: [Extent]
  let fp32: Body<Float>
  /// nil where q11.12 has no such kernel: then the group runs in fp32.
  let q12: Body<Q12>?

  /// A kernel of one operand that works element by element.
  static func elementwise(
    _ operands: Capture..., fp32: @escaping Body<Float>, q12: Body<Q12>? = nil
  ) -> FusedKernel {
    FusedKernel(
      size: { (1, $1.count($0.result)) },
      operands: Dictionary(operands.map { ($0, .all) }, uniquingKeysWith: { first, _ in first }),
      results: [.all], fp32: fp32, q12: q12)
  }

  /// A kernel over the rows of its result.
  static func rowwise(
    _ operands: [Capture: Extent], results: [Extent] = [.all], fp32: @escaping Body<Float>,
    q12: Body<Q12>? = nil
  ) -> FusedKernel {
    FusedKernel(
      size: { match, flow in
        let width = max(flow.values[match.result].shape.last ?? 1, 1)
        return (flow.count(match.result) / width, width)
      }, operands: operands, results: results, fp32: fp32, q12: q12)
  }

  /// A kernel whose rows are those of one of its operands.
  static func rows(
    of capture: Capture, _ operands: [Capture: Extent], results: [Extent],
    fp32: @escaping Body<Float>, q12: Body<Q12>? = nil
  ) -> FusedKernel {
    FusedKernel(
      size: { match, flow in
        guard let value = match.operands[capture.index] else { return (0, 0) }
        let width = max(flow.values[value].shape.last ?? 1, 1)
        return (flow.count(value) / width, width)
      }, operands: operands, results: results, fp32: fp32, q12: q12)
  }
}

extension FusedKernel {
  /// Whether the sizes of a match are those that the kernel works on: nothing else keeps it inside its
  /// buffers.
  func fits(_ group: FusedGroup, of flow: Flow) -> Bool {
    let (rows, width) = size(group.match, flow)
    guard rows > 0, width > 0, group.results.count == results.count else { return false }
    let counts = group.operands.mapValues(flow.count)
    let square = operands.first { $0.value == .square }.flatMap { counts[$0.key.index] }
    let inputs = (square ?? 0) / width
    for (value, extent) in zip(group.results, results)
    where !extent.fits(flow.count(value), rows: rows, width: width, inputs: inputs) {
      return false
    }
    return operands.allSatisfy { capture, extent in
      // A form may do without an operand, as its kernel then does.
      counts[capture.index].map { extent.fits($0, rows: rows, width: width, inputs: inputs) }
        ?? true
    }
  }
}
