import Graph

/// One worker's tensors of a program, and its delegates' sessions.
final class ProgramSession: Session {
  private let plan: ProgramPlan
  private var tensors: [Tensor]
  private let delegates: [any Session]
  private var delegateOutputs: [[Tensor]]

  init(_ plan: ProgramPlan) throws(EngineError) {
    self.plan = plan
    tensors = plan.tensors
    var delegates: [any Session] = []
    for delegate in plan.delegates { delegates.append(try delegate.makeSession()) }
    self.delegates = delegates
    delegateOutputs = plan.delegates.map { $0.makeOutputs() }
  }

  func run(
    _ inputs: [Tensor], into outputs: inout [Tensor], observer: TensorObserver?
  ) throws(EngineError) {
    try plan.check(inputs)
    for (tensor, slot) in zip(inputs, plan.inputSlots) { tensors[slot] = tensor }
    for step in plan.steps {
      switch step {
      case .kernel(let call):
        try call.run(&tensors)
        guard let observer else { continue }
        for (name, slot) in call.results {
          observer(
            TensorObservation(
              name: name, operatorIndex: call.call.instruction, tensor: tensors[slot]))
        }
      case .delegate(let call):
        try call.run(
          delegates[call.delegate], slots: &tensors, results: &delegateOutputs[call.delegate],
          observer: observer)
      }
    }
    for (index, slot) in plan.outputSlots.enumerated() {
      // Bytes, not the tensor: sharing it would make the next run allocate another one.
      let type = plan.outputs[index].type
      if outputs[index].type != type { outputs[index] = Tensor(zeros: type) }
      tensors[slot].bytes.withUnsafeBytes { bytes in
        outputs[index].withMutableBytes { $0.copyMemory(from: bytes) }
      }
    }
  }
}
