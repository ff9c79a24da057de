/// What one rung came to on one model: everything is per token but the numerics, which are over all of them.
public struct RungMeasurement: Codable, Sendable, Hashable {
  public var rung: LadderRung
  /// CPU instructions a token; 0 where nothing counts them.
  public var instructions: Double
  /// Cycles of the CPU a token, where a real board measured them; its stand-in for the NPU is not in
  /// them.
  public var cycles: Double?
  /// Where they go: instructions a token by operator or section.
  public var breakdown: [Section]
  /// Where the counts are from: `counted on target emulator, -Osize`, `priced by the kernel table, -Os`.
  public var source: String
  /// NPU ticks a token, from the cost model.
  public var npuTicks: Double
  /// NPU calls a token.
  public var npuCalls: Double
  public var memory: Memory
  public var numerics: Numerics

  /// A part of the instructions.
  public struct Section: Codable, Sendable, Hashable {
    public var name: String
    public var instructions: Double

    /// `instructions` a token under `name`.
    public init(_ name: String, _ instructions: Double) {
      self.name = name
      self.instructions = instructions
    }
  }

  /// Bytes of RAM.
  public struct Memory: Codable, Sendable, Hashable {
    /// What is kept between tokens.
    public var state: Int
    /// What a token needs for itself.
    public var scratch: Int
    /// Weights and tables.
    public var weights: Int

    /// RAM of a rung.
    public init(state: Int, scratch: Int, weights: Int) {
      self.state = state
      self.scratch = scratch
      self.weights = weights
    }

    /// All of it.
    public var total: Int { state + scratch + weights }
  }

  /// How near the rung is to fp32.
  public struct Numerics: Codable, Sendable, Hashable {
    /// How many characters were predicted.
    public var characters: Int
    /// Mean of -log2 of the probability given to each character that came.
    public var bitsPerCharacter: Double
    /// The part of the characters for which the likeliest one is fp32's.
    public var topOneAgreement: Double
    /// The largest distance of a logit from fp32's.
    public var worstLogitError: Double
    /// The same as a part of the largest of fp32's logits for that character.
    public var worstRelativeError: Double
    /// The mean distance.
    public var meanLogitError: Double
    /// The first 16 digits of the SHA-256 of all logits: the same on every machine, as every rung's
    /// arithmetic is.
    public var logitDigest: String

    /// Figures over `characters` characters.
    public init(
      characters: Int, bitsPerCharacter: Double, topOneAgreement: Double, worstLogitError: Double,
      worstRelativeError: Double, meanLogitError: Double, logitDigest: String
    ) {
      self.characters = characters
      self.bitsPerCharacter = bitsPerCharacter
      self.topOneAgreement = topOneAgreement
      self.worstLogitError = worstLogitError
      self.worstRelativeError = worstRelativeError
      self.meanLogitError = meanLogitError
      self.logitDigest = logitDigest
    }
  }

  /// A measurement.
  public init(
    rung: LadderRung, instructions: Double, breakdown: [Section], source: String,
    npuTicks: Double, npuCalls: Double, memory: Memory, numerics: Numerics, cycles: Double? = nil
  ) {
    self.rung = rung
    self.instructions = instructions
    self.breakdown = breakdown
    self.source = source
    self.npuTicks = npuTicks
    self.npuCalls = npuCalls
    self.memory = memory
    self.numerics = numerics
    self.cycles = cycles
  }

  /// Whether there are instructions to make a time of.
  public var isCounted: Bool { instructions > 0 }
}
