import Comparison
import Graph
import Quantized
import Reference
import Testing

@testable import Fuzz

/// One engine on one graph written in two ways.
@Suite struct MetamorphicTests {
  private static let relations = MetamorphicRelation.allCases

  @Test(arguments: relations)
  func `what is written differently is valid, and gives the same`(relation: MetamorphicRelation)
    throws
  {
    var rewritten = 0
    for profile in [Profile.cnnInt, .int, .fp] {
      let generator = GraphGenerator(seed: 8, profile: profile)
      for number in 0..<60 {
        let item = generator.makeCase(number)
        let graph = try ValidatedGraph(item.graph)
        let engine: any Engine = profile == .fp ? ReferenceEngine() : QuantizedEngine()
        let other = RewrittenEngine(engine, relation, scope: profile == .fp ? .real : .exact)
        guard try other.rewritten(graph) != nil else { continue }
        rewritten += 1
        let oracle = DifferentialOracle(subject: other, trusted: engine)
        let failure = oracle.failure(of: item, graph: graph)
        #expect(failure == nil, "\(profile) \(number): \(failure?.signature.description ?? "")")
      }
    }
    #expect(rewritten > 50, "\(rewritten)")
  }

  /// Faults that one way of writing a graph meets and the other does not.
  @Test(arguments: relations)
  func `a kernel that is wrong in some place only is found`(relation: MetamorphicRelation) throws {
    let fault = PlacedFault(base: QuantizedEngine(), relation: relation)
    let oracle = DifferentialOracle(
      subject: RewrittenEngine(fault, relation), trusted: fault)
    let generator = GraphGenerator(seed: 8, profile: .cnnInt)
    let found = try (0..<200).lazy.compactMap { number -> Failure? in
      let item = generator.makeCase(number)
      return oracle.failure(of: item, graph: try ValidatedGraph(item.graph))
    }.first
    let failure = try #require(found)
    #expect(failure.signature.stage == .mismatch)
    #expect(failure.operatorIndex != nil)
  }

  @Test func `tensors of the original are shown by its own names`() throws {
    let item = GraphGenerator(seed: 8, profile: .cnnInt).makeCase(3)
    let graph = try ValidatedGraph(item.graph)
    let engine = RewrittenEngine(QuantizedEngine(), .split)
    let names = Set(graph.main.tensors.map(\.name))
    var shown: [TensorObservation] = []
    _ = try engine.prepare(graph).run(item.inputs) { shown.append($0) }
    #expect(!shown.isEmpty)
    for observation in shown {
      #expect(names.contains(observation.name))
      let op = graph.main.operators[observation.operatorIndex]
      #expect(op.outputs.contains { graph.main[$0].name == observation.name })
    }
  }
}

/// `base` with a kernel that goes wrong in some graphs only: a fault for each relation to find.
private struct PlacedFault: Engine {
  let base: any Engine
  let relation: MetamorphicRelation
  var name: String { "placed fault" }

  func unsupported(in graph: ValidatedGraph) -> [Unsupported] { base.unsupported(in: graph) }

  func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    var block = graph.main
    var constants: [Operator] = []
    for index in block.operators.indices where isHit(block.operators[index], in: graph) {
      // The zero point or the biases move by one.
      let op = block.operators[index]
      let operand = op.kind == .rescale ? 4 : 2
      guard let old = block[op.inputs[operand]].value, let numbers = old.integerValues else {
        continue
      }
      let wrong = Tensor(
        numbers: numbers.map { $0 > 0 ? Int($0) - 1 : Int($0) + 1 }, old.dtype, old.shape)
      let id = TensorID(block.tensors.count)
      block.tensors.append(TensorInfo(name: "wrong \(index)", type: old.type, value: wrong))
      block.operators[index].inputs[operand] = id
      constants.append(Operator(.const(Const()), inputs: [], outputs: [id]))
    }
    block.operators.insert(contentsOf: constants, at: 0)
    do {
      return try base.prepare(ValidatedGraph(Graph(main: block)))
    } catch let error as EngineError {
      throw error
    } catch {
      throw .internalFault(InternalFault("the planted fault breaks a rule: \(error)"))
    }
  }

  private func isHit(_ op: Operator, in graph: ValidatedGraph) -> Bool {
    let block = graph.main
    switch (relation, op.operation) {
    case (.identity, .rescale):
      // A fusion that fires wrongly: a RESCALE straight after a convolution.
      guard let producer = graph.producers[op.inputs[0].index],
        block[op.outputs[0]].type.dtype == .int8
      else { return false }
      return block.operators[producer].kind == .conv2D
    case (.transposed, .conv2D(let conv)):
      // A stride along the height that is taken for one along the width.
      return conv.stride.y > conv.stride.x
    case (.split, .conv2D):
      // Channels in blocks of four, the rest by another kernel.
      return block[op.outputs[0]].type.shape[3] % 4 == 1
    case (.batch, .conv2D):
      return block[op.outputs[0]].type.shape[0] > 1
    case (.requantized, .rescale):
      // Multipliers above 2^30 are taken for negative ones.
      return block[op.inputs[1]].value?.integerValues?.contains { $0 > 1 << 30 } ?? false
        && block[op.outputs[0]].type.dtype == .int8
    default: return false
    }
  }
}
