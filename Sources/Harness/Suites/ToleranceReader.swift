import Comparison
import Graph

/// Reads a tolerance: limits, and the reason for them.
enum ToleranceReader {
  static let keys = [
    "exact", "max-lsb", "max-share", "ulp", "absolute", "relative", "sqnr", "cosine", "compliance",
    "explained", "reason",
  ]

  static func read(_ node: ConfigurationNode) throws(InvalidInput) -> CheckTolerance {
    try node.allowKeys(keys)
    let reason = try node.required("reason").string()
    if let compliance = try node.optional("compliance") {
      guard try compliance.boolean(), try node.entries().count == 2 else {
        throw compliance.error(
          "compliance is true and stands alone", remedy: "Leave the other limits out.")
      }
      return .compliance(reason: reason)
    }
    let limits = try limits(of: node)
    if let explained = try node.optional("explained") {
      try explained.allowKeys(["max-share"])
      return .explained(
        ExplainedTolerance(
          maxShare: try number(explained.required("max-share"), in: 0...1),
          outputs: limits.isEmpty ? nil : Tolerance(limits, reason: reason), reason: reason))
    }
    guard !limits.isEmpty else {
      throw node.error("a tolerance without a limit", remedy: "Add one, such as 'exact: true'.")
    }
    return .fixed(Tolerance(limits, reason: reason))
  }

  private static func limits(
    of node: ConfigurationNode
  ) throws(InvalidInput) -> [Tolerance.Limit] {
    var limits: [Tolerance.Limit] = []
    if let exact = try node.optional("exact") {
      guard try exact.boolean() else {
        throw exact.error("exact is true or left out", remedy: "Leave it out.")
      }
      limits.append(.exact)
    }
    if let value = try node.optional("max-lsb") { limits.append(.maxLSB(try count(value))) }
    if let value = try node.optional("max-share") {
      limits.append(.maxShare(try number(value, in: 0...1)))
    }
    if let value = try node.optional("ulp") { limits.append(.ulp(try count(value))) }
    if let value = try node.optional("absolute") {
      limits.append(.absolute(try number(value, in: 0...Double.greatestFiniteMagnitude)))
    }
    if let value = try node.optional("relative") {
      limits.append(.relative(try number(value, in: 0...Double.greatestFiniteMagnitude)))
    }
    if let value = try node.optional("sqnr") {
      limits.append(.sqnr(try number(value, in: -1_000...1_000)))
    }
    if let value = try node.optional("cosine") {
      limits.append(.cosine(try number(value, in: -1...1)))
    }
    return limits
  }

  private static func count(_ node: ConfigurationNode) throws(InvalidInput) -> Int {
    let value = try node.integer()
    guard value >= 0 else { throw node.error("expected a whole number from 0 up") }
    return value
  }

  private static func number(
    _ node: ConfigurationNode, in range: ClosedRange<Double>
  ) throws(InvalidInput) -> Double {
    let value = try node.number()
    guard range.contains(value) else {
      throw node.error("expected a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}
