import Graph
import TestSupport
import Testing

@testable import Axon

/// The scales of a TABLE are found again, and only of the function that it is.
@Suite struct TableFitTests {
  private static func fit(_ sketch: TableSketch, as function: TableFunction) -> TableFit? {
    TableFit(sketch.entries, as: function, inputZeroPoint: sketch.inputZeroPoint)
  }

  /// Input ranges from 1 to 24 wide, every kind of zero point.
  @Test(arguments: [(TableSketch.Function.sigmoid, TableFunction.sigmoid), (.tanh, .tanh)])
  func `scales are found again`(kind: TableSketch.Function, function: TableFunction) throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<25 {
      let range = 1 + 23 * random.unit()
      let sketch = TableSketch(
        kind, inputScale: range / 255, inputZeroPoint: random.integer(in: -100...100))
      let fit = try #require(Self.fit(sketch, as: function), "\(sketch)")
      #expect((fit.inputScale / sketch.inputScale - 1).magnitude <= fit.uncertainty)
      // The output scale is uncertain too: by what half a step of the largest entry is.
      #expect((fit.outputScale / sketch.outputScale - 1).magnitude < 0.02, "\(sketch)")
      #expect(fit.outputZeroPoint == sketch.outputZeroPoint)
      // The scales that were found make the same table.
      let again = TableSketch(
        function: kind, inputScale: fit.inputScale, inputZeroPoint: sketch.inputZeroPoint,
        outputScale: fit.outputScale, outputZeroPoint: fit.outputZeroPoint)
      #expect(again.entries == sketch.entries)
    }
  }

  @Test func `an exponential is found again`() throws {
    for range in [0.3, 2, 9, 20] {
      let sketch = TableSketch(.exponential, inputScale: range / 255, inputZeroPoint: 127)
      let fit = try #require(Self.fit(sketch, as: .exponential))
      #expect((fit.inputScale / sketch.inputScale - 1).magnitude <= fit.uncertainty)
    }
  }

  @Test func `a scale that is asked for is kept`() throws {
    let sketch = TableSketch(own: .sigmoid, inputScale: 0.04)
    let own = TableFit(
      sketch.entries, as: .sigmoid, inputZeroPoint: 0, outputScale: 0x1p-8)
    #expect(own?.outputScale == 0x1p-8)
    #expect(
      TableFit(sketch.entries, as: .sigmoid, inputZeroPoint: 0, outputScale: 0x1p-8 * 1.1) == nil)
  }

  @Test(arguments: [
    TableSketch(.silu, inputScale: 0.04, inputZeroPoint: 0),
    TableSketch(.identity, inputScale: 0.04, inputZeroPoint: 3),
    TableSketch(.exponential, inputScale: 0.02, inputZeroPoint: 127),
    TableSketch(.exponential, inputScale: 0.02, inputZeroPoint: 0),
  ])
  func `another function is none of the two`(sketch: TableSketch) {
    #expect(Self.fit(sketch, as: .sigmoid) == nil)
    #expect(Self.fit(sketch, as: .tanh) == nil)
  }

  /// The scale of the argument says nothing of a straight line.
  @Test func `a tanh that never bends is no tanh`() {
    #expect(
      Self.fit(TableSketch(.tanh, inputScale: 0.0005, inputZeroPoint: 0), as: .tanh) == nil)
  }

  @Test(arguments: [-128, -60, 0, 60, 127])
  func `one entry that is 2 off is enough`(place: Int) {
    var entries = TableSketch(.sigmoid, inputScale: 0.03, inputZeroPoint: 4).entries
    entries[place + 128] = entries[place + 128] > 100 ? 100 : entries[place + 128] + 2
    #expect(TableFit(entries, as: .sigmoid, inputZeroPoint: 4) == nil)
  }

  /// PyTorch's own tables of other functions.
  @Test(arguments: ["hardsigmoid", "silu", "gelu", "hardswish", "leaky_relu", "softplus_explog"])
  func `an exported table of another function is none of the two`(name: String) throws {
    let graph = try ValidatedGraph(
      Graph(tosaFile: Repository.path(of: "patterns/\(name)", "int8.tosa")))
    let tables = graph.main.operators.filter { $0.kind == .table }
    try #require(!tables.isEmpty)
    for op in tables {
      let entries = try #require(graph.constant(op.inputs[1])).elements(as: Int8.self)
      for zeroPoint in stride(from: -128, through: 127, by: 15) {
        #expect(TableFit(entries, as: .sigmoid, inputZeroPoint: zeroPoint) == nil)
        #expect(TableFit(entries, as: .tanh, inputZeroPoint: zeroPoint) == nil)
      }
    }
  }
}
