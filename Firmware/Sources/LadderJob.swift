/// Runs a model over the tokens of a job and sends what each token gives and costs.
struct LadderJob {
  let image: MambaImage
  let meter: SectionMeter
  let overhead: UInt32
  let wantsLogits: Bool
  let tokens: UnsafePointer<UInt8>
  let count: Int

  /// Runs every token through a step of this kind, which takes its memory from the arena.
  func run<Step: MambaTokenStep>(on: Step.Type, in arena: MambaArena) -> WireProblem? {
    var arena = arena
    guard let step = Step(image, in: &arena) else { return .memory }
    send(step.memory)
    step.reset()
    for index in 0..<count {
      meter.start()
      step(Int(tokens[index]), meter)
      send(index, npuCalls: step.npuCalls, logits: step.logits)
    }
    finish()
    return nil
  }

  func send(_ memory: MambaMemory) {
    var frame = Outgoing(.memory, count: 12)
    frame.add(UInt32(memory.state))
    frame.add(UInt32(memory.scratch))
    frame.add(UInt32(memory.constants))
    frame.end()
  }

  /// Sends one token's result.
  func send<Number: MambaNumber>(
    _ index: Int, npuCalls: Int, logits: UnsafeMutablePointer<Number>
  ) {
    let vocabulary = image.shape.vocabulary
    var totals = InlineArray<8, UInt32>(repeating: 0)
    meter.sum(overhead: overhead, into: &totals)
    var best = 0
    var digest = WireChecksum()
    for token in 0..<vocabulary {
      let value = logits[token].float
      if value > logits[best].float { best = token }
      let bits = value.bitPattern
      for shift in 0..<4 { digest.add(UInt8(truncatingIfNeeded: bits >> UInt32(8 * shift))) }
    }
    var frame = Outgoing(.token, count: 48 + (wantsLogits ? vocabulary * 4 : 0))
    frame.add(UInt32(index))
    frame.add(UInt32(best))
    frame.add(digest.value)
    frame.add(UInt32(npuCalls))
    for section in 0..<8 { frame.add(totals[section]) }
    if wantsLogits {
      for token in 0..<vocabulary { frame.add(logits[token].float.bitPattern) }
    }
    frame.end()
  }

  func finish() {
    var frame = Outgoing(.done, count: 4)
    frame.add(UInt32(count))
    frame.end()
  }
}
