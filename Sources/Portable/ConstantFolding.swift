import Graph

/// Finds the kernel calls that compute the same in every run, and if wanted runs them ahead.
struct ConstantFolding {
  /// What is left to do.
  private(set) var steps: [ProgramStep] = []
  /// The tensors of a new session.
  private(set) var tensors: [Tensor]
  /// The slots that hold the same in every run.
  private var constants: Set<Int>
  /// Those of them that a session starts with.
  private var initial: Set<Int>

  /// - Parameter isOn: whether constant calls are run here and leave the plan; otherwise they are only
  ///   marked.
  init(
    _ steps: [ProgramStep], over tensors: [Tensor], constants: Set<Int>, isOn: Bool
  ) throws(EngineError) {
    self.tensors = tensors
    self.constants = constants
    initial = constants
    for step in steps {
      guard case .kernel(var kernel) = step, kernel.reads.allSatisfy(self.constants.contains) else {
        self.steps.append(step)
        continue
      }
      self.constants.formUnion(kernel.results.map(\.slot))
      if isOn {
        try kernel.run(&self.tensors)
        initial.formUnion(kernel.results.map(\.slot))
      } else {
        kernel.call.isConstant = true
        self.steps.append(.kernel(kernel))
      }
    }
  }

  /// Bytes of the constants that are read in a run.
  var constantBytes: Int {
    var read: Set<Int> = []
    for step in steps {
      switch step {
      case .kernel(let kernel): read.formUnion(kernel.reads)
      case .delegate(let call): read.formUnion(call.inputs.map(\.slot))
      }
    }
    return read.intersection(initial).reduce(0) { $0 + tensors[$1].bytes.count }
  }
}
