/// One token of a Mamba1 language model with fused kernels on the CPU and the linear layers on the
/// NPU: rungs 3 to 5, which differ in number format and in where the state is kept.
///
/// ```swift
/// var arena = MambaArena(start: memory, bytes: size)
/// guard let step = MambaStep<MambaResidentState<Q12>>(image, in: &arena) else { .. }
/// step(token, MambaNoMeter())      // step.logits[0..<vocabulary]
/// ```
///
/// Source of the arithmetic: Gu and Dao, "Mamba", algorithm 2 with one position.
public struct MambaStep<State: MambaState>: MambaTokenStep {
  public typealias Number = State.Number

  let plan: MambaPlan<Number>
  let state: State
  /// The residual stream, and the block's input and output: `model` elements each.
  let stream: UnsafeMutablePointer<Number>
  let row: UnsafeMutablePointer<Number>
  /// The convolution's input, then the gate: `inner` elements each.
  let projected: UnsafeMutablePointer<Number>
  /// What the convolution and then the scan gives.
  let channel: UnsafeMutablePointer<Number>
  let selection: UnsafeMutablePointer<Number>
  let step: UnsafeMutablePointer<Number>
  /// What `PTDiscretizeA` and `PTDiscretizeB` give, where the scan is not one kernel.
  let decay: UnsafeMutablePointer<Number>
  let drive: UnsafeMutablePointer<Number>
  /// What goes to the NPU and what comes from it.
  let sent: UnsafeMutablePointer<Int8>
  let received: UnsafeMutablePointer<Int8>
  public let logits: UnsafeMutablePointer<Number>
  public var npuCalls: Int { 4 &* plan.shape.layers &+ 1 }

  public init?(_ image: MambaImage, in arena: inout MambaArena) {
    let shape = image.shape
    guard let plan = MambaPlan<Number>(image, in: &arena),
      let state = State(shape, in: &arena),
      let stream = arena.take(Number.self, shape.model),
      let row = arena.take(Number.self, shape.model),
      let projected = arena.take(Number.self, 2 &* shape.inner),
      let channel = arena.take(Number.self, shape.inner),
      let selection = arena.take(Number.self, shape.selection),
      let step = arena.take(Number.self, shape.inner),
      let decay = arena.take(Number.self, shape.separateScan(State.self)),
      let drive = arena.take(Number.self, shape.separateScan(State.self)),
      let sent = arena.take(Int8.self, shape.longestInput),
      let received = arena.take(Int8.self, shape.longestOutput),
      let logits = arena.take(Number.self, shape.vocabulary)
    else { return nil }
    self.plan = plan
    self.state = state
    self.stream = stream
    self.row = row
    self.projected = projected
    self.channel = channel
    self.selection = selection
    self.step = step
    self.decay = decay
    self.drive = drive
    self.sent = sent
    self.received = received
    self.logits = logits
  }

  public func reset() { state.reset() }

  public func callAsFunction<Meter: MambaMeter>(_ token: Int, _ meter: Meter) {
    let shape = plan.shape
    meter.enter(.other)
    UnsafeMutableRawPointer(stream).copyMemory(
      from: plan.embedding + token &* shape.model,
      byteCount: shape.model &* MemoryLayout<Number>.stride)
    for index in 0..<shape.layers {
      let layer = plan.layers + index
      meter.enter(.norm)
      if index == 0 {
        Number.norm(stream, weight: layer.pointee.norm, count: shape.model, to: row)
      } else {
        Number.residualNorm(
          row, residual: stream, weight: layer.pointee.norm, count: shape.model, to: row)
      }
      block(index, layer, meter)
    }
    meter.enter(.norm)
    Number.residualNorm(row, residual: stream, weight: plan.norm, count: shape.model, to: row)
    linear(plan.head, row, to: logits, meter)
    meter.enter(.other)
  }

  /// From the normalized `row` to the block's output in `row`.
  func block<Meter: MambaMeter>(
    _ index: Int, _ layer: UnsafePointer<MambaLayer<Number>>, _ meter: Meter
  ) {
    let shape = plan.shape
    let inner = shape.inner
    linear(layer.pointee.inProjection, row, to: projected, meter)

    let register = state.conv(of: index, meter)
    meter.enter(.conv)
    Number.convStep(
      projected, state: register, weight: layer.pointee.convWeight, bias: layer.pointee.convBias,
      channels: inner, taps: shape.taps, to: channel)
    state.keepConv(of: index, meter)

    linear(layer.pointee.selection, channel, to: selection, meter)
    linear(layer.pointee.stepProjection, selection, to: step, meter)
    meter.enter(.activation)
    Number.softplus(step, count: inner, to: step)

    let scanState = state.scan(of: index, meter)
    meter.enter(.scan)
    let b = selection + shape.rank
    let c = b + shape.states
    let token = ScanToken<Number>(
      channels: inner, states: shape.states, input: channel, step: step,
      skip: layer.pointee.skip, a: layer.pointee.a, b: b, c: c)
    if State.isScanFused {
      Number.scan(token, state: scanState, to: channel)
    } else {
      Number.scanSteps(token, decay: decay, drive: drive, state: scanState, to: channel)
    }
    state.keepScan(of: index, meter)

    meter.enter(.activation)
    Number.gate(channel, gate: projected + inner, count: inner, to: channel)
    linear(layer.pointee.outProjection, channel, to: row, meter)
  }

  /// A layer of the NPU, quantized before and after.
  func linear<Meter: MambaMeter>(
    _ linear: MambaLinear, _ input: UnsafePointer<Number>,
    to output: UnsafeMutablePointer<Number>, _ meter: Meter
  ) {
    meter.enter(.quantize)
    Number.quantize(input, by: linear.input, count: linear.layer.columns, to: sent)
    meter.enter(.npu)
    linear.layer(sent, to: received)
    meter.enter(.quantize)
    Number.dequantize(received, by: linear.output, count: linear.layer.rows, to: output)
  }
}
