/// A number format that a token's step can be computed in: the fused kernels it is made of.
public protocol MambaNumber: BitwiseCopyable {
  /// 0.
  static var zero: Self { get }
  /// Which of an image's blocks of constants is in this format.
  static var block: Int { get }
  /// The number as a float.
  var float: Float { get }

  static func norm(
    _ input: UnsafePointer<Self>, weight: UnsafePointer<Self>, count: Int,
    to output: UnsafeMutablePointer<Self>)
  static func residualNorm(
    _ input: UnsafePointer<Self>, residual: UnsafeMutablePointer<Self>,
    weight: UnsafePointer<Self>, count: Int, to output: UnsafeMutablePointer<Self>)
  static func convStep(
    _ input: UnsafePointer<Self>, state: UnsafeMutablePointer<Self>, weight: UnsafePointer<Self>,
    bias: UnsafePointer<Self>, channels: Int, taps: Int, to output: UnsafeMutablePointer<Self>)
  static func softplus(
    _ input: UnsafePointer<Self>, count: Int, to output: UnsafeMutablePointer<Self>)
  static func scan(
    _ token: ScanToken<Self>, state: UnsafeMutablePointer<Self>,
    to output: UnsafeMutablePointer<Self>)
  static func scanSteps(
    _ token: ScanToken<Self>, decay: UnsafeMutablePointer<Self>,
    drive: UnsafeMutablePointer<Self>, state: UnsafeMutablePointer<Self>,
    to output: UnsafeMutablePointer<Self>)
  static func gate(
    _ input: UnsafePointer<Self>, gate: UnsafePointer<Self>, count: Int,
    to output: UnsafeMutablePointer<Self>)
  static func quantize(
    _ input: UnsafePointer<Self>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Int8>)
  static func dequantize(
    _ input: UnsafePointer<Int8>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Self>)
}
