public import Kernels

/// What a board says of itself.
public struct BoardGreeting: Sendable, Equatable, Encodable {
  /// The protocol's version.
  public var version: UInt32
  /// Bytes for a model's step.
  public var arenaBytes: Int
  /// What a change of section costs; taken off already.
  public var overhead: Int
  /// What it counts.
  public var unit: WireUnit
  /// The model that it has.
  public var image: BoardImage

  /// The payload of a `ready`; nil if its unit is unknown.
  init?(_ words: [UInt32]) {
    guard words.count >= 6, let unit = WireUnit(rawValue: words[3]) else { return nil }
    version = words[0]
    arenaBytes = Int(words[1])
    overhead = Int(words[2])
    self.unit = unit
    image = BoardImage(bytes: Int(words[4]), checksum: words[5])
  }

  private enum CodingKeys: CodingKey { case version, arenaBytes, overhead, unit }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(version, forKey: .version)
    try values.encode(arenaBytes, forKey: .arenaBytes)
    try values.encode(overhead, forKey: .overhead)
    try values.encode("\(unit)", forKey: .unit)
    try image.encode(to: encoder)
  }
}

/// A model's image as a board knows it.
public struct BoardImage: Sendable, Equatable, Encodable {
  /// Its size; 0 if there is none.
  public var bytes: Int
  /// Its CRC-32.
  public var checksum: UInt32

  init(bytes: Int, checksum: UInt32) {
    self.bytes = bytes
    self.checksum = checksum
  }

  /// What `MambaImageWriter` wrote, by its header.
  public init(_ image: [UInt8]) {
    let header = WireMessage(.job, Array(image.prefix(4 * MambaField.headerWords))).words
    bytes = image.count
    checksum = header.count > MambaField.checksum ? header[MambaField.checksum] : 0
  }

  private enum CodingKeys: String, CodingKey {
    case bytes = "imageBytes"
    case checksum = "imageChecksum"
  }
}
