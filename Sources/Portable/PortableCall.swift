public import Graph

/// A kernel call of a plan, with what its cost depends on.
public struct PortableCall: Sendable, Hashable {
  /// The instruction's index in the program.
  public var instruction: Int
  /// What is called.
  public var `operator`: ProgramOperator
  /// Elements of the result; 0 where the result is a list of tensors.
  public var elements: Int
  /// What the kernel's inner loop does: products for `mm` and `addmm`, elements that are read for sums,
  /// means and splits, elements of the result for all others.
  public var work: Int
  /// Whether nothing that the caller gives reaches the call: it computes the same in every run.
  public var isConstant: Bool

  /// A call by its figures.
  public init(
    instruction: Int, operator: ProgramOperator, elements: Int, work: Int, isConstant: Bool = false
  ) {
    self.instruction = instruction
    self.operator = `operator`
    self.elements = elements
    self.work = work
    self.isConstant = isConstant
  }
}

extension ProgramPlan {
  /// The kernel calls of a run, in order.
  public var kernelCalls: [PortableCall] {
    steps.compactMap {
      if case .kernel(let kernel) = $0 { kernel.call } else { nil }
    }
  }

  /// The delegates that a run calls, in order, as indices of ``delegates``.
  public var delegateCalls: [Int] {
    steps.compactMap {
      if case .delegate(let call) = $0 { call.delegate } else { nil }
    }
  }
}
