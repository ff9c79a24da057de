import Axon
import Graph
import Quantized
import Testing

/// How claimed operators gather into regions.
@Suite struct RegionTests {
  /// The operators of each region by kind, and the outputs against `quantized`'s.
  static func regions(
    _ build: (inout PatternSketch) -> [TensorID]
  ) throws -> [[AxonOperation]] {
    var sketch = PatternSketch(seed: 11)
    let outputs = build(&sketch)
    let graph = try sketch.graph(outputs)
    let plan = try AxonEngine().compile(graph)
    let inputs = PatternSketch.values(for: graph, seed: 12)
    let expected = try QuantizedEngine().prepare(graph).run(inputs)
    var observed: Set<String> = []
    let results = try plan.run(inputs) { observed.insert($0.name) }
    for (result, tensor) in zip(results, expected) {
      #expect((histogram(result, tensor).keys.max() ?? 0) <= 2)
    }
    #expect(graph.outputs.allSatisfy { observed.contains($0.name) })
    return plan.report.networks.map { $0.layers.map(\.operation) }
  }

  static func pointwise(_ sketch: inout PatternSketch, _ x: TensorID) -> TensorID {
    sketch.convolve(x, channels: 4, kernel: (1, 1), zeroPoints: (-9, -9))
  }

  @Test func `a detour over the CPU parts a region in two`() throws {
    // conv -> add and conv -> table -> add: joined, the region would wait for itself.
    let regions = try Self.regions {
      let x = Self.pointwise(&$0, $0.input([1, 4, 5, 4]))
      return [$0.combine(.add, x, $0.table(x))]
    }
    #expect(regions == [[.pointwise], [.add]])
  }

  @Test func `branches that meet again are one region`() throws {
    let regions = try Self.regions {
      let x = Self.pointwise(&$0, $0.input([1, 4, 5, 4]))
      let (y, z) = (Self.pointwise(&$0, x), Self.pointwise(&$0, x))
      return [$0.combine(.add, y, z), x]
    }
    #expect(regions == [[.pointwise, .pointwise, .pointwise, .add]])
  }

  @Test func `a later detour does not part what it does not need`() throws {
    let regions = try Self.regions {
      let x = Self.pointwise(&$0, $0.input([1, 4, 5, 4]))
      let y = Self.pointwise(&$0, x)
      return [$0.combine(.add, Self.pointwise(&$0, $0.table(y)), x)]
    }
    #expect(regions == [[.pointwise, .pointwise], [.pointwise, .add]])
  }

  @Test func `operands that lie differently part a region`() throws {
    // The same image as NHWC and as NCHW: one of them has to be turned on the way.
    let regions = try Self.regions {
      let x = Self.pointwise(&$0, $0.input([1, 4, 4, 4]))
      let y = Self.pointwise(&$0, $0.input([1, 4, 4, 4]))
      return [$0.combine(.add, x, $0.transpose(y, [0, 3, 1, 2]))]
    }
    #expect(regions == [[.pointwise, .add], [.pointwise]])
  }

  @Test func `a view that the CPU needs too is the CPU's`() throws {
    let regions = try Self.regions {
      let x = $0.transpose($0.input([1, 4, 5, 6]), [0, 2, 3, 1])
      return [Self.pointwise(&$0, x), $0.table(x)]
    }
    #expect(regions == [[.pointwise]])
  }

  @Test func `a view of an input that is handed out is the CPU's`() throws {
    let regions = try Self.regions {
      let x = $0.transpose($0.input([1, 4, 5, 6]), [0, 2, 3, 1])
      let y = $0.reshape(x, to: [1, 6, 5, 4])
      return [Self.pointwise(&$0, y), y, x]
    }
    #expect(regions == [[.pointwise]])
  }

  @Test func `one tensor enters once for readers that agree, twice for others`() throws {
    var sketch = PatternSketch(seed: 1)
    let x = sketch.input([1, 4, 4, 4])
    let y = sketch.transpose(x, [0, 3, 1, 2])
    let sum = sketch.combine(.add, x, y, zeroPoints: (1, 1, 0))
    let more = sketch.combine(.add, x, sum)
    let graph = try sketch.graph(more)
    let plan = try AxonEngine().compile(graph)
    #expect(plan.report.networks.map(\.externals.count) == [2])
    let inputs = PatternSketch.values(for: graph, seed: 2)
    let expected = try QuantizedEngine().prepare(graph).run(inputs)[0]
    #expect((histogram(try plan.run(inputs)[0], expected).keys.max() ?? 0) <= 2)
  }

  @Test func `a graph without operators hands its inputs out`() throws {
    var sketch = PatternSketch(seed: 1)
    let x = sketch.input([2, 2])
    let constant = sketch.int8([5, 6])
    let graph = try sketch.graph([x, constant])
    let inputs = PatternSketch.values(for: graph, seed: 3)
    let outputs = try AxonEngine().prepare(graph).run(inputs)
    #expect(outputs == [inputs[0], Tensor([5, 6] as [Int8], .int8, [2])])
  }

  @Test func `long chains are one region`() throws {
    var sketch = PatternSketch(seed: 1)
    var x = sketch.input([1, 1, 4, 4])
    for _ in 0..<3_000 { x = sketch.multiply(x, x, zeroPoints: (-9, -9, -9)) }
    let plan = try AxonEngine().compile(try sketch.graph(x))
    #expect(plan.report.networks.map(\.layers.count) == [3_000])
  }
}
