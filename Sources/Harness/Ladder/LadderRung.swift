/// A stage of the optimization ladder. Five are published, the sixth is ours.
public enum LadderRung: Int, Codable, Sendable, Hashable, CaseIterable {
  case portable = 1
  case delegated
  case fused
  case fixedPoint
  case resident
  case ours

  /// What changed at this stage.
  public var title: String {
    switch self {
    case .portable: "fp32, ExecuTorch's portable kernels"
    case .delegated: "linears on the NPU, whole graph INT8"
    case .fused: "fused operators, fp32"
    case .fixedPoint: "q11.12, fp32 state between tokens"
    case .resident: "q11.12, state resident"
    case .ours: "q11.12, our kernels and schedule"
    }
  }

  /// The published time of a token in milliseconds; nil for ours.
  public var publishedMilliseconds: Double? {
    switch self {
    case .portable: 1550
    case .delegated: 1000
    case .fused: 55
    case .fixedPoint: 35
    case .resident: 27.6
    case .ours: nil
    }
  }

  /// Whether ``Calibration`` is made from this rung, so that its match is no evidence.
  public var isAnchor: Bool { self == .portable || self == .resident }

  /// Whether it runs as a program (`.pte`), not on the fused kernels.
  public var isProgram: Bool { self == .portable || self == .delegated }

  /// Cycles an instruction takes where nothing is calibrated: what measured instruction mixes of such
  /// code give on a Cortex-M33 without wait states.
  public var cyclesPerInstruction: Double {
    switch self {
    case .portable, .delegated: 1.6
    case .fused: 2.1
    case .fixedPoint, .resident, .ours: 1.4
    }
  }
}
