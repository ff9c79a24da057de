import Axon
import Graph
import TestSupport
import Testing

/// Faults of one LSB planted into a run's tensors: each is unexplained, and nothing else is.
@Suite struct PlantedFaultTests {
  /// A place in one engine's tensor, and what is added there.
  private struct Fault {
    var tensor: String
    var element: Int
    var isAxon: Bool
    var step: Int
  }

  private static let pair: Result<TracedPair, any Error> = Result {
    let part = try #require(ExportedPart.all.first { $0.model == "dscnn_kws_int8" })
    return try TracedPair(part.graph(), inputs: part.inputs())
  }

  private func plant(_ faults: [Fault], in pair: TracedPair) throws -> TracedPair {
    var pair = pair
    for fault in faults {
      let path = fault.isAxon ? \TracedPair.axon : \TracedPair.quantized
      try #require(pair[keyPath: path][fault.tensor] != nil)
      pair[keyPath: path][fault.tensor]?.withMutableElements(as: Int8.self) {
        $0[fault.element] += Int8(fault.step)
      }
    }
    return pair
  }

  /// A fault in a random element of `tensor` that is one of `candidates`, after which the engines differ.
  private func fault(
    in tensor: String, at element: Int, of pair: TracedPair, _ random: inout SplitMix64
  ) throws -> Fault {
    let quantized = try value(pair.quantized[tensor], element)
    let axon = try value(pair.axon[tensor], element)
    let isAxon = random.integer(in: 0...1) == 0
    let (own, other) = isAxon ? (axon, quantized) : (quantized, axon)
    let steps = [-1, 1].filter { (-128...127).contains(own + $0) && own + $0 != other }
    return Fault(
      tensor: tensor, element: element, isAxon: isAxon,
      step: steps[random.integer(in: 0...steps.count - 1)])
  }

  private func value(_ tensor: Tensor?, _ element: Int) throws -> Int {
    try #require(tensor).withElements(as: Int8.self) { Int($0[element]) }
  }

  /// The elements of `tensor` in which the engines agree, or do not.
  private func elements(of tensor: String, in pair: TracedPair, differing: Bool) throws -> [Int] {
    let first = try #require(pair.quantized[tensor]).elements(as: Int8.self)
    let second = try #require(pair.axon[tensor]).elements(as: Int8.self)
    return first.indices.filter { (first[$0] != second[$0]) == differing }
  }

  @Test(arguments: [false, true])
  func `one at a time`(differing: Bool) throws {
    let pair = try Self.pair.get()
    let clean = try pair.explain()
    let tensors = clean.tensors.filter { !differing || $0.differing > 0 }
    var random = SplitMix64(seed: differing ? 21 : 20)
    for _ in 0..<100 {
      let tensor = tensors[random.integer(in: 0...tensors.count - 1)]
      let places = try elements(of: tensor.name, in: pair, differing: differing)
      let element = places[random.integer(in: 0...places.count - 1)]
      let fault = try fault(in: tensor.name, at: element, of: pair, &random)
      let report = try plant([fault], in: pair).explain()
      let found = try #require(report.tensors.first { $0.name == tensor.name })
      let shape = try #require(pair.axon[tensor.name]).shape
      #expect(found.unexplained == 1)
      #expect(found.examples.map(\.coordinates) == [shape.coordinates(ofFlatIndex: element)])
      #expect(found.differing == tensor.differing + (differing ? 0 : 1))
      // Before the fault everything is as it was.
      #expect(report.tensors.first { $0.unexplained > 0 }?.name == tensor.name)
    }
  }

  @Test(arguments: [false, true])
  func `two hundred in one tensor`(isAxon: Bool) throws {
    let pair = try Self.pair.get()
    let tensor = try #require(pair.explain().tensors.max { $0.differing < $1.differing })
    var random = SplitMix64(seed: isAxon ? 31 : 30)
    var places: Set<Int> = []
    while places.count < 200 { places.insert(random.integer(in: 0...tensor.elements - 1)) }
    let faults = try places.sorted().map { element in
      var fault = try fault(in: tensor.name, at: element, of: pair, &random)
      let own = try value((isAxon ? pair.axon : pair.quantized)[tensor.name], element)
      fault.isAxon = isAxon
      fault.step = own == 127 ? -1 : own == -128 ? 1 : fault.step
      return fault
    }
    let report = try plant(faults, in: pair).explain(scope: .all)
    let found = try #require(report.tensors.first { $0.name == tensor.name })
    #expect(found.unexplained == 200)
  }

  @Test func `one that makes the engines agree is seen among all`() throws {
    let pair = try Self.pair.get()
    let tensor = try #require(pair.explain().tensors.first { $0.differing > 0 })
    let element = try #require(elements(of: tensor.name, in: pair, differing: true).first)
    let step =
      try value(pair.quantized[tensor.name], element) - value(pair.axon[tensor.name], element)
    let fault = Fault(tensor: tensor.name, element: element, isAxon: true, step: step)
    let planted = try plant([fault], in: pair)
    let name = tensor.name
    #expect(try planted.explain().tensors.first { $0.name == name }?.unexplained == 0)
    #expect(try planted.explain(scope: .all).tensors.first { $0.name == name }?.unexplained == 1)
  }

  /// A product that is left out rounds nothing that could explain a fault.
  @Test(arguments: ["mean_pool", "mean_pool_keep", "mean_sum"])
  func `one in each element of a mean`(pattern: String) throws {
    let graph = try #require(try PatternExport(name: pattern).graph("int8"))
    let pair = try TracedPair(graph, inputs: PatternSketch.values(for: graph, seed: 3))
    let tensor = try #require(pair.explain(scope: .all).tensors.first)
    #expect(tensor.operation == "mean" && tensor.unexplained == 0)
    for element in 0..<tensor.elements {
      for isAxon in [false, true] {
        let own = try value((isAxon ? pair.axon : pair.quantized)[tensor.name], element)
        let fault = Fault(
          tensor: tensor.name, element: element, isAxon: isAxon, step: own == 127 ? -1 : 1)
        let report = try plant([fault], in: pair).explain(scope: .all)
        #expect(report.unexplained == 1)
      }
    }
  }

  @Test func `a run without a tensor that is needed is refused`() throws {
    var pair = try Self.pair.get()
    let name = try #require(pair.explain().tensors.first?.name)
    pair.axon[name] = nil
    #expect(throws: InvalidInput.self) { try pair.explain() }
  }
}
