/// From instructions to milliseconds: `(instructions K + NPU ticks + NPU calls H) / 128,000`.
///
/// The published figures are slower than the instructions of any rung account for; why is unknown. So two
/// numbers are fitted to two published rungs, and those two then match by construction.
public struct Calibration: Codable, Sendable, Hashable {
  /// Cycles of 128 MHz in a millisecond.
  public static let cyclesPerMillisecond = 128_000.0

  /// Cycles an instruction takes.
  public var cyclesPerInstruction: Double
  /// Cycles an NPU call takes beside its ticks; never below 0.
  public var cyclesPerCall: Double

  /// The calibration that rungs 1 and 5 give; nil if one of them is missing or not counted.
  public init?(anchors: [RungMeasurement]) {
    guard let first = anchors.first(where: { $0.rung == .portable }),
      let fifth = anchors.first(where: { $0.rung == .resident }),
      let slow = LadderRung.portable.publishedMilliseconds,
      let fast = LadderRung.resident.publishedMilliseconds, first.isCounted, fifth.isCounted
    else { return nil }
    cyclesPerInstruction = slow * Self.cyclesPerMillisecond / first.instructions
    let rest =
      fast * Self.cyclesPerMillisecond - fifth.instructions * cyclesPerInstruction - fifth.npuTicks
    cyclesPerCall = fifth.npuCalls > 0 ? max(0, rest / fifth.npuCalls) : 0
  }

  /// The time of a token in milliseconds.
  public func milliseconds(_ rung: RungMeasurement) -> Double {
    (rung.instructions * cyclesPerInstruction + rung.npuTicks + rung.npuCalls * cyclesPerCall)
      / Self.cyclesPerMillisecond
  }

  /// The time of a token in milliseconds by the rung's own class of instructions, without overhead.
  public static func uncalibratedMilliseconds(_ rung: RungMeasurement) -> Double {
    (rung.instructions * rung.rung.cyclesPerInstruction + rung.npuTicks) / cyclesPerMillisecond
  }
}
