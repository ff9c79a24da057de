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
    let numbers = [maxLsb.map(Double.init), maxShare, ulp.map(Double.init), absolute]
    guard numbers.allSatisfy({ $0.map { $0 >= 0 } ?? true }) else {
      throw InvalidInput(.usage, "a tolerance is negative", remedy: "Give 0 or more.")
    }
    guard !limits.isEmpty else {
      return Tolerance([.exact], reason: "no tolerance was given")
    }
    return Tolerance(limits, reason: "the command line allows it")
  }
}
