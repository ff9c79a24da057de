/// Pattern 17 for a DSP core, with the quantization for the NPU in the same loop.
///
/// The shift register stays where it is: the newest input takes the oldest one's place, and the taps
/// come in four rotations.
enum PackedConv {
  /// One token of four taps.
  ///
  /// - Parameters:
  ///   - input: `channels` elements from the NPU.
  ///   - register: `channels` rows of four 16-bit elements, two words.
  ///   - phase: of the four places, the one that the input takes.
  ///   - taps: `channels` rows of four 16-bit elements, rotated for this phase.
  ///   - bias: `channels` elements in units of the products.
  ///   - shift: from the products to units of 2^-12.
  ///   - output: the convolution's SiLU in q11.12.
  ///   - sent: the same for the NPU.
  static func apply(
    _ input: UnsafePointer<Int16>, register: UnsafeMutablePointer<Int32>, phase: Int,
    taps: UnsafePointer<Int32>, bias: UnsafePointer<Int32>, channels: Int, shift: Int32,
    affine: INT8Affine, to output: UnsafeMutablePointer<Q12>,
    sent: UnsafeMutablePointer<Int8>
  ) {
    var (word, tap) = (register, taps)
    for channel in 0..<channels {
      UnsafeMutableRawPointer(word).storeBytes(
        of: input[channel], toByteOffset: 2 &* phase, as: Int16.self)
      let sum = bias[channel] &+ word[0].dot(tap[0]) &+ word[1].dot(tap[1])
      let value = Q12.silu(Q12(inRange: sum &>> shift))
      output[channel] = value
      sent[channel] = value.raw.quantized(by: affine)
      word += 2
      tap += 2
    }
  }
}
