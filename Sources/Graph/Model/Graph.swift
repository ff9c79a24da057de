/// A TOSA graph as it stands in a file: names resolved, nothing else checked yet.
///
/// ``ValidatedGraph`` is what engines take.
public struct Graph: Sendable, Hashable {
  /// The version of the TOSA specification a graph is written for.
  public struct Version: Sendable, Hashable {
    public var major: Int
    public var minor: Int
    public var patch: Int
    public var isDraft: Bool

    /// A version, 1.0.0 by default.
    public init(major: Int = 1, minor: Int = 0, patch: Int = 0, isDraft: Bool = false) {
      self.major = major
      self.minor = minor
      self.patch = patch
      self.isDraft = isDraft
    }
  }

  /// The version of the specification.
  public var version: Version
  /// The regions; the first one is where execution starts.
  public var regions: [Region]

  /// A graph of the given regions.
  public init(version: Version = Version(), regions: [Region]) {
    self.version = version
    self.regions = regions
  }

  /// A graph of one region and one block, both called `main`, as ExecuTorch writes it.
  public init(version: Version = Version(), main block: Block) {
    self.init(version: version, regions: [Region(name: "main", blocks: [block])])
  }
}

/// A list of blocks; control flow names regions as its bodies.
public struct Region: Sendable, Hashable {
  public var name: String
  public var blocks: [Block]

  /// A named list of blocks.
  public init(name: String, blocks: [Block]) {
    self.name = name
    self.blocks = blocks
  }
}
