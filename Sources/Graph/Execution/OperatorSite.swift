/// One operator of a graph as a kernel sees it before it runs: types, constants, and where the
/// operands will be.
public struct OperatorSite {
  /// The index in the block.
  public let index: Int
  /// The operator.
  public let op: Operator
  /// Where the operands will be, in order.
  public let inputs: [TensorSlot]
  /// Where the results go, in order.
  public let outputs: [TensorSlot]
  /// The variable of a VARIABLE operator.
  public let variable: VariableSlot?
  /// How messages name the operator.
  public let subject: String
  private let constants: [Tensor?]
  private let workspaceBase: Int
  private(set) var workspaceBytes = 0

  init(
    index: Int, op: Operator, inputs: [TensorSlot], outputs: [TensorSlot], constants: [Tensor?],
    variable: VariableSlot?, subject: String, workspaceBase: Int
  ) {
    self.index = index
    self.op = op
    self.inputs = inputs
    self.outputs = outputs
    self.constants = constants
    self.variable = variable
    self.subject = subject
    self.workspaceBase = workspaceBase
  }

  /// The value of an operand that is a compile-time constant.
  public func constant(_ operand: Int) -> Tensor? { constants[operand] }

  /// Asks for memory that the step uses only while it runs; it lies behind the tensors and is shared
  /// with other steps.
  public mutating func reserveWorkspace(byteCount: Int) -> WorkspaceSlot {
    let slot = WorkspaceSlot(offset: workspaceBase + workspaceBytes, byteCount: byteCount)
    workspaceBytes += MemoryPlan.rounded(byteCount)
    return slot
  }
}

/// One operator made ready to run. It looks nothing up and allocates nothing: types, offsets and
/// packed weights are captured when it is made.
public typealias Step = @Sendable (Arena) throws(EngineError) -> Void
