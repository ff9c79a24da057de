import ArgumentParser
import Comparison
import Graph

/// How far two engines may be apart.
struct ToleranceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Allow differences of up to this many LSB.", valueName: "n"))
  var maxLsb: Int?

  @Option(help: ArgumentHelp("Allow this part of the elements to differ, 0 to 1.", valueName: "f"))
  var maxShare: Double?

  @Option(help: ArgumentHelp("Allow this many units in the last place.", valueName: "n"))
  var ulp: Int?

  @Option(help: ArgumentHelp("Allow this absolute difference.", valueName: "f"))
  var absolute: Double?

  @Option(help: ArgumentHelp("Demand this signal-to-noise ratio in decibels.", valueName: "db"))
  var sqnr: Double?

  /// What was asked for; equal bits if nothing was.
  func tolerance() throws(InvalidInput) -> Tolerance {
    var limits: [Tolerance.Limit] = []
    if let maxLsb { limits.append(.maxLSB(maxLsb)) }
    if let maxShare { limits.append(.maxShare(maxShare)) }
    if let ulp { limits.append(.ulp(ulp)) }
    if let absolute { limits.append(.absolute(absolute)) }
    if let sqnr { limits.append(.sqnr(sqnr)) }
    let upward = 0...Double.greatestFiniteMagnitude
    try Self.check("--max-lsb", maxLsb.map(Double.init), in: upward)
    try Self.check("--ulp", ulp.map(Double.init), in: upward)
    try Self.check("--absolute", absolute, in: upward)
    try Self.check("--max-share", maxShare, in: 0...1)
    try Self.check("--sqnr", sqnr, in: -1_000...1_000)
    guard !limits.isEmpty else {
      return Tolerance([.exact], reason: "no tolerance was given")
    }
    return Tolerance(limits, reason: "the command line allows it")
  }
  /// Refuses what would allow everything or nothing, such as NaN.
  private static func check(
    _ option: String, _ value: Double?, in range: ClosedRange<Double>
  ) throws(InvalidInput) {
    guard let value, !range.contains(value) else { return }
    let wanted =
      range.upperBound == .greatestFiniteMagnitude
      ? "0 or more" : "from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
    throw InvalidInput(.usage, "\(option) is \(value)", remedy: "Give a number \(wanted).")
  }
}
