/// What the rules of FFT2D and RFFT2D share.
enum Spectrum {
  private static let types = TypeTable("input_real", [.fp32])

  /// Checks that `input` is FP32 `[N, H, W]` with H and W powers of two of level 8K.
  static func requireTransformable(_ input: Operand) throws(RuleViolation) {
    try types.row(input.dtype)
    try input.require(rank: 3)
    for size in input.shape.dropFirst()
    where size.nonzeroBitCount != 1 || size > Level.maximumKernel {
      throw RuleViolation(
        input.name, expected: "powers of two up to \(Level.maximumKernel) as height and width",
        found: "\(input.type)")
    }
  }
}
