import Graph
import Kernels

/// A fused group of a TOSA graph made ready to run.
struct FusedPart: Sendable {
  /// An operand of the kernel: a tensor that others make, or a constant.
  enum Operand: Sendable {
    case tensor(TensorID, count: Int)
    case constant([Float])
    /// The kernel does not read it.
    case absent

    var count: Int {
      switch self {
      case .tensor(_, let count): count
      case .constant(let values): values.count
      case .absent: 1
      }
    }
  }

  /// A tensor that the kernel makes, and the operator that the graph has for it.
  struct Result: Sendable {
    let tensor: TensorID
    let origin: Int
    let count: Int
  }

  let kernel: FusedKernel
  let arithmetic: FusionArithmetic
  /// By the captures of the pattern.
  let operands: [Operand]
  /// Numbers that were read out of the graph, by their captures.
  let parameters: [Double]
  let results: [Result]
  let rows: Int
  let width: Int
  let form: Int

  /// Of the matched sizes.
  ///
  /// - Throws: an internal fault if the pattern has no kernel.
  init(
    _ group: FusedGroup, of flow: Flow, in graph: ValidatedGraph, arithmetic: FusionArithmetic
  ) throws(InternalFault) {
    guard let kernel = group.pattern.kernel else {
      throw InternalFault("\(group.pattern.name) has no kernel")
    }
    self.kernel = kernel
    self.arithmetic = kernel.q12 == nil ? .fp32 : arithmetic
    form = group.form
    (rows, width) = kernel.size(group.match, flow)
    parameters = group.match.parameters.sorted { $0.key < $1.key }.map(\.value)
    operands = (0..<KernelCall<Float>.captures).map { capture in
      guard let value = group.operands[capture] else { return .absent }
      let id = TensorID(value)
      if let constant = graph.constant(id) { return .constant(constant.elements(as: Float.self)) }
      return .tensor(id, count: flow.count(value))
    }
    results = group.results.map {
      Result(tensor: TensorID($0), origin: graph.producers[$0] ?? 0, count: flow.count($0))
    }
  }

  /// Bytes of one worker's copies of operands and results.
  var memoryBytes: Int {
    4 * (operands.reduce(0) { $0 + $1.count } + results.reduce(0) { $0 + $1.count })
  }
}
