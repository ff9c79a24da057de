import Comparison

/// A figure beside the ladder.
public struct LadderEvidence: Codable, Sendable, Hashable {
  public var name: String
  public var value: Double
  public var unit: String
  /// How many decimals of the value mean something.
  public var decimals: Int
  public var remark: String

  init(_ name: String, _ value: Double, unit: String, decimals: Int, _ remark: String) {
    self.name = name
    self.value = value
    self.unit = unit
    self.decimals = decimals
    self.remark = remark
  }

  /// The value with its unit.
  public var figure: String {
    let number = decimals == 0 ? Figure.grouped(value) : Figure.fixed(value, digits: decimals)
    return "\(number) \(unit)"
  }
}

/// Linear-only quantization: what rung 2 would be if nothing but the linear layers were quantized and
/// ran on the NPU.
public struct LinearOnlyMeasurement: Sendable, Hashable {
  /// CPU instructions a token, quantize and dequantize around the linear layers among them.
  public var instructions: Double
  public var numerics: RungMeasurement.Numerics

  static let name = "linear-only quantization"

  /// - Parameter instructions: of a token without its linear layers.
  public init(instructions: Double, numerics: RungMeasurement.Numerics) {
    self.instructions = instructions
    self.numerics = numerics
  }

  /// The figures that speak against it as the published rung 2.
  ///
  /// - Parameter delegated: rung 2, whose calls of the NPU are the same.
  func evidence(
    calibration: Calibration?, delegated: RungMeasurement?
  ) -> [LadderEvidence] {
    var evidence = [
      LadderEvidence(
        Self.name, instructions, unit: "instructions", decimals: 0,
        "a token without its linear layers, their quantize and dequantize still counted"),
      LadderEvidence(
        Self.name, numerics.bitsPerCharacter, unit: "bits per character", decimals: 4,
        "linear layers quantized, all else fp32"),
    ]
    guard let calibration, var delegated, let published = delegated.rung.publishedMilliseconds
    else { return evidence }
    delegated.instructions = instructions
    let time = calibration.milliseconds(delegated)
    evidence.append(
      LadderEvidence(
        Self.name, time, unit: "ms, calibrated", decimals: 2,
        "\(Figure.signedPercent(time / published - 1)) from rung 2's published "
          + "\(Figure.short(published)) ms, which this can't have been"))
    return evidence
  }
}
