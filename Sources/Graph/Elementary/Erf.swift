extension Elementary {
  /// The error function, within 1.5 ulp; NaN and -0 give themselves.
  ///
  /// Below 1 a polynomial for erf(x)/x - 1 in x^2, above it 1 - erfc(x). Both polynomials are Chebyshev
  /// fits made with mpmath's `chebyfit`; the first leaves out 2^-56, the second 2^-61.
  public static func erf(_ x: Double) -> Double {
    if x.isNaN || x == 0 { return x }
    let magnitude = abs(x)
    if magnitude >= 6 { return x < 0 ? -1 : 1 }
    if magnitude < 1 { return x + x * erfTail(x * x) }
    let result = 1 - erfc(magnitude)
    return x < 0 ? -result : result
  }

  /// The error function, correctly rounded but for a few in 10^8 arguments.
  public static func erf(_ x: Float) -> Float { Float(erf(Double(x))) }

  /// erf(x) / x - 1, of z = x^2 in 0...1.
  private static func erfTail(_ z: Double) -> Double {
    var sum = -0x1.ac95_85a4_4fe2_9p-31
    sum = sum * z + 0x1.d76a_f6ca_4978_7p-27
    sum = sum * z - 0x1.5c13_1500_d3f8_8p-23
    sum = sum * z + 0x1.b981_d788_81a5_dp-20
    sum = sum * z - 0x1.f4ca_838a_db73_bp-17
    sum = sum * z + 0x1.f9a2_be4f_731a_1p-14
    sum = sum * z - 0x1.c02d_b066_5e53_dp-11
    sum = sum * z + 0x1.565b_ccfa_4415_6p-8
    sum = sum * z - 0x1.b82c_e312_0377_2p-6
    sum = sum * z + 0x1.ce2f_21a0_40f6_6p-4
    sum = sum * z - 0x1.8127_46b0_379c_1p-2
    sum = sum * z + 0x1.06eb_a821_4db6_8p-3
    return sum
  }

  /// 1 - erf(x) for x in 1...6, of z = (x - 3) / (x + 3); the polynomial is (1 + 2x) e^(x^2) erfc(x).
  private static func erfc(_ x: Double) -> Double {
    let z = (x - 3) / (x + 3)
    var sum = -0x1.3ccd_a7cd_5678_ep-22
    sum = sum * z + 0x1.dcdd_8bc0_9a42_fp-22
    sum = sum * z + 0x1.c311_8550_f30e_8p-19
    sum = sum * z - 0x1.a70c_e38c_e612_ep-21
    sum = sum * z - 0x1.50fd_2d18_ca8a_fp-16
    sum = sum * z + 0x1.4cf1_20fa_5bf9_dp-18
    sum = sum * z + 0x1.0659_dde0_3ec6_6p-13
    sum = sum * z - 0x1.b913_d366_312a_bp-14
    sum = sum * z - 0x1.98db_51c3_b495_4p-11
    sum = sum * z + 0x1.ef1b_dea8_5d88_ap-10
    sum = sum * z + 0x1.4b88_4e4a_82be_6p-9
    sum = sum * z - 0x1.8574_c40c_a63d_3p-6
    sum = sum * z + 0x1.17ca_2877_ef64_ep-4
    sum = sum * z - 0x1.e88b_803a_4801_2p-4
    sum = sum * z + 0x1.0983_66a5_b46e_7p-3
    sum = sum * z - 0x1.85a1_5c58_aa62_fp-5
    sum = sum * z - 0x1.15c0_84bb_9e8f_3p-3
    sum = sum * z + 0x1.40c5_22d7_e498_7p0
    return sum * exp(-x * x) / (1 + 2 * x)
  }
}
