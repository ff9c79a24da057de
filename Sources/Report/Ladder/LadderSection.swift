import Comparison
import Harness

/// The template's values for one configuration.
struct LadderSection {
  private let result: LadderResult

  init(_ result: LadderResult) { self.result = result }

  var values: [String: Any] {
    let (programs, kernels) = (
      LadderBreakdown(result.rungs.filter { $0.measurement.rung.isProgram }),
      LadderBreakdown(result.rungs.filter { !$0.measurement.rung.isProgram })
    )
    return [
      "name": result.configuration.htmlLine(200),
      "role": result.isHeadline
        ? "Headline: rungs 2 to 4 are held to the published times"
        : "Sensitivity: only the order is held",
      "fp32": Figure.fixed(result.fp32BitsPerCharacter, digits: 4),
      "calibration": calibration,
      "notRun": result.notRun.map { ["text": $0.htmlLine(500)] },
      "times": LadderTimes(result.rungs).values,
      "breakdowns": [
        programs.values(title: "Rungs 1 and 2, by operator"),
        kernels.values(title: "Rungs 3 to 6, by section"),
      ],
      "rungs": result.rungs.map(row),
      "evidence": result.evidence.map {
        [
          "name": $0.name.htmlLine(200), "figure": $0.figure.htmlLine(100),
          "remark": $0.remark.htmlLine(400),
        ]
      },
      "hasEvidence": !result.evidence.isEmpty,
    ]
  }

  private var calibration: String {
    guard let calibration = result.calibration else {
      return "not calibrated: an anchor is missing"
    }
    return "\(Figure.fixed(calibration.cyclesPerInstruction, digits: 3)) cycles an instruction and "
      + "\(Figure.grouped(calibration.cyclesPerCall)) cycles an NPU call, fitted to rungs 1 and 5, "
      + "which match by construction and are no evidence"
  }

  private func row(_ rung: LadderResult.Rung) -> [String: Any] {
    let measurement = rung.measurement
    let numerics = measurement.numerics
    return [
      "number": String(measurement.rung.rawValue), "title": measurement.rung.title,
      "outcome": rung.failures.isEmpty ? "pass" : "fail",
      "outcomeClass": rung.failures.isEmpty ? "good" : "bad",
      "instructions": Figure.grouped(measurement.instructions),
      "reference": rung.referenceInstructions.map { Figure.grouped($0) } ?? "-",
      "ticks": Figure.grouped(measurement.npuTicks),
      "calls": Figure.short(measurement.npuCalls),
      "uncalibrated": Figure.fixed(rung.uncalibratedMilliseconds, digits: 2),
      "calibrated": rung.calibratedMilliseconds.map { Figure.fixed($0, digits: 2) } ?? "-",
      "published": rung.publishedMilliseconds.map { Figure.short($0) } ?? "-",
      "distance": rung.distanceText ?? "-",
      "characters": String(numerics.characters),
      "bits": Figure.fixed(numerics.bitsPerCharacter, digits: 4),
      "agreement": "\(Figure.fixed(numerics.topOneAgreement * 100, digits: 1)) %",
      "worst": Figure.short(numerics.worstLogitError),
      "mean": Figure.short(numerics.meanLogitError),
      "state": Figure.grouped(measurement.memory.state),
      "scratch": Figure.grouped(measurement.memory.scratch),
      "weights": Figure.grouped(measurement.memory.weights),
      "source": measurement.source.htmlLine(200),
      "failures": rung.failures.map { ["text": $0.htmlLine(500)] },
    ]
  }
}

extension LadderResult.Rung {
  /// What the page says of the distance from the published time; nil where there is none.
  var distanceText: String? {
    guard let distanceFromPublished else { return nil }
    return measurement.rung.isAnchor ? "anchor" : Figure.signedPercent(distanceFromPublished)
  }
}
