import Comparison
import Foundation
import Graph
import Kernels
import Testing

@testable import Harness

/// A small random model in files, run on this machine: what the runner makes of it, and of damage.
@Suite struct LadderRunnerTests {
  private static let shape = LadderModels.small

  /// Writes a model's folder with logits of the fp32 model, and hands over its path.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let folder = root.appending(path: "tiny").path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let model = LadderModel.random(Self.shape, seed: 3)
    try FileContents.write(
      try NumPyArchive.encode(Self.entries(model)), to: "\(folder)/weights.npz")
    let tokens = LadderModels.tokens(33, of: Self.shape, seed: 4).map(Int32.init)
    for name in ["tokens", "calibration"] {
      try FileContents.write(
        NumPyFile.encode(Tensor(tokens, .int32, [33])), to: "\(folder)/\(name).npy")
    }
    var reference = LadderReference(model)
    let logits = tokens.dropLast().flatMap { reference(Int($0)) }
    try FileContents.write(
      NumPyFile.encode(Tensor(logits, .fp32, [32, Self.shape.vocabulary])),
      to: "\(folder)/logits_fp32.npy")
    try body(folder)
  }

  private static func entries(_ model: LadderModel) -> [NumPyArchive.Entry] {
    let (width, inner) = (shape.model, shape.inner)
    var entries: [NumPyArchive.Entry] = []
    func add(_ name: String, _ values: [Float], _ sizes: [Int]) {
      entries.append((name, Tensor(values, .fp32, Shape(sizes))))
    }
    add("emb.weight", model.embedding, [shape.vocabulary, width])
    for (index, layer) in model.layers.enumerated() {
      add("blk.\(index).norm.w", layer.norm, [width])
      add("blk.\(index).in_proj.weight", layer.inProjection, [2 * inner, width])
      add("blk.\(index).conv.weight", layer.convWeight, [inner, 1, shape.taps])
      add("blk.\(index).conv.bias", layer.convBias, [inner])
      add("blk.\(index).x_proj.weight", layer.selection, [shape.selection, inner])
      add("blk.\(index).dt_proj.weight", layer.stepProjection, [inner, shape.rank])
      add("blk.\(index).dt_proj.bias", layer.stepBias, [inner])
      add("blk.\(index).A_log", layer.aLog, [inner, shape.states])
      add("blk.\(index).D", layer.skip, [inner])
      add("blk.\(index).out_proj.weight", layer.outProjection, [width, inner])
    }
    add("nf.w", model.norm, [width])
    add("head.weight", model.head, [shape.vocabulary, width])
    return entries
  }

  @Test func `the model is read as it was written`() throws {
    try withFolder { folder in
      let files = try LadderFiles(folder)
      #expect(files.model.shape == Self.shape)
      #expect(files.model.layers[1].aLog == LadderModel.random(Self.shape, seed: 3).layers[1].aLog)
      #expect(files.characters == 32)
      #expect(files.following.count == 32)
    }
  }

  @Test func `fused rungs are near fp32, every rung is a case`() throws {
    try withFolder { folder in
      var cases: [CaseResult] = []
      let run = try LadderRunner(folders: [folder], target: NativeTarget()).run(version: "1") {
        if case .caseFinished(let result) = $0 { cases.append(result) }
      }
      #expect(cases.map(\.suite) == Array(repeating: "ladder tiny", count: 6))
      #expect(cases.map { $0.name.prefix(6) } == (1...6).map { "rung \($0)" })
      let fused = run.results[0].rungs.filter { $0.measurement.rung == .fused }
      #expect(fused.map(\.measurement.numerics.characters) == [32])
      #expect(fused.allSatisfy { $0.measurement.numerics.topOneAgreement > 0.8 })
      #expect(fused.allSatisfy { $0.measurement.npuCalls == 9 })
    }
  }

  /// A target that lacks a rung.
  private struct LackingTarget: LadderTarget {
    let name = "lacking"
    func run(_ job: LadderJob) throws(EngineError) -> LadderRun {
      guard job.rung == .fixedPoint else { return try NativeTarget().run(job) }
      throw .unsupported(Unsupported(engine: name, subject: "rung 4", reason: "it has none"))
    }
  }

  /// Elsewhere what an engine can't do is no failure; a ladder without a rung is.
  @Test func `a rung that can't run fails, and the result says so`() throws {
    try withFolder { folder in
      var cases: [CaseResult] = []
      let run = try LadderRunner(folders: [folder], target: LackingTarget()).run(version: "1") {
        if case .caseFinished(let result) = $0 { cases.append(result) }
      }
      let lacking = try #require(cases.first { $0.name.hasPrefix("rung 4") })
      #expect(lacking.outcome == .fail)
      #expect(run.results[0].notRun.contains("\(lacking.name): \(lacking.message)"))
      #expect(!run.results[0].isPassed)
    }
  }

  @Test(arguments: ["weights.npz", "tokens.npy", "calibration.npy", "logits_fp32.npy"])
  func `a damaged file is named`(file: String) throws {
    try withFolder { folder in
      try FileContents.write([0x93, 1, 2], to: "\(folder)/\(file)")
      let error = #expect(throws: InvalidInput.self) { try LadderFiles(folder) }
      #expect(error?.description.contains(file) == true)
    }
  }
}
