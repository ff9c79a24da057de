import Fuzz
import Graph
import Quantized

/// One operator as an engine makes it ready, for faults to change.
///
/// A fault rewrites ``operation`` and constants, which the engine's own kernel then runs; or it adds a
/// ``Distortion``, which changes what the kernel gives.
struct OperatorCall: Sendable {
  /// Changes a result, knowing the operands, constants among them.
  typealias Distortion = @Sendable (_ result: inout Tensor, _ operands: [Tensor]) -> Void

  var operation: Operation
  let operands: [TensorType]
  /// The values of those operands that are constants.
  private(set) var constants: [Tensor?]
  let result: TensorType
  private(set) var distortions: [Distortion] = []
  /// The operands that operators after this one read too.
  let isLive: [Bool]
  /// An operand whose memory the result is written to as well.
  var overwritten: Int?
  private let original: (operation: Operation, constants: [Tensor?])

  /// - Parameter isLive: which operands later operators read too.
  init?(_ site: OperatorSite, isLive: [Bool]) {
    guard site.outputs.count == 1 else { return nil }
    operation = site.op.operation
    operands = site.inputs.map(\.type)
    constants = site.inputs.indices.map { site.constant($0) }
    result = site.outputs[0].type
    self.isLive = isLive
    original = (operation, constants)
  }

  /// Whether a fault changed anything.
  var isFaulty: Bool {
    operation != original.operation || constants != original.constants || !distortions.isEmpty
      || overwritten != nil
  }

  /// Adds a change of the result.
  mutating func distort(_ distortion: @escaping Distortion) { distortions.append(distortion) }

  /// Adds a change of each number of an integer result by itself.
  mutating func mapResult(_ change: @escaping @Sendable (Int) -> Int) {
    distort { result, _ in result.mapIntegers { _, number in change(number) } }
  }

  // MARK: Constants

  /// The numbers of a constant operand; empty if it is none.
  func numbers(_ operand: Int) -> [Int] {
    constants.indices.contains(operand) ? constants[operand]?.integers ?? [] : []
  }

  /// The first number of a constant operand; nil if it is none.
  func number(_ operand: Int) -> Int? { numbers(operand).first }

  /// Changes the numbers of a constant operand; what does not fit its type wraps.
  mutating func edit(_ operand: Int, _ change: (inout [Int]) -> Void) {
    guard constants.indices.contains(operand), let value = constants[operand] else { return }
    var numbers = value.integers
    change(&numbers)
    constants[operand] = Tensor(numbers: numbers, value.dtype, value.shape)
  }

  // MARK: Running

  /// The operator with another operation and other operand types, run by the engine's own kernel.
  ///
  /// - Parameters:
  ///   - operands: the types, where they differ from the operator's own.
  ///   - constants: the values of those that are constants.
  /// - Returns: nil if that is no valid operator.
  static func kernel(
    _ operation: Operation, operands: [TensorType], constants: [Tensor?], declared: TensorType
  ) -> (@Sendable ([Tensor]) throws(EngineError) -> Tensor)? {
    guard
      let types = try? operation.rule.results(
        of: OperandList(types: operands, values: constants, declaredResults: [declared])),
      let type = types.first
    else { return nil }
    var block = Block(tensors: [], operators: [], inputs: [], outputs: [])
    for (index, operand) in operands.enumerated() {
      let id = TensorID(index)
      block.tensors.append(
        TensorInfo(name: "operand \(index)", type: operand, value: constants[index]))
      if constants[index] == nil {
        block.inputs.append(id)
      } else {
        block.operators.append(
          Operator(
            operand.dtype == .shape ? .constShape(ConstShape()) : .const(Const()), inputs: [],
            outputs: [id]))
      }
    }
    let result = TensorID(operands.count)
    block.tensors.append(TensorInfo(name: "result", type: type))
    block.operators.append(
      Operator(operation, inputs: operands.indices.map(TensorID.init), outputs: [result]))
    block.outputs = [result]
    guard let graph = try? ValidatedGraph(Graph(main: block)),
      let plan = try? QuantizedEngine().prepare(graph)
    else { return nil }
    let variables = constants.indices.filter { constants[$0] == nil }
    return { (operands: [Tensor]) throws(EngineError) -> Tensor in
      try plan.run(variables.map { operands[$0] })[0]
    }
  }

  /// What computes the operator with its faults; nil if they leave no valid one.
  func kernel() -> (@Sendable ([Tensor]) throws(EngineError) -> Tensor)? {
    guard
      let plain = Self.kernel(
        operation, operands: operands, constants: constants, declared: result)
    else { return nil }
    let distortions = distortions
    let type = result
    return { (operands: [Tensor]) throws(EngineError) -> Tensor in
      var result = try plain(operands)
      // A fault may have changed the sizes; the memory stays as large as it is.
      if result.shape != type.shape, result.count == type.shape.elementCount {
        result = result.reshaped(to: type.shape)
      }
      for distortion in distortions { distortion(&result, operands) }
      return result
    }
  }
}
