import Comparison

extension LadderResult {
  /// A case for each rung, in order, for the recorders: its time is calibrated seconds a token.
  public var cases: [CaseResult] {
    rungs.map { rung in
      let measurement = rung.measurement
      return CaseResult(
        suite: "ladder \(configuration)",
        name: "rung \(measurement.rung.rawValue): \(measurement.rung.title)",
        outcome: rung.failures.isEmpty ? .pass : .fail, message: rung.message,
        details: (rung.failures.dropFirst() + rung.breakdownLines(others: evidence))
          .joined(separator: "\n"),
        seconds: rung.calibratedMilliseconds.map { $0 / 1000 }, properties: rung.properties)
    }
  }
}

extension LadderResult.Rung {
  /// One line: what is wrong, or the times.
  fileprivate var message: String { failures.first ?? times }

  private var times: String {
    if let board = boardMilliseconds {
      return "\(Figure.short(board)) ms on the board's CPU, the NPU's part not in them"
    }
    let calibrated = calibratedMilliseconds.map { "\(Figure.short($0)) ms" } ?? "not timed"
    guard let publishedMilliseconds else { return calibrated }
    let anchor = measurement.rung.isAnchor ? ", an anchor: no evidence" : ""
    return "\(calibrated), published \(Figure.short(publishedMilliseconds)) ms\(anchor)"
  }

  /// What a real board's CPU took, without its stand-in for the NPU.
  private var boardMilliseconds: Double? {
    measurement.cycles.map { $0 / Calibration.cyclesPerMillisecond }
  }

  /// Where the instructions go, largest first.
  fileprivate func breakdownLines(others: [LadderResult.Evidence]) -> [String] {
    let total = max(measurement.instructions, 1)
    var lines = measurement.breakdown.sorted {
      ($1.instructions, $0.name) < ($0.instructions, $1.name)
    }
    .map { section in
      "\(section.name): \(Int(section.instructions.rounded())) instructions, "
        + "\(Figure.short(section.instructions / total * 100)) %"
    }
    if measurement.rung == .delegated {
      lines += others.map { "\($0.name): \(Figure.short($0.value)) \($0.unit); \($0.remark)" }
    }
    return lines
  }

  fileprivate var properties: [Property] {
    let numerics = measurement.numerics
    var properties = [
      Property("instructions", String(Int(measurement.instructions.rounded()))),
      Property("counted", measurement.source),
      Property("npu ticks", String(Int(measurement.npuTicks.rounded()))),
      Property("npu calls", Figure.short(measurement.npuCalls)),
      Property("uncalibrated ms", Figure.short(uncalibratedMilliseconds)),
      Property(
        "calibrated ms",
        calibratedMilliseconds.map { "\(Figure.short($0)) (anchored on rungs 1 and 5)" } ?? "none"),
      Property("published ms", publishedMilliseconds.map { Figure.short($0) } ?? "none"),
      Property("characters", String(numerics.characters)),
      Property("bits per character", Figure.short(numerics.bitsPerCharacter)),
      Property("top-1 agreement with fp32", Figure.short(numerics.topOneAgreement)),
      Property("worst logit error", Figure.short(numerics.worstLogitError)),
      Property("mean logit error", Figure.short(numerics.meanLogitError)),
      Property("logit digest", numerics.logitDigest),
      Property("state bytes", String(measurement.memory.state)),
      Property("scratch bytes", String(measurement.memory.scratch)),
      Property("weight bytes", String(measurement.memory.weights)),
    ]
    if let board = boardMilliseconds {
      properties.append(Property("board ms, without the NPU", Figure.short(board)))
    }
    for section in measurement.breakdown {
      properties.append(
        Property("instructions: \(section.name)", String(Int(section.instructions.rounded()))))
    }
    return properties
  }
}
