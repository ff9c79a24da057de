import Comparison
import Graph
import Testing

@Suite struct DivergenceTests {
  /// x -> 0: ABS -> a -> 1: ABS -> b, x -> 2: CLZ -> c, b + c -> 3: ADD -> y.
  private static let block: Block = {
    let names = ["x", "a", "b", "c", "y"]
    let tensors = names.map { TensorInfo(name: $0, type: TensorType(.int32, [3])) }
    func make(_ operation: Operation, _ inputs: [Int], _ output: Int) -> Operator {
      Operator(operation, inputs: inputs.map(TensorID.init), outputs: [TensorID(output)])
    }
    return Block(
      tensors: tensors,
      operators: [
        make(.unary(.abs), [0], 1), make(.unary(.abs), [1], 2), make(.unary(.clz), [0], 3),
        make(.binary(.add), [2, 3], 4),
      ], inputs: [TensorID(0)], outputs: [TensorID(4)])
  }()

  private static func observe(_ values: [(String, Int, [Int32])]) -> [TensorObservation] {
    values.map { name, index, values in
      TensorObservation(
        name: name, operatorIndex: index, tensor: Tensor(values, .int32, [values.count]))
    }
  }

  private static let expected = observe([
    ("a", 0, [1, 2, 3]), ("b", 1, [4, 5, 6]), ("c", 2, [7, 8, 9]), ("y", 3, [11, 13, 15]),
  ])

  private static func first(
    _ actual: [TensorObservation], _ expected: [TensorObservation] = expected,
    tolerance: Tolerance = .exactIntegers
  ) throws -> Divergence? {
    try Divergence.first(in: block, actual: actual, expected: expected, tolerance: tolerance)
  }

  @Test func `finds nothing where all is equal`() throws {
    #expect(try Self.first(Self.expected) == nil)
  }

  @Test func `names operator, element and values of the first that differs`() throws {
    var actual = Self.expected
    actual[1].tensor = Tensor([4, 9, 6] as [Int32], .int32, [3])
    actual[3].tensor = Tensor([11, 17, 15] as [Int32], .int32, [3])
    let found = try #require(try Self.first(actual))
    #expect(found.operatorIndex == 1 && found.tensor == "b" && found.metrics.maxAbsolute == 4)
    #expect(
      found.description
        == "operator 1 (ABS -> 'b'): 1 of 3 elements differ, first at [1]: got 9, expected 5")
  }

  @Test func `an engine may observe in another order`() throws {
    var actual = Self.expected
    actual[1].tensor = Tensor([4, 9, 6] as [Int32], .int32, [3])
    actual[2].tensor = Tensor([7, 0, 9] as [Int32], .int32, [3])
    #expect(try Self.first([actual[3], actual[2], actual[1], actual[0]])?.tensor == "b")
  }

  @Test func `tensors that one engine fused away are left out, on either side`() throws {
    var actual = Self.expected
    actual[0].tensor = Tensor([0, 0, 0] as [Int32], .int32, [3])
    actual[1].tensor = Tensor([4, 9, 6] as [Int32], .int32, [3])
    let fused = Array(Self.expected.dropFirst())
    #expect(try Self.first(actual, fused)?.tensor == "b")
    #expect(try Self.first(Array(actual.dropFirst()))?.tensor == "b")
  }

  @Test func `what the tolerance allows is no divergence`() throws {
    var actual = Self.expected
    actual[0].tensor = Tensor([1, 3, 3] as [Int32], .int32, [3])
    actual[2].tensor = Tensor([7, 8, 11] as [Int32], .int32, [3])
    let tolerance = Tolerance([.maxLSB(1)], reason: "a test")
    #expect(try Self.first(actual, tolerance: tolerance)?.tensor == "c")
  }

  @Test func `an index that the block does not have is named by its tensor`() throws {
    let actual = Self.observe([("a", 99, [0, 0, 0])])
    #expect(try Self.first(actual)?.subject == "tensor 'a'")
  }

  @Test func `lists delegates in the order they ran, though each counts its own operators`() throws
  {
    let expected = Self.observe([("delegate0/p", 5, [1]), ("delegate1/q", 0, [1])])
    let actual = Self.observe([("delegate0/p", 5, [2]), ("delegate1/q", 0, [2])])
    let found = try Divergence.all(actual: actual, expected: expected) { $0.name }
    #expect(found.map(\.tensor) == ["delegate0/p", "delegate1/q"])
  }
}
