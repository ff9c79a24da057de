import Graph
import TestSupport
import Testing

/// Each file is wrong in one way, and the error says where and how.
@Suite struct NumPyErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var header: String
    var data: [UInt8] = []
    var expected: TensorType?
    /// The message.
    var message: String
    /// The byte that is blamed.
    var offset: Int
    var testDescription: String { header }
  }

  static let cases: [Case] = [
    Case(
      header: "{'descr': '<f4', ", message: "the header ends in the middle of a value", offset: 27),
    Case(header: "[1, 2]", message: "the header is a list, not a dictionary", offset: 10),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False}",
      message: "the header lacks one of 'descr', 'fortran_order' and 'shape'", offset: 10),
    Case(
      header: "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
      message: "the header has 'fortran_order': 0, which has no place there", offset: 27),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': (1)}",
      message: "the header has 'shape': 1, which has no place there", offset: 51),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': None}",
      message: "the header has 'more': None, which has no place there", offset: 66),
    Case(
      header: "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
      message: "the header has 'descr': '<f4', which has no place there", offset: 27),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
      message: "'x' follows the header's dictionary", offset: 66),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
      message: "-1 is no size of an array", offset: 61),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
      message: "not an integer of 64 bits", offset: 61),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': ((((((((((1,),),),),),),),),)}",
      message: "the header nests too deep", offset: 67),
    Case(
      header: "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
      message: "arrays of records can't be tensors", offset: 20),
    Case(
      header: "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
      message: "an array of type '|O'", offset: 20),
    Case(
      header: "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}",
      data: [0, 0, 0, 0, 0, 0, 0, 0],
      message: "an array of type '<f8' is no TOSA tensor", offset: 20),
    Case(
      header: "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", data: [0],
      message: "an array of type '|u1' is no TOSA tensor", offset: 20),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 0)}",
      message: "axis 1 of the array [2, 0] is empty", offset: 60),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", data: [0, 0, 0, 0, 1],
      message: "an array of type '<f4' and shape [2] has 8 bytes of data, the file ends after 5",
      offset: 70),
    Case(
      header: "{'descr': '|i1', 'fortran_order': False, 'shape': (2,)}", data: [0, 0, 0],
      message: "an array of type '|i1' and shape [2] has 2 bytes of data, the file has 3",
      offset: 67),
    Case(
      header: "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4)}",
      message: "an array of type '<f4' and shape [4611686018427387904, 4] has "
        + "9223372036854775807 bytes of data, the file ends after 0",
      offset: 85),
    Case(
      header: "{'descr': '|b1', 'fortran_order': False, 'shape': (2,)}", data: [1, 2],
      message: "element 1 is 2, BOOL[2] holds 0 to 1", offset: 66),
    Case(
      header: "{'descr': '<i8', 'fortran_order': False, 'shape': ()}",
      data: [0, 0, 0, 0, 0, 0x80, 0, 0],
      message: "element 0 is 140737488355328, INT48[] holds -140737488355328 to 140737488355327",
      offset: 63),
    Case(
      header: "{'descr': '|i1', 'fortran_order': False, 'shape': (2,)}", data: [7, 8],
      expected: TensorType(.int4, [2]),
      message: "element 1 is 8, INT4[2] holds -8 to 7", offset: 66),
    Case(
      header: "{'descr': '|i1', 'fortran_order': False, 'shape': (2,)}", data: [7, 8],
      expected: TensorType(.fp32, [2]),
      message: "an array of type '|i1' and shape [2], FP32[2] is expected", offset: 20),
    Case(
      header: "{'descr': '|i1', 'fortran_order': False, 'shape': (2,)}", data: [7, 8],
      expected: TensorType(.int8, [1, 2]),
      message: "an array of type '|i1' and shape [2], INT8[1, 2] is expected", offset: 60),
  ]

  @Test(arguments: cases)
  func `says what is wrong and where`(wrong: Case) {
    let length = UInt8(wrong.header.utf8.count)
    let file =
      [0x93] + Array("NUMPY".utf8) + [1, 0, length, 0] + Array(wrong.header.utf8) + wrong.data
    let error = #expect(throws: InvalidInput.self) {
      try NumPyFile.decode(file, as: wrong.expected)
    }
    #expect(error?.message == wrong.message)
    #expect(error?.location.byteOffset == wrong.offset)
  }

  @Test(arguments: [
    ("", 0), ("ff", 0), ("934e554d5050 0100 7600", 0), ("934e554d5059", 6),
    ("934e554d5059 0400 7600", 6), ("934e554d5059 0101 7600", 6), ("934e554d5059 0100 7600", 10),
    ("934e554d5059 0100 0000", 10), ("934e554d5059 0200 0000", 10),
    ("934e554d5059 0200 00000001", 8),
  ])
  func `a damaged beginning is told from its first bytes`(hexadecimal: String, offset: Int) {
    let error = #expect(throws: InvalidInput.self) {
      try NumPyFile.decode(bytes(hexadecimal: hexadecimal))
    }
    #expect(error?.code == .format)
    #expect(error?.location.byteOffset == offset)
  }
}
