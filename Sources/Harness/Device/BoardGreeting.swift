public import Kernels

/// What a board says of itself.
public struct BoardGreeting: Sendable, Equatable {
  /// The protocol's version.
  public var version: UInt32
  /// Bytes for a model's step.
  public var arenaBytes: Int
  /// What a change of section costs; taken off already.
  public var overhead: Int
  /// What it counts.
  public var unit: WireUnit
  /// The model's image: its size and CRC-32.
  public var imageBytes: Int
  public var imageChecksum: UInt32

  /// The payload of a `ready`; nil if its unit is unknown.
  init?(_ words: [UInt32]) {
    guard words.count >= 6, let unit = WireUnit(rawValue: words[3]) else { return nil }
    version = words[0]
    arenaBytes = Int(words[1])
    overhead = Int(words[2])
    self.unit = unit
    imageBytes = Int(words[4])
    imageChecksum = words[5]
  }
}
