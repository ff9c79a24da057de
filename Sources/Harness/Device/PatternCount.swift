import Graph
import Kernels

/// Instructions (cycles, where a board counts those) of a fused pattern on the board, and of its operators one by one with the same scalar
/// functions.
public struct PatternCount: Sendable, Hashable, Codable {
  /// 1 to 22.
  public var pattern: Int
  /// `fp32` or `q11.12`.
  public var format: String
  /// Results, channels where the pattern sums.
  public var elements: Int
  public var unfused: Int
  public var fused: Int

  /// How many times fewer instructions the fused kernel takes.
  public var speedUp: Double { Double(unfused) / Double(max(fused, 1)) }

  /// Instructions a result.
  public var unfusedPerElement: Double { Double(unfused) / Double(max(elements, 1)) }
  public var fusedPerElement: Double { Double(fused) / Double(max(elements, 1)) }

  /// The pattern's name.
  public var name: String {
    let names = [
      "PTSiLU", "PTSoftplus", "RMSNorm", "PTSigmoid", "PTTanh", "PTSoftmax", "PTGELU",
      "PTHardSwish", "PTHardSigmoid", "PTLeakyReLU", "PTClampFold", "PTRescaleChain",
      "PTMeanPool", "PTGatedMul", "PTLinearActivation", "PTResidualNorm", "PTCausalConvStep",
      "PTDiscretizeA", "PTDiscretizeB", "PTScanStep", "PTScanOutput", "PTSelectiveScan",
    ]
    return names.indices.contains(pattern - 1) ? names[pattern - 1] : "pattern \(pattern)"
  }
}

extension BoardConversation {
  /// Asks for the patterns' counts and collects them, in order.
  func patterns() throws(InfrastructureFailure) -> [PatternCount] {
    try send(WireMessage(.patterns, []))
    var counts: [PatternCount] = []
    while let words = try next(.pattern, words: 5, orEnd: .done) {
      let numbers = words.map(Int.init)
      counts.append(
        PatternCount(
          pattern: numbers[0], format: numbers[1] == 0 ? "fp32" : "q11.12",
          elements: numbers[2], unfused: numbers[3], fused: numbers[4]))
    }
    return counts.sorted { ($0.pattern, $0.format) < ($1.pattern, $1.format) }
  }
}
