import Comparison

/// What a rung must hold to, and why.
public struct LadderLimits: Codable, Sendable, Hashable {
  /// How far rungs 2 to 4 of the headline model may be from their published times, as a part: the
  /// published workload is not known, so a closer match would mean nothing.
  public var published = 0.2
  /// How far rung 1's logits may be from PyTorch's, as a part of the largest for a character.
  public var fp32Error = 1e-4
  /// How many more bits per character than fp32 rungs 5 and 6 may take, as a part.
  public var bits = 0.02
  /// How many characters a rung's numerics must at least be over.
  public var characters = 512
  /// Instructions of rung 6 a token: what is asked of our own kernels.
  public var instructions = 300_000.0
  /// How much slower than the committed reference a rung may be, as a part.
  public var regression = 0.02
  /// RAM of the nRF54LM20B in bytes: for a rung's state, scratch memory and weights. The 768 KB of
  /// rung 1's fp32 weights could only be in flash, and are left out.
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
    if isTimed {
      if isHeadline, !measurement.rung.isAnchor { failures += distance(of: rung) }
      if let before { failures += order(of: rung, after: before) }
    }
    failures += numerics(of: measurement, fp32BitsPerCharacter)
    if measurement.rung == .ours, measurement.instructions > instructions {
      failures.append(
        "\(Int(measurement.instructions)) instructions a token; allowed: \(Int(instructions))")
    }
    let weights = measurement.rung == .portable ? 0 : measurement.memory.weights
    let needed = measurement.memory.state + measurement.memory.scratch + weights
    if needed > memory { failures.append("\(needed) bytes of RAM; the chip has \(memory)") }
    if let earlier { failures += regressions(of: measurement, from: earlier) }
    return failures
  }

  private func distance(of rung: LadderResult.Rung) -> [String] {
    // Without anchors or a published time there is none; a missing rung is a failure of its own.
    guard let distance = rung.distanceFromPublished, let time = rung.calibratedMilliseconds,
      let published = rung.publishedMilliseconds, distance.magnitude > self.published
    else { return [] }
    return [
      "\(Figure.fixed(time, digits: 2)) ms is \(Figure.fixed(distance * 100, digits: 2)) % from the "
        + "published \(Figure.short(published)) ms; allowed: \(Figure.short(self.published * 100)) %"
    ]
  }

  private func order(of rung: LadderResult.Rung, after before: LadderResult.Rung) -> [String] {
    let (time, earlier) = (rung.orderingMilliseconds, before.orderingMilliseconds)
    if time < earlier { return [] }
    return [
      "\(Figure.fixed(time, digits: 2)) ms is not faster than the "
        + "\(Figure.fixed(earlier, digits: 2)) ms of rung \(before.measurement.rung.rawValue)"
    ]
  }

  private func numerics(
    of measurement: RungMeasurement, _ fp32BitsPerCharacter: Double
  ) -> [String] {
    let numerics = measurement.numerics
    var failures: [String] = []
    if numerics.characters < characters {
      failures.append(
        "over \(numerics.characters) characters only; at least \(characters) it takes")
    }
    if measurement.rung == .portable, !(numerics.worstRelativeError <= fp32Error) {
      failures.append(
        "logits are \(Figure.short(numerics.worstRelativeError)) of the largest from PyTorch's; "
          + "allowed: \(Figure.short(fp32Error))")
    }
    if measurement.rung == .resident || measurement.rung == .ours {
      let allowed = fp32BitsPerCharacter * (1 + bits)
      if !(numerics.bitsPerCharacter <= allowed) {
        failures.append(
          "\(Figure.fixed(numerics.bitsPerCharacter, digits: 4)) bits per character; fp32 takes "
            + "\(Figure.fixed(fp32BitsPerCharacter, digits: 4)), allowed: "
            + "\(Figure.fixed(allowed, digits: 4))")
      }
    }
    return failures
  }
}

// MARK: - Against the committed reference

extension LadderLimits {
  private func regressions(
    of measurement: RungMeasurement, from earlier: RungMeasurement
  ) -> [String] {
    let costs = [
      ("instructions", measurement.instructions, earlier.instructions),
      ("NPU ticks", measurement.npuTicks, earlier.npuTicks),
      ("NPU calls", measurement.npuCalls, earlier.npuCalls),
    ]
    var failures: [String] = []
    for (name, now, before) in costs where now > before * (1 + regression) {
      failures.append("\(Int(now)) \(name) a token; the reference has \(Int(before))")
    }
    let (bits, before) = (
      measurement.numerics.bitsPerCharacter, earlier.numerics.bitsPerCharacter
    )
    if bits > before {
      failures.append(
        "\(Figure.fixed(bits, digits: 6)) bits per character; the reference has "
          + Figure.fixed(before, digits: 6))
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
