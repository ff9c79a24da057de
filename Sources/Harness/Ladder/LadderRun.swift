public import Graph
public import Kernels

/// Tokens to be run through a model on one rung, from an empty state on.
public struct LadderJob: Sendable {
  /// `fused` or above: rungs 1 and 2 run as programs (`.pte`).
  public var rung: LadderRung
  /// What `MambaImageWriter` wrote.
  public var image: [UInt8]
  /// At most 16,000, each below the vocabulary's size.
  public var tokens: [UInt8]

  public init(rung: LadderRung, image: [UInt8], tokens: [UInt8]) {
    self.rung = rung
    self.image = image
    self.tokens = tokens
  }
}

/// What one token gave and cost.
public struct LadderToken: Sendable, Equatable {
  /// For each token of the vocabulary, of the position after this one.
  public var logits: [Float]
  /// Layers that the NPU ran.
  public var npuCalls: Int
  /// Instructions of the CPU by section, what the NPU would have done not among them; nil where
  /// nothing counts them.
  public var instructions: LadderInstructions?
}

/// Instructions by what they were spent on.
public struct LadderInstructions: Sendable, Equatable {
  /// One number a section, in `MambaSection`'s order without `npu`.
  public var counts: [Int]

  /// The instructions of one section.
  public subscript(section: MambaSection) -> Int {
    section == .npu ? 0 : counts[Int(section.rawValue)]
  }

  /// The instructions of all sections.
  public var total: Int { counts.reduce(0, +) }
}

/// What a job gave: one element a token, and the rung's needs.
public struct LadderRun: Sendable, Equatable {
  public var tokens: [LadderToken]
  public var memory: MambaMemory
  /// What ``LadderToken/instructions`` really are.
  public var unit = WireUnit.instructions
}

/// Something that runs jobs: this process (`model`), an emulated board (`emulator`), a board (`dk`,
/// `serial:/dev/ttyACM0`).
public protocol LadderTarget: Sendable {
  /// As the command line names it.
  var name: String { get }

  /// Runs a job to its end.
  ///
  /// - Throws: `invalid` where the image or a token is wrong; `infrastructure` where the target fails.
  func run(_ job: LadderJob) throws(EngineError) -> LadderRun
}
