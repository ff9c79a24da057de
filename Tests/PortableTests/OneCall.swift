import Graph
import Portable

/// A program of one kernel call, to test an operator through the front door.
enum OneCall {
  /// The arguments of a call, in order.
  enum Argument {
    /// A tensor that the caller gives.
    case input(Tensor)
    /// A tensor that is a result.
    case output(ScalarType, Shape)
    /// Anything else.
    case value(EValue)
  }

  /// Runs the operator and gives its results.
  static func run(_ op: ProgramOperator, _ arguments: [Argument]) throws -> [Tensor] {
    let (program, inputs) = program(op, arguments)
    return try ProgramPlan(program, engine: NoEngine()).run(inputs)
  }

  static func program(
    _ op: ProgramOperator, _ arguments: [Argument]
  ) -> (program: Program, inputs: [Tensor]) {
    var values: [EValue] = []
    var inputs: [Int] = []
    var outputs: [Int] = []
    var tensors: [Tensor] = []
    for (index, argument) in arguments.enumerated() {
      switch argument {
      case .input(let tensor):
        inputs.append(index)
        tensors.append(tensor)
        values.append(.tensor(ProgramTensor(scalarType(tensor.dtype), tensor.shape)))
      case .output(let type, let shape):
        outputs.append(index)
        values.append(.tensor(ProgramTensor(type, shape)))
      case .value(let value): values.append(value)
      }
    }
    let plan = ExecutionPlan(
      values: values, inputs: inputs, outputs: outputs,
      instructions: [.kernelCall(operator: 0, arguments: Array(values.indices) + outputs)],
      operators: [op])
    return (Program(plans: [plan]), tensors)
  }

  private static func scalarType(_ dtype: DType) -> ScalarType {
    ScalarType.allCases.first { $0.dtype == dtype } ?? .float
  }
}

/// An engine for programs without delegates.
struct NoEngine: Engine {
  let name = "none"

  func unsupported(in graph: ValidatedGraph) -> [Unsupported] { [] }

  func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    throw .unsupported(Unsupported(engine: name, subject: "graph", reason: "runs nothing"))
  }
}
