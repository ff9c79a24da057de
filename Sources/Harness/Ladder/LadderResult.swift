import Comparison

/// The ladder of one model, with verdicts.
public struct LadderResult: Codable, Sendable, Hashable {
  /// The configuration: `v96_d88_l3`.
  public var configuration: String
  /// Whether the published times are held against it; for the others only the order is.
  public var isHeadline: Bool
  /// Bits per character of the fp32 model, from the trained model's own files.
  public var fp32BitsPerCharacter: Double
  public var calibration: Calibration?
  public var rungs: [Rung]
  /// What is shown beside the ladder and judged by nothing: linear-only quantization.
  public var evidence: [LadderEvidence]
  /// What did not run, and why: a sentence each.
  public var notRun: [String] = []

  /// A rung with its times and what is wrong with it.
  public struct Rung: Codable, Sendable, Hashable {
    public var measurement: RungMeasurement
    public var uncalibratedMilliseconds: Double
    /// Anchored on rungs 1 and 5; nil without them.
    public var calibratedMilliseconds: Double?
    public var publishedMilliseconds: Double?
    /// Instructions a token in the committed reference; nil where it has no such rung.
    public var referenceInstructions: Double?
    /// What is not as it should be, a sentence each; empty if the rung passes.
    public var failures: [String]

    /// How far the calibrated time is from the published one, as a part of it; nil without either.
    public var distanceFromPublished: Double? {
      guard let calibratedMilliseconds, let publishedMilliseconds else { return nil }
      return calibratedMilliseconds / publishedMilliseconds - 1
    }

    /// What orders the rungs: calibrated time, else uncalibrated.
    public var orderingMilliseconds: Double { calibratedMilliseconds ?? uncalibratedMilliseconds }
  }

  /// Judges measurements.
  ///
  /// - Parameters:
  ///   - fp32BitsPerCharacter: of the trained model.
  ///   - measurements: where one is not counted, no time is judged, and numerics and memory alone are.
  ///   - linearOnly: shown beside rung 2.
  ///   - reference: an earlier result of the same configuration that must not be undercut.
  public init(
    configuration: String, isHeadline: Bool, measurements: [RungMeasurement],
    fp32BitsPerCharacter: Double, linearOnly: LinearOnlyMeasurement? = nil,
    limits: LadderLimits = LadderLimits(), reference: LadderResult? = nil
  ) {
    self.configuration = configuration
    self.isHeadline = isHeadline
    self.fp32BitsPerCharacter = fp32BitsPerCharacter
    let measurements = measurements.sorted { $0.rung.rawValue < $1.rung.rawValue }
    let calibration = Calibration(anchors: measurements)
    self.calibration = calibration
    evidence =
      linearOnly?.evidence(
        calibration: calibration, delegated: measurements.first { $0.rung == .delegated }) ?? []
    var rungs: [Rung] = []
    for measurement in measurements {
      let earlier = reference?.rungs.first { $0.measurement.rung == measurement.rung }
      var rung = Rung(
        measurement: measurement,
        uncalibratedMilliseconds: Calibration.uncalibratedMilliseconds(measurement),
        calibratedMilliseconds: calibration?.milliseconds(measurement),
        publishedMilliseconds: measurement.rung.publishedMilliseconds,
        referenceInstructions: earlier?.measurement.instructions, failures: [])
      rung.failures = limits.failures(
        of: rung, isHeadline: isHeadline, fp32BitsPerCharacter: fp32BitsPerCharacter,
        before: rungs.last, earlier: earlier?.measurement,
        isTimed: measurements.allSatisfy(\.isCounted))
      rungs.append(rung)
    }
    self.rungs = rungs
  }

  /// Whether every rung passes, and nothing is missing.
  public var isPassed: Bool {
    rungs.map(\.measurement.rung) == LadderRung.allCases && notRun.isEmpty
      && rungs.allSatisfy(\.failures.isEmpty)
  }
}
