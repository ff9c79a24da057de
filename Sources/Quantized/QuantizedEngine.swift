public import Graph

/// The engine `quantized`: every integer operator exactly as TOSA says, integer for integer.
///
/// Where TOSA leaves a result open (REQUIRE in its pseudo-code) a run throws `unpredictable`.
/// Graphs with floating-point tensors are reported by ``unsupported(in:)``.
public struct QuantizedEngine: Engine {
  public let name = "quantized"
  let level: VectorLevel

  /// The engine with the fastest kernels of this machine; every machine gives the same bits.
  public init() { self.init(level: .best) }

  init(level: VectorLevel) { self.level = level }

  public func unsupported(in graph: ValidatedGraph) -> [Unsupported] {
    graph.main.operators.enumerated().compactMap { index, op in
      if op.operation.isConstant { return nil }
      let operands = Operands(
        inputs: op.inputs.map { graph.main[$0].type },
        outputs: op.outputs.map { graph.main[$0].type },
        values: op.inputs.map { graph.constant($0) })
      return op.operation.limitation(operands).map {
        Unsupported(engine: name, subject: graph.subject(ofOperator: index), reason: $0)
      }
    }
  }

  public func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    try Interpreter(graph, storage: HostStorage()) { (site) throws(EngineError) -> Step in
      try compile(&site)
    }
  }

  /// The kernel of one operator.
  package func compile(_ site: inout OperatorSite) throws(EngineError) -> Step {
    let operation = site.op.operation
    let operands = Operands(
      inputs: site.inputs.map(\.type), outputs: site.outputs.map(\.type),
      values: site.inputs.indices.map { site.constant($0) })
    if let reason = operation.limitation(operands) {
      throw .unsupported(Unsupported(engine: name, subject: site.subject, reason: reason))
    }
    guard let op = operation.integerOperator else {
      throw .internalFault(InternalFault("\(site.subject) passed as supported without a kernel"))
    }
    return try op.step(at: &site, level)
  }
}

extension Operation {
  /// The operator as this engine knows it: the registry. Nil where there is no integer form.
  var integerOperator: (any IntegerOperator)? {
    switch self {
    case .argMax(let op): op
    case .avgPool2D(let op): op
    case .conv2D(let op): op
    case .conv3D(let op): op
    case .depthwiseConv2D(let op): op
    case .matMul(let op): op
    case .maxPool2D(let op): op
    case .transposeConv2D(let op): op
    case .clamp(let op): op
    case .unary(let op): op
    case .binary(let op): op
    case .compare(let op): op
    case .mul(let op): op
    case .negate(let op): op
    case .table(let op): op
    case .select(let op): op
    case .reduce(let op): op
    case .concat(let op): op
    case .pad(let op): op
    case .reshape(let op): op
    case .reverse(let op): op
    case .slice(let op): op
    case .tile(let op): op
    case .transpose(let op): op
    case .gather(let op): op
    case .scatter(let op): op
    case .resize(let op): op
    case .cast(let op): op
    case .rescale(let op): op
    case .variable(let op): op
    case .fft2D, .rfft2D, .const, .constShape, .custom, .condIf, .whileLoop: nil
    }
  }

  /// Why the engine can't run the operator on these operands; nil if it can.
  fileprivate func limitation(_ operands: Operands) -> String? {
    if (operands.inputs + operands.outputs).contains(where: \.dtype.isFloat) {
      return "quantized runs integer graphs only"
    }
    guard let op = integerOperator else { return "no integer kernel for \(kind)" }
    guard op.accepts(operands) else {
      let inputs = operands.inputs.map(\.dtype.name).joined(separator: ", ")
      let outputs = operands.outputs.map(\.dtype.name).joined(separator: ", ")
      return "no kernel for (\(inputs)) -> \(outputs)"
    }
    for index in op.constantOperands where operands.values[index] == nil {
      return "operand \(index) must be a constant"
    }
    return op.limitation(operands)
  }
}
