/// Notes when a token's step turns to another kind of work, and sums it up afterwards.
///
/// Every note costs the same few instructions; what it costs is measured at start-up and taken off.
struct SectionMeter: MambaMeter {
  /// The number of notes, then one pair of section and ticks a note.
  let notes: UnsafeMutablePointer<UInt32>
  static var capacity: UInt32 { 1024 }
  static var words: Int { 1 + 2 * Int(capacity) }

  func start() {
    notes[0] = 0
    InstructionCounter.start()
  }

  @inline(never)
  func enter(_ section: MambaSection) {
    let count = notes[0] & (Self.capacity &- 1)
    let note = notes + Int(bitPattern: UInt(count &<< 1 &+ 1))
    note[0] = UInt32(section.rawValue)
    notes[0] = count &+ 1
    note[1] = InstructionCounter.ticks
  }

  /// Instructions from one note to the next.
  func distance(_ index: UInt32) -> UInt32 {
    let note = notes + Int(index &* 2 &+ 1)
    return InstructionCounter.instructions(note[3]) &- InstructionCounter.instructions(note[1])
  }

  /// Instructions that a note costs: two notes with nothing between them.
  func overhead() -> UInt32 {
    start()
    enter(.other)
    enter(.other)
    enter(.other)
    return distance(1)
  }

  /// Adds the instructions of each section up, the notes' own taken off.
  func sum(overhead: UInt32, into totals: inout InlineArray<8, UInt32>) {
    for index in 0..<8 { totals[index] = 0 }
    let count = notes[0]
    guard count > 1 else { return }
    for index in 0..<count &- 1 {
      let section = Int(notes[Int(index &* 2 &+ 1)] & 7)
      let distance = distance(index)
      totals[section] &+= distance > overhead ? distance &- overhead : 0
    }
  }
}
