import CVectorKernels
import Graph
import TestSupport
import Testing

@testable import Reference

/// Vector kernels give the bits of their scalar twin at every level that this machine has.
@Suite struct VectorLevelTests {
  static let levels = Array(1...max(1, cvk_best_level())).filter { $0 <= cvk_best_level() }

  static let convolutions = OperatorGolden.all.filter {
    $0.name.hasPrefix("conv2d") || $0.name.hasPrefix("depthwise")
  }

  @Test(arguments: levels, convolutions)
  func convolutionsAreEqual(_ level: Int32, _ golden: OperatorGolden) throws {
    #expect(
      try ReferenceEngine(level: level).prepare(golden.graph).run(golden.inputs)
        == ReferenceEngine(level: 0).prepare(golden.graph).run(golden.inputs))
  }

  @Test(arguments: levels, ExportedGraph.fp32)
  func exportedModelsAreEqual(_ level: Int32, _ file: String) throws {
    let exported = try ExportedGraph(file)
    #expect(
      try ReferenceEngine(level: level).prepare(exported.graph).run(exported.inputs)
        == ReferenceEngine(level: 0).prepare(exported.graph).run(exported.inputs))
  }
}
