import Graph

/// The tensors of one traced run, and the constants, as numbers.
struct RunTensors {
  private let graph: ValidatedGraph
  private let traced: [String: Tensor]
  private var known: [TensorID: [Int64]] = [:]

  init(_ graph: ValidatedGraph, traced: [String: Tensor]) {
    self.graph = graph
    self.traced = traced
  }

  /// A tensor as the run has it; nil if it has none.
  subscript(id: TensorID) -> Tensor? { traced[graph.main[id].name] }

  /// The elements of a constant, of a traced tensor, or of a view of one.
  ///
  /// - Throws: if the run has no such tensor, or one of another type.
  mutating func numbers(of id: TensorID) throws(InvalidInput) -> [Int64] {
    if let numbers = known[id] { return numbers }
    let numbers = try find(id)
    known[id] = numbers
    return numbers
  }

  private mutating func find(_ id: TensorID) throws(InvalidInput) -> [Int64] {
    let info = graph.main[id]
    if let numbers = graph.constant(id)?.integerValues { return numbers }
    if let tensor = traced[info.name] {
      guard tensor.type == info.type, let numbers = tensor.integerValues else {
        throw InvalidInput(
          .configuration,
          "'\(info.name)' is \(info.type) in the graph and \(tensor.type) in the run")
      }
      return numbers
    }
    guard let producer = graph.producers[id.index],
      let view = TensorView(graph.main.operators[producer], in: graph.main)
    else {
      throw InvalidInput(.configuration, "the run has no tensor '\(info.name)'")
    }
    let source = try numbers(of: graph.main.operators[producer].inputs[0])
    return view.sources?.map { source[Int($0)] } ?? source
  }
}
