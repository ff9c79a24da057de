import Graph
import TestSupport
import Testing

@testable import Axon

/// The formulas on layers worked out by hand from `docs/cost-model.md`, and against what Nordic's
/// simulator measured.
struct TickModelTests {
  /// A depthwise layer of one 8x8 channel: 2 words a row, one tap group.
  /// fetch 3.285*2 + 8*max(5.439, 2.62) = 50.08; compute 8.847*3 + 8*(8 + 2.016) = 106.67;
  /// 20.8 + 54.7 + 106.67 = 182.17.
  @Test func depthwiseByHand() {
    var layer = Self.layer(.depthwise, AxonDims(c: 1, h: 8, w: 8), AxonDims(c: 1, h: 8, w: 8))
    layer.filterDims = AxonDims(c: 1, h: 3, w: 3)
    layer.pad = Padding2D(top: 1, bottom: 1, left: 1, right: 1)
    #expect(abs(TickModel.ticks(of: layer) - 182.169) < 1e-9)
  }

  /// 16 to 10: 66.3 + 0.417*16 + 10*max(8.065, 0.983*4 + 1.999) = 153.622.
  @Test func fullyConnectedByHand() {
    var layer = Self.layer(
      .fullyConnected, AxonDims(c: 1, h: 1, w: 16), AxonDims(c: 1, h: 1, w: 10))
    layer.filterDims = AxonDims(c: 1, h: 10, w: 16)
    layer.shifts = [8]
    #expect(abs(TickModel.ticks(of: layer) - 153.622) < 1e-9)
  }

  /// 4 rows of 2 words in 3 channels: 26.1 + 3*(44.1 + 3.482*2 + 4*max(12.004, 9.552)) = 323.34.
  @Test func addByHand() {
    let dims = AxonDims(c: 3, h: 4, w: 8)
    var layer = Self.layer(.add, dims, dims)
    layer.inputs.append(dims)
    #expect(abs(TickModel.ticks(of: layer) - 323.34) < 1e-9)
  }

  /// Means over 4 rows of 3 words in 2 channels: 20.6 + 2*(43.3 + 1.864*3 + 4*4.082 + 12*2 + 2.708)
  /// = 204.456.
  @Test func meanByHand() {
    var layer = Self.layer(.mean, AxonDims(c: 2, h: 4, w: 12), AxonDims(c: 2, h: 1, w: 12))
    layer.filterDims = AxonDims(c: 2, h: 4, w: 1)
    #expect(abs(TickModel.ticks(of: layer) - 204.456) < 1e-9)
  }

  /// Means over one axis, which took no part in the fit; the buffer is the compiler's.
  @Test func means() throws {
    let measured = try CycleRecords.read(
      FileContents.read(Repository.path(of: "Suites/axon/means.jsonl")))
    let total = CycleComparison(measured).total
    #expect(total.rows == 16)
    #expect(total.median < 0.04)
    #expect(total.p95 < 0.2)
    for measured in measured {
      #expect(InterlayerMemory(measured.layers).bytes == measured.memory.interlayerBytes)
    }
  }

  /// Layout and CPU operators take no time of AXON.
  @Test(arguments: [AxonOperation.reshape, .persistentVariable, .sigmoid, .tanh])
  func isFree(operation: AxonOperation) {
    let dims = AxonDims(c: 2, h: 3, w: 4)
    #expect(TickModel.ticks(of: Self.layer(operation, dims, dims)) == 0)
  }

  /// The errors on all measured single layers are those that `docs/cost-model.md` states.
  @Test func singleLayers() throws {
    let measured = try CycleTable.read(
      FileContents.read(Repository.path(of: "Suites/axon/cycles_dev.csv")))
    let total = CycleComparison(measured).total
    #expect(total.rows == 442)
    #expect(total.median < 0.008)
    #expect(total.p95 < 0.04)
  }

  @Test func networks() throws {
    let measured = try CycleRecords.read(
      FileContents.read(Repository.path(of: "Suites/axon/nets_dev.jsonl")))
    let total = CycleComparison(measured).total
    #expect(total.rows == 15)
    #expect(total.median < 0.012)
    #expect(total.p95 < 0.08)
  }

  static func layer(_ operation: AxonOperation, _ input: AxonDims, _ output: AxonDims) -> AxonLayer
  {
    AxonLayer(operation, operands: [.external(0)], inputs: [input], output: output)
  }
}
