import Board

/// The board's program: says that it is ready, then does one job after another, for ever.
@_cdecl("firmware_main")
func firmwareMain() {
  UART.start()
  Firmware().serve()
}

/// The memory that the linker script leaves, and what is done with it.
struct Firmware {
  let meter: SectionMeter
  let link: Link
  let overhead: UInt32
  /// For the model's step.
  let arena: MambaArena

  init() {
    let start = board_arena_start()
    let bytes = Int(board_arena_bytes())
    var arena = MambaArena(start: start, bytes: bytes)
    // The arena is larger than both by far: the linker script says so.
    meter = SectionMeter(
      notes: arena.take(UInt32.self, SectionMeter.words)
        ?? start.assumingMemoryBound(
          to: UInt32.self))
    link = Link(
      payload: arena.take(UInt8.self, WireFrame.longestPayload)
        ?? start.assumingMemoryBound(to: UInt8.self))
    self.arena = arena
    overhead = meter.overhead()
  }

  func serve() {
    greet(0)
    while true {
      let (kind, count) = link.receive()
      let problem: WireProblem? =
        switch WireKind(rawValue: kind) {
        case .job: job(count)
        case .patterns: patterns()
        case .hello: hello(count)
        default: .malformedJob
        }
      if let problem {
        var frame = Outgoing(.problem, count: 4)
        frame.add(problem.rawValue)
        frame.end()
      }
    }
  }

  /// Says what this board is, with the number of the greeting that asked for it.
  func greet(_ number: UInt32) {
    let image = board_image().assumingMemoryBound(to: UInt32.self)
    var frame = Outgoing(.ready, count: 28)
    frame.add(WireFrame.version)
    frame.add(UInt32(arena.bytesLeft))
    frame.add(overhead)
    frame.add(InstructionCounter.unit.rawValue)
    frame.add(image[MambaField.bytes])
    frame.add(image[MambaField.checksum])
    frame.add(number)
    frame.end()
  }

  func hello(_ bytes: Int) -> WireProblem? {
    guard bytes == 4 else { return .malformedJob }
    var number: UInt32 = 0
    for index in 0..<4 { number |= UInt32(link.payload[index]) << UInt32(8 * index) }
    greet(number)
    return nil
  }

  /// Counts every fused pattern against its operators one by one.
  func patterns() -> WireProblem? {
    // One after the other in the same memory.
    var memory = arena
    guard let float32 = PatternBench<Float>(meter, overhead: overhead, in: &memory) else {
      return .memory
    }
    float32.measureActivations()
    float32.measureFloat32()
    float32.measureRows()
    float32.measureScan()
    memory = arena
    guard let q12 = PatternBench<Q12>(meter, overhead: overhead, in: &memory) else {
      return .memory
    }
    q12.measureActivations()
    q12.measureRows()
    q12.measureScan()
    var frame = Outgoing(.done, count: 4)
    frame.add(UInt32(0))
    frame.end()
    return nil
  }

  /// Does the job in the link's payload.
  func job(_ bytes: Int) -> WireProblem? {
    guard bytes >= 4 else { return .malformedJob }
    let payload = link.payload
    let count = Int(payload[2]) | Int(payload[3]) << 8
    guard count == bytes - 4 else { return .malformedJob }
    guard let image = MambaImage(at: board_image(), available: Int(board_image_bytes())) else {
      return .image
    }
    for index in 0..<count where Int(payload[4 + index]) >= image.shape.vocabulary {
      return .token
    }
    let job = LadderJob(
      image: image, meter: meter, overhead: overhead, wantsLogits: payload[1] & 1 != 0,
      tokens: payload + 4, count: count)
    return switch payload[0] {
    case 3: job.run(on: MambaStep<MambaCopiedState<Float>>.self, in: arena)
    case 4: job.run(on: MambaStep<MambaFloat32State>.self, in: arena)
    case 5: job.run(on: MambaStep<MambaResidentState<Q12>>.self, in: arena)
    case 6: job.run(on: PackedStep.self, in: arena)
    default: .rung
    }
  }
}
