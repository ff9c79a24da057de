import Comparison

extension LadderResult {
  /// A case for each rung, in order, for the recorders: its time is calibrated seconds a token.
  public var cases: [CaseResult] {
    rungs.map { rung in
      CaseResult(
        suite: Self.suite(of: configuration), name: rung.measurement.rung.caseName,
        outcome: rung.failures.isEmpty ? .pass : .fail, message: rung.message,
        details: (rung.failures.dropFirst() + rung.breakdownLines(others: evidence))
          .joined(separator: "\n"),
        seconds: rung.calibratedMilliseconds.map { $0 / 1000 }, properties: rung.properties)
    }
  }

  /// The suite of a configuration's cases.
  static func suite(of configuration: String) -> String { "ladder \(configuration)" }
}

extension LadderRung {
  /// The name of its case.
  var caseName: String { "rung \(rawValue): \(title)" }
}

extension LadderResult.Rung {
  /// One line: what is wrong, or the times.
  fileprivate var message: String { failures.first ?? times }

  private var times: String {
    if let board = boardMilliseconds {
      return "\(Figure.fixed(board, digits: 2)) ms on the board's CPU, the NPU's part not in them"
    }
    let calibrated =
      calibratedMilliseconds.map { "\(Figure.fixed($0, digits: 2)) ms" } ?? "not timed"
    guard let publishedMilliseconds else { return calibrated }
    let published = "\(calibrated), published \(Figure.short(publishedMilliseconds)) ms"
    if measurement.rung.isAnchor { return "\(published), an anchor: no evidence" }
    guard let distanceFromPublished else { return published }
    return "\(published): \(Figure.signedPercent(distanceFromPublished))"
  }

  /// What a real board's CPU took, without its stand-in for the NPU.
  private var boardMilliseconds: Double? {
    measurement.cycles.map { $0 / Calibration.cyclesPerMillisecond }
  }

  /// Where the instructions go, largest first.
  fileprivate func breakdownLines(others: [LadderEvidence]) -> [String] {
    let total = max(measurement.instructions, 1)
    var lines = measurement.breakdown.sorted {
      ($1.instructions, $0.name) < ($0.instructions, $1.name)
    }
    .map { section in
      "\(section.name): \(Int(section.instructions.rounded())) instructions, "
        + "\(Figure.short(section.instructions / total * 100)) %"
    }
    if measurement.rung == .delegated {
      lines += others.map { "\($0.name): \($0.figure); \($0.remark)" }
    }
    return lines
  }

  fileprivate var properties: [Property] {
    let numerics = measurement.numerics
    var properties = [
      Property("instructions", String(Int(measurement.instructions.rounded()))),
      Property("counted", measurement.source),
      Property(
        "reference instructions",
        referenceInstructions.map { String(Int($0.rounded())) } ?? "none to compare with"),
      Property("npu ticks", String(Int(measurement.npuTicks.rounded()))),
      Property("npu calls", Figure.short(measurement.npuCalls)),
      Property("uncalibrated ms", Figure.fixed(uncalibratedMilliseconds, digits: 2)),
      Property(
        "calibrated ms",
        calibratedMilliseconds.map {
          "\(Figure.fixed($0, digits: 2)) (anchored on rungs 1 and 5)"
        } ?? "none"),
      Property("published ms", publishedMilliseconds.map { Figure.short($0) } ?? "none"),
      Property("from published", fromPublished),
      Property("characters", String(numerics.characters)),
      Property("bits per character", Figure.fixed(numerics.bitsPerCharacter, digits: 4)),
      Property("top-1 agreement with fp32", Figure.fixed(numerics.topOneAgreement, digits: 4)),
      Property("worst logit error", Figure.short(numerics.worstLogitError)),
      Property("worst relative logit error", Figure.short(numerics.worstRelativeError)),
      Property("mean logit error", Figure.short(numerics.meanLogitError)),
      Property("logit digest", numerics.logitDigest),
      Property("state bytes", String(measurement.memory.state)),
      Property("scratch bytes", String(measurement.memory.scratch)),
      Property("weight bytes", String(measurement.memory.weights)),
    ]
    if let board = boardMilliseconds {
      properties.append(
        Property("board ms, without the NPU", Figure.fixed(board, digits: 2)))
    }
    for section in measurement.breakdown {
      properties.append(
        Property("instructions: \(section.name)", String(Int(section.instructions.rounded()))))
    }
    return properties
  }

  private var fromPublished: String {
    if measurement.rung.isAnchor { return "an anchor: no evidence" }
    return distanceFromPublished.map { Figure.signedPercent($0) } ?? "none"
  }
}
