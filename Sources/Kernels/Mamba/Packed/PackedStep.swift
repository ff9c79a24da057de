/// One token of a Mamba1 language model as fast as we can: rung 6.
///
/// Against rung 5: the NPU gives numbers of 16 and 32 bits in powers of two, so that nothing is
/// dequantized; the step's two projections are one matrix, a call less a block; norm, convolution and
/// gate quantize in their own loops; states go two at a time through DSP instructions; the shift
/// register of the convolution does not move.
public struct PackedStep: MambaTokenStep {
  let plan: PackedPlan
  /// `layers` times `inner` rows of four 16-bit inputs, then of `states` numbers of 20 fractional bits.
  let registers: UnsafeMutablePointer<Int32>
  let states: UnsafeMutablePointer<Int32>
  /// How many tokens there were, modulo 4.
  let phase: UnsafeMutablePointer<Int32>
  let stream: UnsafeMutablePointer<Q12>
  let projected: UnsafeMutablePointer<Int16>
  /// Steps, B and C; then the block's output.
  let selection: UnsafeMutablePointer<Int16>
  /// B and C, pair by pair.
  let pairs: UnsafeMutablePointer<Int32>
  let channel: UnsafeMutablePointer<Q12>
  let step: UnsafeMutablePointer<Int32>
  let drive: UnsafeMutablePointer<Int32>
  let sent: UnsafeMutablePointer<Int8>
  public let logits: UnsafeMutablePointer<Q12>
  public var npuCalls: Int { 3 &* plan.shape.layers &+ 1 }

  public init?(_ image: MambaImage, in arena: inout MambaArena) {
    let shape = image.shape
    let inner = shape.inner
    guard let plan = PackedPlan(image, in: &arena),
      let registers = arena.take(Int32.self, 2 &* inner &* shape.layers),
      let states = arena.take(Int32.self, shape.states &* inner &* shape.layers),
      let phase = arena.take(Int32.self, 1),
      let stream = arena.take(Q12.self, shape.model),
      let projected = arena.take(Int16.self, 2 &* inner),
      let selection = arena.take(Int16.self, shape.packedSelection),
      let pairs = arena.take(Int32.self, shape.states),
      let channel = arena.take(Q12.self, inner),
      let step = arena.take(Int32.self, inner),
      let drive = arena.take(Int32.self, inner),
      let sent = arena.take(Int8.self, shape.longestInput),
      let logits = arena.take(Q12.self, shape.vocabulary)
    else { return nil }
    self.plan = plan
    self.registers = registers
    self.states = states
    self.phase = phase
    self.stream = stream
    self.projected = projected
    self.selection = selection
    self.pairs = pairs
    self.channel = channel
    self.step = step
    self.drive = drive
    self.sent = sent
    self.logits = logits
    reset()
  }

  public func reset() {
    let shape = plan.shape
    registers.initialize(repeating: 0, count: 2 &* shape.inner &* shape.layers)
    states.initialize(repeating: 0, count: shape.states &* shape.inner &* shape.layers)
    phase.initialize(to: 0)
  }

  public func callAsFunction<Meter: MambaMeter>(_ token: Int, _ meter: Meter) {
    let shape = plan.shape
    meter.enter(.norm)
    var squares: Int64 = 0
    let row = plan.embedding + token &* shape.model
    for index in 0..<shape.model {
      let value = row[index]
      stream[index] = value
      squares &+= value.raw.product(value.raw)
    }
    for index in 0..<shape.layers {
      let layer = plan.layers + index
      PackedNorm.quantize(
        stream, squares: squares, factors: layer.pointee.normFactors, count: shape.model,
        zeroPoint: layer.pointee.inProjection.input.zeroPoint, to: sent)
      block(index, layer, meter)
      meter.enter(.norm)
      squares = PackedNorm.add(
        selection, shift: layer.pointee.deltaShift, count: shape.model, to: stream)
    }
    PackedNorm.quantize(
      stream, squares: squares, factors: plan.normFactors, count: shape.model,
      zeroPoint: plan.head.input.zeroPoint, to: sent)
    meter.enter(.npu)
    UnsafeMutableRawPointer(logits).withMemoryRebound(to: Int32.self, capacity: shape.vocabulary) {
      plan.head.layer(sent, to: $0)
    }
    meter.enter(.other)
  }

  /// From what is `sent` to the block's output in `selection`.
  func block<Meter: MambaMeter>(
    _ index: Int, _ layer: UnsafePointer<PackedLayer>, _ meter: Meter
  ) {
    let shape = plan.shape
    let inner = shape.inner
    meter.enter(.npu)
    layer.pointee.inProjection.layer(sent, to: projected)

    meter.enter(.conv)
    let place = Int(phase.pointee)
    PackedConv.apply(
      projected, register: registers + 2 &* inner &* index, phase: place,
      taps: layer.pointee.taps + 2 &* inner &* place, bias: layer.pointee.convBias,
      channels: inner, shift: layer.pointee.convShift, affine: layer.pointee.selection.input,
      to: channel, sent: sent)
    meter.enter(.npu)
    layer.pointee.selection.layer(sent, to: selection)

    meter.enter(.activation)
    PackedActivation.step(
      selection, shift: layer.pointee.stepShift, x: channel, channels: inner,
      rateShift: layer.pointee.rateShift, driveShift: layer.pointee.driveShift, step: step,
      drive: drive)
    meter.enter(.scan)
    scan(states + shape.states &* inner &* index, layer)
    meter.enter(.activation)
    PackedActivation.gate(
      step, gate: projected + inner, shift: layer.pointee.gateShift, channels: inner,
      affine: layer.pointee.outProjection.input, sent: sent)
    meter.enter(.npu)
    layer.pointee.outProjection.layer(sent, to: selection)
    if index == plan.shape.layers &- 1 { phase.pointee = (phase.pointee &+ 1) & 3 }
  }

  /// The scan of every channel; its output takes the step's place.
  func scan(_ state: UnsafeMutablePointer<Int32>, _ layer: UnsafePointer<PackedLayer>) {
    let shape = plan.shape
    let count = shape.states / 2
    let b = UnsafeRawPointer(selection + shape.inner)
    for index in 0..<count {
      pairs[2 &* index] = b.loadUnaligned(fromByteOffset: 4 &* index, as: Int32.self)
      pairs[2 &* index &+ 1] = b.loadUnaligned(
        fromByteOffset: 4 &* (index &+ count), as: Int32.self)
    }
    let shift = layer.pointee.sumShift
    let skip = layer.pointee.skip
    var (rates, state) = (layer.pointee.rates, state)
    for index in 0..<shape.inner {
      let sum = PackedScan.channel(
        step: step[index], drive: drive[index], rates: rates, selection: pairs, pairs: count,
        state: state)
      step[index] = sum &>> shift &+ (skip[index] * channel[index]).raw
      rates += count
      state += shape.states
    }
  }
}

extension MambaShape {
  /// Elements of a packed block's second projection; its output fits there too.
  var packedSelection: Int { Swift.max(inner &+ 2 &* states, model) }
}

extension PackedStep {
  public var memory: MambaMemory {
    let shape = plan.shape
    let inner = shape.inner
    let layer =
      4 &* shape.model &+ 32 &* inner &+ 8 &* inner &+ 2 &* inner &* shape.states
      &+ shape.linearBytes(2 &* inner, shape.model)
      &+ shape.linearBytes(inner &+ 2 &* shape.states, inner)
      &+ shape.linearBytes(shape.model, inner)
    return MambaMemory(
      state: shape.layers &* inner &* (8 &+ 4 &* shape.states) &+ 4,
      scratch: 4 &* (shape.model &+ shape.states &+ 3 &* inner &+ shape.vocabulary)
        &+ 2 &* (2 &* inner &+ shape.packedSelection) &+ shape.longestInput,
      constants: 4 &* shape.model &* (shape.vocabulary &+ 1)
        &+ shape.linearBytes(shape.vocabulary, shape.model) &+ shape.layers &* layer)
  }
}
