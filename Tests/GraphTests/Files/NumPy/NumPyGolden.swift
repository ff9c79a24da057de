import Graph
import TestSupport
import Testing

/// A `.npy` file as numpy 2.1.3 wrote it, and the tensor that it holds.
struct NumPyGolden: Sendable, CustomTestStringConvertible {
  var name: String
  var file: [UInt8]
  var tensor: Tensor
  var expectation: TensorType?
  /// Whether numpy.save writes this tensor so: version 1.0, little-endian, C order.
  var isCanonical: Bool

  var testDescription: String { name }

  /// - Parameters:
  ///   - length: the header's length field, which numpy's padding decides.
  ///   - data: in hexadecimal.
  private init(
    _ descriptor: String, fortran: Bool = false, shape: String, version: UInt8 = 1,
    length: Int = 118, data: String, _ tensor: Tensor, isExpected: Bool = false
  ) {
    let text =
      "{'descr': '\(descriptor)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }"
    let size = [UInt8(length & 0xff), UInt8(length >> 8)] + (version > 1 ? [0, 0] : [])
    file = [0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(text.utf8)
    file += [UInt8](repeating: 0x20, count: length - text.utf8.count - 1) + [0x0a]
    file += bytes(hexadecimal: data)
    name = "\(descriptor) \(fortran ? "F" : "C") \(version).0 as \(tensor.type)"
    expectation = isExpected ? tensor.type : nil
    isCanonical = version == 1 && !fortran && !descriptor.hasPrefix(">") && descriptor != "|u1"
    self.tensor = tensor
  }

  // Made by:
  //   x = numpy.asarray((numpy.arange(6).reshape(2, 3) - 2).astype(descr), order=order)
  //   numpy.lib.format.write_array(file, x, version=(1, 0))
  // (`|u1` without the - 2). Header and data are what numpy wrote, byte for byte; the header's length
  // is always 0x76, or 0x74 in versions 2 and 3.
  static let all: [NumPyGolden] = {
    let bools = Tensor([1, 1, 0, 1, 1, 1] as [UInt8], .bool, [2, 3])
    let int4s = Tensor([-2, -1, 0, 1, 2, 3] as [Int8], .int4, [2, 3])
    let int8s = Tensor([-2, -1, 0, 1, 2, 3] as [Int8], .int8, [2, 3])
    let unsigned = Tensor([0, 1, 2, 3, 4, 5] as [Int8], .int8, [2, 3])
    let int16s = Tensor([-2, -1, 0, 1, 2, 3] as [Int16], .int16, [2, 3])
    let int32s = Tensor([-2, -1, 0, 1, 2, 3] as [Int32], .int32, [2, 3])
    let int48s = Tensor([-2, -1, 0, 1, 2, 3] as [Int64], .int48, [2, 3])
    let shapes = Tensor([-2, -1, 0, 1, 2, 3] as [Int64], .shape, [2, 3])
    let floats = Tensor([-2, -1, 0, 1, 2, 3] as [Float], .fp32, [2, 3])
    let halves = Tensor([-2, -1, 0, 1, 2, 3].map(HalfPrecision.fp16), .fp16, [2, 3])
    let ff = "ffffffffffffff"
    let zeros = "00000000000000"
    return [
      NumPyGolden("|b1", shape: "(2, 3)", data: "010100010101", bools),
      NumPyGolden("|b1", fortran: true, shape: "(2, 3)", data: "010101010001", bools),
      NumPyGolden("|i1", shape: "(2, 3)", data: "feff00010203", int8s),
      NumPyGolden("|i1", shape: "(2, 3)", data: "feff00010203", int4s, isExpected: true),
      NumPyGolden("|i1", fortran: true, shape: "(2, 3)", data: "fe01ff020003", int8s),
      NumPyGolden("|u1", shape: "(2, 3)", data: "000102030405", unsigned, isExpected: true),
      NumPyGolden(
        "|u1", fortran: true, shape: "(2, 3)", data: "000301040205", unsigned, isExpected: true),
      NumPyGolden("<i2", shape: "(2, 3)", data: "feffffff0000010002000300", int16s),
      NumPyGolden("<i2", fortran: true, shape: "(2, 3)", data: "feff0100ffff020000000300", int16s),
      NumPyGolden(">i2", shape: "(2, 3)", data: "fffeffff0000000100020003", int16s),
      NumPyGolden(">i2", fortran: true, shape: "(2, 3)", data: "fffe0001ffff000200000003", int16s),
      NumPyGolden(
        "<i4", shape: "(2, 3)", data: "feffffffffffffff00000000010000000200000003000000", int32s),
      NumPyGolden(
        ">i4", fortran: true, shape: "(2, 3)",
        data: "fffffffe00000001ffffffff000000020000000000000003", int32s),
      NumPyGolden(
        "<i8", shape: "(2, 3)",
        data: "fe\(ff) ff\(ff) 00\(zeros) 01\(zeros) 02\(zeros) 03\(zeros)", int48s),
      NumPyGolden(
        "<i8", shape: "(2, 3)",
        data: "fe\(ff) ff\(ff) 00\(zeros) 01\(zeros) 02\(zeros) 03\(zeros)", shapes,
        isExpected: true),
      NumPyGolden(
        ">i8", fortran: true, shape: "(2, 3)",
        data: "\(ff)fe \(zeros)01 \(ff)ff \(zeros)02 \(zeros)00 \(zeros)03", int48s),
      NumPyGolden(
        "<f4", shape: "(2, 3)", data: "000000c0000080bf000000000000803f0000004000004040", floats),
      NumPyGolden(
        "<f4", fortran: true, shape: "(2, 3)",
        data: "000000c00000803f000080bf000000400000000000004040", floats),
      NumPyGolden(
        ">f4", shape: "(2, 3)", data: "c0000000bf800000000000003f8000004000000040400000", floats),
      NumPyGolden(
        ">f4", fortran: true, shape: "(2, 3)",
        data: "c00000003f800000bf800000400000000000000040400000", floats),
      NumPyGolden("<f2", shape: "(2, 3)", data: "00c000bc0000003c00400042", halves),
      NumPyGolden(
        ">f2", fortran: true, shape: "(2, 3)", data: "c0003c00bc00400000004200", halves),
      // numpy.array([1.5, -2], '<f4'), version=(2, 0) and (3, 0)
      NumPyGolden(
        "<f4", shape: "(2,)", version: 2, length: 116, data: "0000c03f000000c0",
        Tensor([1.5, -2] as [Float], .fp32, [2])),
      NumPyGolden(
        "<f4", shape: "(2,)", version: 3, length: 116, data: "0000c03f000000c0",
        Tensor([1.5, -2] as [Float], .fp32, [2])),
      // numpy.array(3, '<i4')
      NumPyGolden("<i4", shape: "()", data: "03000000", Tensor([3] as [Int32], .int32, [])),
      // numpy.array([1.5, 2], ml_dtypes.bfloat16)
      NumPyGolden(
        "<V2", shape: "(2,)", data: "c03f0040", Tensor([0x3fc0, 0x4000] as [UInt16], .bf16, [2])),
    ]
  }()
}
