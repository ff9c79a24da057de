/// Where a delegate's inputs come from and its outputs go, and in which units.
///
/// A delegate's order of inputs and outputs is not the model's, and its graph does not know the scales
/// at its edge; both are in the program around it.
public struct DelegateBoundary: Sendable, Hashable {
  /// One input or output of the delegate's graph.
  public struct Edge: Sendable, Hashable {
    /// Its name and type in the delegate's graph.
    public var port: Port
    /// The value of the plan that it is.
    public var value: Int
    /// How its integers stand for real numbers, if the program quantizes or dequantizes it.
    public var quantization: Quantization?
    /// For an input where it comes from, for an output where it goes; conversions between integers
    /// and real numbers on the way are left out.
    public var ends: [End]
  }

  /// What an edge leads to.
  public enum End: Sendable, Hashable {
    case programInput(Int)
    case programOutput(Int)
    case delegateInput(delegate: Int, Int)
    case delegateOutput(delegate: Int, Int)
    /// Any other instruction.
    case instruction(Int)
    /// A value that is part of the program.
    case constant
  }

  /// The inputs, in the order of the delegate's graph.
  public var inputs: [Edge]
  /// The outputs, in the order of the delegate's graph.
  public var outputs: [Edge]
}

extension DelegateBoundary.End: CustomStringConvertible {
  /// `input 2`, `delegate 0 output 1`, `instruction 5`.
  public var description: String {
    switch self {
    case .programInput(let index): "input \(index)"
    case .programOutput(let index): "output \(index)"
    case .delegateInput(let delegate, let index): "delegate \(delegate) input \(index)"
    case .delegateOutput(let delegate, let index): "delegate \(delegate) output \(index)"
    case .instruction(let index): "instruction \(index)"
    case .constant: "a constant"
    }
  }
}

extension ExecutionPlan {
  /// The graphs of the delegates, by index; nil for those of other backends than `TOSABackend`.
  /// - Throws: what is wrong with a payload, and of which delegate.
  public func delegateGraphs() throws(InvalidInput) -> [Graph?] {
    var graphs: [Graph?] = []
    for (index, delegate) in delegates.enumerated() {
      guard delegate.id == "TOSABackend" else {
        graphs.append(nil)
        continue
      }
      graphs.append(
        try locating("delegate \(index)") { () throws(InvalidInput) in
          try Graph(tosa: delegate.payload)
        })
    }
    return graphs
  }

  /// The boundary of each delegate, by index; nil where there is no graph, where the plan never calls
  /// the delegate, or calls it with another number of arguments than its graph has.
  /// - Parameter graphs: what ``delegateGraphs()`` gave.
  public func delegateBoundaries(_ graphs: [Graph?]) -> [DelegateBoundary?] {
    let flow = PlanFlow(self, graphs: graphs)
    let scales = quantizations
    return delegates.indices.map { index in
      guard let ports = flow.ports[index],
        let arguments = flow.arguments(ofDelegate: index, in: self)
      else { return nil }
      let inputs = zip(arguments, ports.inputs).map { value, port in
        DelegateBoundary.Edge(
          port: port, value: value, quantization: scales[value], ends: flow.origins(of: value))
      }
      let outputs = zip(arguments.dropFirst(inputs.count), ports.outputs).map { value, port in
        DelegateBoundary.Edge(
          port: port, value: value, quantization: scales[value], ends: flow.destinations(of: value))
      }
      return DelegateBoundary(inputs: inputs, outputs: outputs)
    }
  }
}
