/// How the integers of a tensor stand for real numbers: `real = (integer - zeroPoint) * scale`.
public struct Quantization: Sendable, Hashable {
  /// The real distance of two neighbouring integers.
  public var scale: Double
  /// The integer that stands for 0.
  public var zeroPoint: Int64
  /// The smallest integer that is used.
  public var minimum: Int64
  /// The largest integer that is used.
  public var maximum: Int64

  /// An affine mapping, of the whole range of INT8 unless told otherwise.
  public init(scale: Double, zeroPoint: Int64, minimum: Int64 = -128, maximum: Int64 = 127) {
    self.scale = scale
    self.zeroPoint = zeroPoint
    self.minimum = minimum
    self.maximum = maximum
  }
}

extension Quantization: CustomStringConvertible {
  /// `scale 0.0235, zero point 14, -128...127`.
  public var description: String {
    "scale \(scale), zero point \(zeroPoint), \(minimum)...\(maximum)"
  }
}
