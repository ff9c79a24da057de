/// Rows of numbers, and the counting of what is done to them.
struct PatternBench<Number: PatternNumber> {
  typealias Row = UnsafeMutablePointer<Number>

  let meter: SectionMeter
  let overhead: UInt32
  let x: Row, y: Row, z: Row
  /// Intermediate tensors of the unfused operators.
  let t: Row, u: Row, v: Row
  let output: Row

  /// Elements of a row: 32 channels of 16 states.
  static var count: Int { 512 }
  static var channels: Int { 32 }
  static var states: Int { 16 }

  init?(_ meter: SectionMeter, overhead: UInt32, in arena: inout MambaArena) {
    self.meter = meter
    self.overhead = overhead
    guard let x = arena.take(Number.self, Self.count), let y = arena.take(Number.self, Self.count),
      let z = arena.take(Number.self, Self.count), let t = arena.take(Number.self, Self.count),
      let u = arena.take(Number.self, Self.count), let v = arena.take(Number.self, Self.count),
      let output = arena.take(Number.self, Self.count)
    else { return nil }
    self.x = x
    self.y = y
    self.z = z
    self.t = t
    self.u = u
    self.v = v
    self.output = output
    fill()
  }

  /// Draws the rows.
  func fill() {
    var random: UInt32 = 1
    for index in 0..<Self.count {
      func next(_ range: Float) -> Number {
        random = random &* 1_664_525 &+ 1_013_904_223
        return .constant(Float(Int(random >> 16) - 0x8000) * (range / 0x8000))
      }
      x[index] = next(4)
      y[index] = next(2)
      z[index] = next(1)
    }
  }

  /// One operator on a whole tensor.
  @inline(__always)
  func each(_ row: Row, to result: Row, _ count: Int = count, _ body: (Number) -> Number) {
    for index in 0..<count { result[index] = body(row[index]) }
  }

  /// One operator on two whole tensors.
  @inline(__always)
  func each(
    _ row: Row, _ other: Row, to result: Row, _ count: Int = count,
    _ body: (Number, Number) -> Number
  ) {
    for index in 0..<count { result[index] = body(row[index], other[index]) }
  }

  /// The sum of a tensor.
  @inline(__always)
  func sum(_ row: Row, _ count: Int = count) -> Number {
    var sum = Number.zero
    for index in 0..<count { sum = sum + row[index] }
    return sum
  }

  /// Counts both ways and sends the result.
  @inline(__always)
  func measure(_ pattern: UInt32, _ count: Int = count, unfused: () -> Void, fused: () -> Void) {
    meter.start()
    meter.enter(.norm)
    unfused()
    meter.enter(.conv)
    fused()
    meter.enter(.other)
    var totals = InlineArray<8, UInt32>(repeating: 0)
    meter.sum(overhead: overhead, into: &totals)
    var frame = Outgoing(.pattern, count: 20)
    frame.add(pattern)
    frame.add(UInt32(Number.block))
    frame.add(UInt32(count))
    frame.add(totals[0])
    frame.add(totals[1])
    frame.end()
  }
}
