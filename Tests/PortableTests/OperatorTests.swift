import Graph
import Portable
import TestSupport
import Testing

@Suite struct OperatorTests {
  static let quantize = ProgramOperator(
    "quantized_decomposed::quantize_per_tensor", overload: "out")
  static let dequantize = ProgramOperator(
    "quantized_decomposed::dequantize_per_tensor", overload: "out")

  static func quantized(
    _ x: [Float], scale: Double, zero: Int64, limits: ClosedRange<Int64> = -128...127,
    _ type: ScalarType = .char
  ) throws -> Tensor {
    try OneCall.run(
      quantize,
      [
        .input(Tensor(x, .fp32, [x.count])), .value(.double(scale)), .value(.int(zero)),
        .value(.int(limits.lowerBound)), .value(.int(limits.upperBound)),
        .value(.int(Int64(type.rawValue))), .output(type, [x.count]),
      ])[0]
  }

  // numpy.clip(float32(3) + numpy.rint(float32(1) / float32(0.1) * x), -128, 127)
  @Test func `quantize rounds half to even, adds the zero point and clamps`() throws {
    let x: [Float] = [
      0, -0.0, 0.05, 0.15, 0.25, -0.05, -0.15, 12.69, 12.75, -12.81, 1e30, -1e30, 0.3, 0.7, 10 / 3,
    ]
    #expect(
      try Self.quantized(x, scale: 0.1, zero: 3)
        == Tensor(
          [3, 3, 3, 5, 5, 3, 1, 127, 127, -125, 127, -128, 6, 10, 36] as [Int8], .int8, [15]))
  }

  // Here rint(x / scale), in float32, gives -14, -6, 6 and 14.
  @Test func `quantize multiplies by the reciprocal and does not divide`() throws {
    let x: [Float] = [
      -0.3176136910915375, -0.1293981671333313, 0.1293981671333313, 0.3176136910915375,
    ]
    #expect(
      try Self.quantized(x, scale: 0.023526940494775772, zero: 0)
        == Tensor([-13, -5, 5, 13] as [Int8], .int8, [4]))
  }

  @Test func `quantize saturates what has no integer`() throws {
    #expect(
      try Self.quantized([.infinity, -.infinity, .nan], scale: 1, zero: 0, limits: -127...126)
        == Tensor([126, -127, -127] as [Int8], .int8, [3]))
    #expect(
      try Self.quantized(
        [3e9, -3e9, 2_147_483_520], scale: 1, zero: 0,
        limits: Int64(Int32.min)...Int64(Int32.max), .int)
        == Tensor([Int32.max, Int32.min, 2_147_483_520], .int32, [3]))
    #expect(
      try Self.quantized([4e4, -1.5], scale: 1, zero: 0, limits: -32_768...32_767, .short)
        == Tensor([32_767, -2] as [Int16], .int16, [2]))
  }

  // (q.astype(int32) - 3).astype(float32) * float32(0.023526940494775772)
  @Test func `dequantize multiplies the difference to the zero point`() throws {
    let integers = Tensor([-128, -1, 0, 3, 4, 127] as [Int8], .int8, [6])
    let reals = try OneCall.run(
      Self.dequantize,
      [
        .input(integers), .value(.double(0.023526940494775772)), .value(.int(3)),
        .value(.int(-128)), .value(.int(127)), .value(.int(1)), .value(.none),
        .output(.float, [6]),
      ])[0]
    #expect(
      reals.elements(as: Float.self).map(\.bitPattern)
        == [0xc045_3ff7, 0xbdc0_bb92, 0xbd90_8cae, 0, 0x3cc0_bb92, 0x403a_b5b5])
  }

  static let elementaryArguments: [Float] = [
    0, -0.0, 1, -1, 20, -20, 88, 89, -104, .infinity, -.infinity, .nan, 1e-8, 5e-4,
  ]

  // float32(math.exp(x)) and float32(math.log1p(x)); nil for NaN.
  @Test(arguments: [
    (
      "aten::exp",
      [
        0x3f80_0000, 0x3f80_0000, 0x402d_f854, 0x3ebc_5ab2, 0x4de7_5844, 0x310d_a433, 0x7ef8_82b7,
        0x7f80_0000, 0, 0x7f80_0000, 0, nil, 0x3f80_0000, 0x3f80_1063,
      ] as [UInt32?]
    ),
    (
      "aten::log1p",
      [
        0, 0x8000_0000, 0x3f31_7218, 0xff80_0000, 0x4042_d975, nil, 0x408f_a2e9, 0x408f_fe71, nil,
        0x7f80_0000, nil, nil, 0x322b_cc77, 0x3a03_0a0c,
      ]
    ),
  ])
  func `elementary functions are rounded correctly`(name: String, expected: [UInt32?]) throws {
    let x = Self.elementaryArguments
    let result = try OneCall.run(
      ProgramOperator(name, overload: "out"),
      [.input(Tensor(x, .fp32, [2, 7])), .output(.float, [2, 7])])[0]
    let bits = result.elements(as: Float.self).map { $0.isNaN ? nil : $0.bitPattern }
    #expect(bits == expected)
  }

  @Test(arguments: [EValue.int(20), .double(20), .double(20.000000001)])
  func `greater compares in FP32`(other: EValue) throws {
    let x: [Float] = [19.999998, 20, 20.000002, -.infinity, .infinity, .nan]
    let result = try OneCall.run(
      ProgramOperator("aten::gt", overload: "Scalar_out"),
      [.input(Tensor(x, .fp32, [6])), .value(other), .output(.bool, [6])])[0]
    #expect(result == Tensor([0, 0, 1, 0, 1, 0] as [UInt8], .bool, [6]))
  }

  static let `where` = ProgramOperator("aten::where", overload: "self_out")

  // numpy.where([[[True], [False]]], [[1], [2], ...] ...), by hand:
  // out[i][j] = condition[j] ? first[i] : second[i][j].
  @Test func `where broadcasts its three operands`() throws {
    let result = try OneCall.run(
      Self.where,
      [
        .input(Tensor([1, 0, 1] as [UInt8], .bool, [3])),
        .input(Tensor([10, 20] as [Float], .fp32, [2, 1])),
        .input(Tensor([1, 2, 3, 4, 5, 6] as [Float], .fp32, [2, 3])), .output(.float, [2, 3]),
      ])[0]
    #expect(result == Tensor([10, 2, 10, 20, 5, 20] as [Float], .fp32, [2, 3]))
  }

  @Test func `where keeps the bits of every type`() throws {
    let result = try OneCall.run(
      Self.where,
      [
        .input(Tensor([1, 0] as [UInt8], .bool, [2])),
        .input(Tensor([-1, -2] as [Int64], .int48, [2])),
        .input(Tensor([7] as [Int64], .int48, [])), .output(.long, [2]),
      ])[0]
    #expect(result == Tensor([-1, 7] as [Int64], .int48, [2]))
  }
}
