import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

@Suite struct NamedInputsTests {
  static let ports = [
    Port(name: "x", type: TensorType(.int8, [1, 8, 8, 8])),
    Port(name: "a=b", type: TensorType(.int8, [1, 8, 8, 8])),
  ]
  static let first = Repository.path(of: "add_mul_int8", "tosa_in0.npy")
  static let second = Repository.path(of: "add_mul_int8", "tosa_in1.npy")

  @Test(arguments: [
    [first, second], ["x=\(first)", "a=b=\(second)"], ["a=b=\(second)", "x=\(first)"],
    ["a=b=\(second)", first],
  ])
  func findsTensorsByNameOrOrder(arguments: [String]) throws {
    let expected = try [Self.first, Self.second].map { try NumPyFile.read($0) }
    #expect(try NamedInputs.read(arguments, for: Self.ports) == expected)
  }

  @Test(arguments: [
    ([], "'x' is missing"), ([first], "'a=b' is missing"),
    ([first, first, first], "3 inputs given"),
    (["x=\(first)", "x=\(first)"], "given twice"), (["y=\(first)"], "no input 'y'"),
    ([first, "nothing.npy"], "no such file"),
  ])
  func saysWhatIsWrong(arguments: [String], words: String) {
    let error = #expect(throws: InvalidInput.self) {
      try NamedInputs.read(arguments, for: Self.ports)
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func seededTensorsRepeatAndReachTheEnds() {
    let port = Port(name: "x", type: TensorType(.int8, [4096]))
    let tensors = SeededInputs.tensors(for: [port, port], seed: 9)
    #expect(tensors == SeededInputs.tensors(for: [port, port], seed: 9))
    #expect(tensors[0] != tensors[1])
    #expect(tensors[0] != SeededInputs.tensors(for: [port], seed: 10)[0])
    let values = Set(tensors[0].elements(as: Int8.self))
    #expect(values.contains(-128) && values.contains(127))
  }

  @Test(arguments: DType.allCases)
  func everyTypeHasSeededValues(dtype: DType) {
    let type = TensorType(dtype, [2, 3])
    let tensor = SeededInputs.tensors(for: [Port(name: "x", type: type)], seed: 1)[0]
    #expect(tensor.type == type)
    if let range = dtype.integerRange {
      #expect(tensor.integerValues?.allSatisfy(range.contains) == true)
    }
  }
}
