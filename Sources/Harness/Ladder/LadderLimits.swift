import Comparison

/// What a rung must hold to, and why.
public struct LadderLimits: Codable, Sendable, Hashable {
  /// How far rungs 2 to 4 of the headline model may be from their published times, as a part: the
  /// published workload is not known, so a closer match would mean nothing.
  public var published = 0.2
  /// How many more bits per character than fp32 a fixed-point rung may take, as a part.
  public var bits = 0.02
  /// How much a rung may fall behind the committed reference, as a part.
  public var regression = 0.02
  /// RAM of the nRF54LM20B in bytes, for rungs that run on it.
  public var memory = 512 * 1024

  /// The limits of the release gate.
  public init() {}

  /// What is wrong with a rung, a sentence each.
  func failures(
    of rung: LadderResult.Rung, isHeadline: Bool, fp32BitsPerCharacter: Double,
    before: LadderResult.Rung?, earlier: RungMeasurement?, isTimed: Bool
  ) -> [String] {
    let measurement = rung.measurement
    var failures: [String] = []
    if isTimed, isHeadline, !measurement.rung.isAnchor,
      let published = rung.publishedMilliseconds
    {
      failures += distances(of: rung.calibratedMilliseconds, from: published)
    }
    if isTimed, let before, !(time(rung) < time(before)) {
      failures.append(
        "\(Figure.short(time(rung))) ms is not faster than the "
          + "\(Figure.short(time(before))) ms of rung \(before.measurement.rung.rawValue)")
    }
    if measurement.rung == .resident || measurement.rung == .ours {
      let allowed = fp32BitsPerCharacter * (1 + bits)
      if !(measurement.numerics.bitsPerCharacter <= allowed) {
        failures.append(
          "\(Figure.short(measurement.numerics.bitsPerCharacter)) bits per character; fp32 takes "
            + "\(Figure.short(fp32BitsPerCharacter)), allowed: \(Figure.short(allowed))")
      }
    }
    if measurement.rung.rawValue >= LadderRung.fused.rawValue, measurement.memory.total > memory {
      failures.append("\(measurement.memory.total) bytes of RAM; the chip has \(memory)")
    }
    if let earlier { failures += regressions(of: measurement, from: earlier) }
    return failures
  }

  private func distances(of time: Double?, from published: Double) -> [String] {
    // Without its anchors there is none; a missing rung is a failure of its own.
    guard let time else { return [] }
    let distance = time / published - 1
    if distance.magnitude <= self.published { return [] }
    return [
      "\(Figure.short(time)) ms is \(Figure.short(distance * 100)) % from the published "
        + "\(Figure.short(published)) ms; allowed: \(Figure.short(self.published * 100)) %"
    ]
  }

  /// What orders the rungs: calibrated time, else instructions alone.
  private func time(_ rung: LadderResult.Rung) -> Double {
    rung.calibratedMilliseconds ?? rung.uncalibratedMilliseconds
  }

  private func regressions(
    of measurement: RungMeasurement, from earlier: RungMeasurement
  ) -> [String] {
    var failures: [String] = []
    if measurement.instructions > earlier.instructions * (1 + regression) {
      failures.append(
        "\(Int(measurement.instructions)) instructions a token; the reference has "
          + "\(Int(earlier.instructions))")
    }
    let (bits, before) = (
      measurement.numerics.bitsPerCharacter, earlier.numerics.bitsPerCharacter
    )
    if bits > before * (1 + regression) {
      failures.append(
        "\(Figure.short(bits)) bits per character; the reference has \(Figure.short(before))")
    }
    if let change = change(of: measurement.numerics, from: earlier.numerics) {
      failures.append(change)
    }
    return failures
  }

  /// INT8 linear layers hide a wrong rounding: what it adds to the logits' error is less than what any
  /// other rounding adds. So a change of arithmetic is told by the logits' bits, not by their error.
  private func change(
    of numerics: RungMeasurement.Numerics, from earlier: RungMeasurement.Numerics
  ) -> String? {
    guard numerics.logitDigest != earlier.logitDigest else { return nil }
    return
      "its arithmetic has changed: logits \(numerics.logitDigest), the reference has "
      + "\(earlier.logitDigest); mean logit error \(Figure.short(numerics.meanLogitError)), was "
      + "\(Figure.short(earlier.meanLogitError)). If that is meant, --write-reference"
  }
}
