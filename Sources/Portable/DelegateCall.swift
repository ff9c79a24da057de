import Graph

/// A call of a delegate made ready: which tensors go in and come out.
struct DelegateCall: Sendable {
  /// A tensor on its way into the delegate.
  struct Argument: Sendable {
    var slot: Int
    /// What the delegate takes.
    var type: TensorType
  }

  /// The delegate's index in its plan.
  let delegate: Int
  /// How messages name the call.
  let subject: String
  /// What goes in, in the order of the graph's inputs.
  let inputs: [Argument]
  /// Where the results go, in the order of the graph's outputs.
  let outputs: [Operand]

  /// Resolves the arguments of a call: the inputs of the delegate's graph, then its outputs.
  ///
  /// ExecuTorch keeps that order in both; it is not the order of the program's own inputs and outputs.
  init(
    _ delegate: Int, _ prepared: any Plan, declaredOutputs: [Port], arguments: [Int],
    subject: String, table: inout ValueTable
  ) throws(EngineError) {
    func mismatch(_ message: String) -> EngineError {
      .invalid(InvalidInput(.graph, message, at: InputLocation(element: subject)))
    }
    guard arguments.count == prepared.inputs.count + declaredOutputs.count,
      prepared.outputs.count == declaredOutputs.count
    else {
      throw mismatch(
        "\(arguments.count) arguments, the delegate's graph has \(prepared.inputs.count) inputs "
          + "and \(declaredOutputs.count) outputs")
    }
    var inputs: [Argument] = []
    for (value, port) in zip(arguments, prepared.inputs) {
      let operand = try table.read(value, subject: subject)
      guard operand.scalarType.dtype == port.type.dtype,
        operand.count == port.type.shape.elementCount
      else {
        throw mismatch(
          "value \(value), \(operand.scalarType.name)\(operand.shape), is given for the input "
            + "'\(port.name)', which takes \(port.type)")
      }
      inputs.append(Argument(slot: operand.slot, type: port.type))
    }
    var outputs: [Operand] = []
    for (index, value) in arguments.dropFirst(prepared.inputs.count).enumerated() {
      let made = prepared.outputs[index]
      let operand = try table.write(value, as: made.type.dtype, subject: subject)
      guard operand.scalarType.dtype == declaredOutputs[index].type.dtype,
        operand.count == made.type.shape.elementCount
      else {
        throw mismatch(
          "value \(value), \(operand.scalarType.name)\(operand.shape), takes the output "
            + "'\(made.name)', which is \(declaredOutputs[index].type)")
      }
      outputs.append(operand)
    }
    self.delegate = delegate
    self.subject = subject
    self.inputs = inputs
    self.outputs = outputs
  }

  /// Runs the delegate on a session's tensors.
  ///
  /// - Parameters:
  ///   - results: memory for the results, from the session's previous run.
  ///   - observer: sees the delegate's tensors as `delegate0/name`.
  func run(
    _ session: any Session, slots: inout [Tensor], results: inout [Tensor],
    observer: TensorObserver?
  ) throws(EngineError) {
    let arguments = inputs.map { Self.tensor(slots[$0.slot], as: $0.type) }
    var prefixed: TensorObserver?
    if let observer {
      prefixed = { [delegate] observation in
        var observation = observation
        observation.name = "delegate\(delegate)/\(observation.name)"
        observer(observation)
      }
    }
    do throws(EngineError) {
      try session.run(arguments, into: &results, observer: prefixed)
    } catch {
      throw TOSADelegate.located(error, in: delegate)
    }
    for (operand, result) in zip(outputs, results) {
      slots[operand.slot] =
        result.shape == operand.shape ? result : result.reshaped(to: operand.shape)
    }
  }

  /// A tensor as a delegate takes it.
  ///
  /// Real values from another delegate, where integers are wanted, are rounded half to even and
  /// clamped to the type's range; NaN becomes 0.
  private static func tensor(_ tensor: Tensor, as type: TensorType) -> Tensor {
    if tensor.type == type { return tensor }
    if tensor.dtype == type.dtype { return tensor.reshaped(to: type.shape) }
    let reals = tensor.elements(as: Float.self)
    func rounded<Element: FixedWidthInteger & TensorElement>(_ element: Element.Type) -> Tensor {
      let range = type.dtype.integerRange ?? 0...1
      let elements = reals.map { real -> Element in
        let nearest = Double(real.rounded(.toNearestOrEven))
        if nearest.isNaN { return 0 }
        if nearest >= Double(range.upperBound) { return Element(range.upperBound) }
        return nearest > Double(range.lowerBound) ? Element(nearest) : Element(range.lowerBound)
      }
      return Tensor(elements, type.dtype, type.shape)
    }
    switch type.dtype {
    case .bool: return rounded(UInt8.self)
    case .int4, .int8: return rounded(Int8.self)
    case .int16: return rounded(Int16.self)
    case .int32: return rounded(Int32.self)
    case .int48, .shape: return rounded(Int64.self)
    case .fp32, .fp16, .bf16: return tensor.reshaped(to: type.shape)
    }
  }
}
