/// Where the state of a model lies between tokens, and in what format a step sees it.
public protocol MambaState {
  associatedtype Number: MambaNumber

  /// Whether one kernel does the whole scan (pattern 22), or four do, a pass each (18 to 21).
  static var isScanFused: Bool { get }

  /// The shift register of a layer's convolution, in the step's format.
  func conv<Meter: MambaMeter>(of layer: Int, _ meter: Meter) -> UnsafeMutablePointer<Number>
  /// Takes the register back after use.
  func keepConv<Meter: MambaMeter>(of layer: Int, _ meter: Meter)
  /// The state of a layer's scan, in the step's format.
  func scan<Meter: MambaMeter>(of layer: Int, _ meter: Meter) -> UnsafeMutablePointer<Number>
  /// Takes the state back after use.
  func keepScan<Meter: MambaMeter>(of layer: Int, _ meter: Meter)
  /// Forgets every token so far.
  func reset()
  /// Bytes that are not state but needed to use it.
  var scratchBytes: Int { get }

  /// State of zeros; nil if the arena is too small.
  init?(_ shape: MambaShape, in arena: inout MambaArena)
}

/// State kept in the step's own format, and used where it lies: rung 5. Rungs 3 and 4 keep theirs in one.
public struct MambaResidentState<Number: MambaNumber>: MambaState {
  public static var isScanFused: Bool { true }

  let conv: UnsafeMutablePointer<Number>
  let scan: UnsafeMutablePointer<Number>
  let convCount: Int
  let scanCount: Int
  let layers: Int

  public init?(_ shape: MambaShape, in arena: inout MambaArena) {
    convCount = shape.inner &* shape.taps
    scanCount = shape.inner &* shape.states
    layers = shape.layers
    guard let conv = arena.take(Number.self, convCount &* layers),
      let scan = arena.take(Number.self, scanCount &* layers)
    else { return nil }
    self.conv = conv
    self.scan = scan
    reset()
  }

  public func reset() {
    conv.initialize(repeating: .zero, count: convCount &* layers)
    scan.initialize(repeating: .zero, count: scanCount &* layers)
  }

  public var scratchBytes: Int { 0 }

  public func conv<Meter: MambaMeter>(
    of layer: Int, _ meter: Meter
  ) -> UnsafeMutablePointer<Number> { conv + layer &* convCount }
  public func keepConv<Meter: MambaMeter>(of layer: Int, _ meter: Meter) {}
  public func scan<Meter: MambaMeter>(
    of layer: Int, _ meter: Meter
  ) -> UnsafeMutablePointer<Number> { scan + layer &* scanCount }
  public func keepScan<Meter: MambaMeter>(of layer: Int, _ meter: Meter) {}
}

/// State that enters and leaves a step as tensors, as it does in an exported graph: copied in and out
/// with every token. Rung 3.
public struct MambaCopiedState<Number: MambaNumber>: MambaState {
  public static var isScanFused: Bool { false }

  let kept: MambaResidentState<Number>
  /// One layer's state while its block runs.
  let conv: UnsafeMutablePointer<Number>
  let scan: UnsafeMutablePointer<Number>

  public init?(_ shape: MambaShape, in arena: inout MambaArena) {
    guard let kept = MambaResidentState<Number>(shape, in: &arena),
      let conv = arena.take(Number.self, kept.convCount),
      let scan = arena.take(Number.self, kept.scanCount)
    else { return nil }
    self.kept = kept
    self.conv = conv
    self.scan = scan
  }

  public func reset() { kept.reset() }

  public var scratchBytes: Int { 4 &* (kept.convCount &+ kept.scanCount) }

  /// As bytes: an element by element copy of a generic type is slow when it is built for size.
  private func copy(
    _ source: UnsafeMutablePointer<Number>, count: Int, to target: UnsafeMutablePointer<Number>
  ) {
    UnsafeMutableRawPointer(target).copyMemory(
      from: source, byteCount: count &* MemoryLayout<Number>.stride)
  }

  public func conv<Meter: MambaMeter>(
    of layer: Int, _ meter: Meter
  ) -> UnsafeMutablePointer<Number> {
    meter.enter(.state)
    copy(kept.conv + layer &* kept.convCount, count: kept.convCount, to: conv)
    return conv
  }

  public func keepConv<Meter: MambaMeter>(of layer: Int, _ meter: Meter) {
    meter.enter(.state)
    copy(conv, count: kept.convCount, to: kept.conv + layer &* kept.convCount)
  }

  public func scan<Meter: MambaMeter>(
    of layer: Int, _ meter: Meter
  ) -> UnsafeMutablePointer<Number> {
    meter.enter(.state)
    copy(kept.scan + layer &* kept.scanCount, count: kept.scanCount, to: scan)
    return scan
  }

  public func keepScan<Meter: MambaMeter>(of layer: Int, _ meter: Meter) {
    meter.enter(.state)
    copy(scan, count: kept.scanCount, to: kept.scan + layer &* kept.scanCount)
  }
}

/// fp32 state for a step in q11.12: converted in and out with every token. Rung 4.
public struct MambaFloat32State: MambaState {
  public static var isScanFused: Bool { true }

  let kept: MambaResidentState<Float>
  /// One layer's state in q11.12.
  let conv: UnsafeMutablePointer<Q12>
  let scan: UnsafeMutablePointer<Q12>

  public init?(_ shape: MambaShape, in arena: inout MambaArena) {
    guard let kept = MambaResidentState<Float>(shape, in: &arena),
      let conv = arena.take(Q12.self, kept.convCount),
      let scan = arena.take(Q12.self, kept.scanCount)
    else { return nil }
    self.kept = kept
    self.conv = conv
    self.scan = scan
  }

  public func reset() { kept.reset() }

  public var scratchBytes: Int { 4 &* (kept.convCount &+ kept.scanCount) }

  public func conv<Meter: MambaMeter>(
    of layer: Int, _ meter: Meter
  ) -> UnsafeMutablePointer<Q12> {
    meter.enter(.state)
    Q12.convert(kept.conv + layer &* kept.convCount, count: kept.convCount, to: conv)
    return conv
  }

  public func keepConv<Meter: MambaMeter>(of layer: Int, _ meter: Meter) {
    meter.enter(.state)
    Q12.convert(conv, count: kept.convCount, to: kept.conv + layer &* kept.convCount)
  }

  public func scan<Meter: MambaMeter>(
    of layer: Int, _ meter: Meter
  ) -> UnsafeMutablePointer<Q12> {
    meter.enter(.state)
    Q12.convert(kept.scan + layer &* kept.scanCount, count: kept.scanCount, to: scan)
    return scan
  }

  public func keepScan<Meter: MambaMeter>(of layer: Int, _ meter: Meter) {
    meter.enter(.state)
    Q12.convert(scan, count: kept.scanCount, to: kept.scan + layer &* kept.scanCount)
  }
}
