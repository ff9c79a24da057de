/// A place where a compiler of AXON is known to compute something else than it documents.
///
/// Source: measured on compiler and simulator 1.4.0; cases of each under `Suites/axon`.
public struct KnownDefect: Sendable {
  /// What is known of the numbers that come out.
  public enum Formula: Sendable, Hashable {
    /// A formula that every measured case follows; the version that has the defect reproduces it.
    case own
    /// The documented one: the layer computes what it should, and loses the model's values.
    case documented
    /// None; the documented behaviour is executed in every version.
    case unknown
    /// No numbers come out: the compiler or the simulator refuses, or never ends.
    case refused
  }

  /// How a layer that meets the defect is told from one that does not.
  public enum Recognition: Sendable, Hashable {
    /// By its dimensions and constants alone.
    case structure
    /// Its constants allow the defect, the values of a run decide.
    case values
  }

  /// The name, as vector files and reports have it: `max_pool_global_sum`.
  public let name: String
  /// What happens, as a clause.
  public let summary: String
  /// What to do about it, as a sentence.
  public let advice: String
  public let formula: Formula
  public let recognition: Recognition
  /// The versions that have it.
  public let versions: Set<AxonVersion>
  /// What of a layer meets the defect, as a clause; nil if nothing does.
  let finding: @Sendable (AxonLayer, AxonNetwork) -> String?
  /// What the defect makes of a layer's output stage, where that is all it changes.
  let distortion: (@Sendable (inout [ChannelScaling], AxonLayer) -> Void)?

  init(
    _ name: String, _ summary: String, advice: String, formula: Formula,
    recognition: Recognition = .structure, versions: Set<AxonVersion> = [.v140],
    distortion: (@Sendable (inout [ChannelScaling], AxonLayer) -> Void)? = nil,
    in finding: @escaping @Sendable (AxonLayer, AxonNetwork) -> String?
  ) {
    self.name = name
    self.summary = summary
    self.advice = advice
    self.formula = formula
    self.recognition = recognition
    self.versions = versions
    self.finding = finding
    self.distortion = distortion
  }

  /// A defect that a layer meets whatever is around it.
  init(
    _ name: String, _ summary: String, advice: String, formula: Formula,
    recognition: Recognition = .structure, versions: Set<AxonVersion> = [.v140],
    distortion: (@Sendable (inout [ChannelScaling], AxonLayer) -> Void)? = nil,
    finding: @escaping @Sendable (AxonLayer) -> String?
  ) {
    self.init(
      name, summary, advice: advice, formula: formula, recognition: recognition,
      versions: versions, distortion: distortion, in: { layer, _ in finding(layer) })
  }

  /// Every defect known, in the order in which they are reported and, where several meet, applied.
  public static let all: [KnownDefect] = [
    .maxPoolGlobalSum, .axisPoolStride, .unscaledAverage, .fullyConnectedShiftWrap,
    .fullyConnectedShiftTable, .fullyConnectedColumn, .fullyConnectedUnshifted, .deadChannel,
    .broadcastChannel,
    .scalarConstant, .leakyPairShared, .leakyPairShifts, .hardwareDilation, .strideBeyondInput,
    .accumulatorUnderflow, .zeroPointShiftWrap, .zeroMultiplierBypass, .activationWidth,
    .extensionRows,
    .softmaxWrap, .softmaxDeadLogit, .softmaxNotLast, .wideRowConstant, .packedPointwise,
    .packedSum, .packedConcat, .inputReadAgain, .zeroPointRing,
  ]

  /// The defect of a name.
  public init?(named name: String) {
    guard let defect = Self.all.first(where: { $0.name == name }) else { return nil }
    self = defect
  }
}

extension KnownDefect: Hashable {
  public static func == (a: KnownDefect, b: KnownDefect) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
