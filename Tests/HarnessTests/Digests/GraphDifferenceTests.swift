import Graph
import TestSupport
import Testing

@testable import Harness

@Suite struct GraphDifferenceTests {
  private static func graph(of model: String = "linear_relu_int8") throws -> Graph {
    try Graph(tosaFile: Repository.path(of: model, "model.tosa"))
  }

  @Test func aGraphIsTheSameAsItself() throws {
    #expect(try GraphDifference.first(between: Self.graph(), and: Self.graph()) == nil)
  }

  @Test func namesTheElementOfAConstant() throws {
    let graph = try Self.graph()
    var other = graph
    let index = try #require(
      graph.regions[0].blocks[0].tensors.firstIndex {
        $0.value != nil && $0.type == TensorType(.int8, [32, 1, 1, 64])
      })
    let value = try #require(graph.regions[0].blocks[0].tensors[index].value)
    var elements = value.elements(as: Int8.self)
    let before = elements[64 * 3 + 5]
    elements[64 * 3 + 5] = before &+ 1
    other.regions[0].blocks[0].tensors[index].value = Tensor(elements, .int8, value.shape)
    let difference = try #require(GraphDifference.first(between: graph, and: other))
    #expect(
      difference.description
        == "tensor '\(graph.regions[0].blocks[0].tensors[index].name)': 1 of 2048 elements differ, "
        + "first at [3, 0, 0, 5]: \(Double(before)) against \(Double(before) + 1), difference -1.0")
  }

  @Test func namesATensorOfAnotherNameOrType() throws {
    let graph = try Self.graph()
    var other = graph
    let old = graph.regions[0].blocks[0].tensors[0].name
    other.regions[0].blocks[0].tensors[0].name = "renamed"
    let difference = try #require(GraphDifference.first(between: graph, and: other))
    #expect(difference.subject == "tensor '\(old)'")
    #expect(difference.difference.contains("'renamed'"))
  }

  @Test func namesAnOperatorOfOtherAttributes() throws {
    let graph = try Self.graph()
    var other = graph
    other.regions[0].blocks[0].operators.swapAt(0, 1)
    let difference = try #require(GraphDifference.first(between: graph, and: other))
    #expect(difference.subject.hasPrefix("operator 0 ("))
    #expect(difference.difference.contains("or has other attributes there"))
  }

  @Test func countsOperatorsThatAreTooMany() throws {
    let graph = try Self.graph()
    var other = graph
    other.regions[0].blocks[0].operators.removeLast()
    let difference = try #require(GraphDifference.first(between: graph, and: other))
    let count = graph.regions[0].blocks[0].operators.count
    #expect(difference.difference.hasPrefix("\(count) operators"))
    #expect(difference.difference.contains("against \(count - 1) and"))
  }

  @Test func twoModelsDiffer() throws {
    #expect(
      try GraphDifference.first(between: Self.graph(), and: Self.graph(of: "sigmoid_int8")) != nil)
  }
}
