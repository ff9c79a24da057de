import Axon
import Foundation
import Graph
import TestSupport
import Testing

/// Damaged input is refused or runs; it never traps.
@Suite struct DamageTests {
  /// In every version, for each has kernels of its own.
  private func replay(_ vector: AxonVector) throws(InvalidInput) {
    for version in AxonVersion.allCases { _ = try VectorReplay(vector, version: version) }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `vector files`(seed: UInt64) throws {
    let url = Repository.root.appending(path: "Suites/axon/dev.jsonl")
    let lines = [UInt8](try Data(contentsOf: url)).split(separator: UInt8(ascii: "\n"))
    var random = SplitMix64(seed: seed)
    var refused = 0
    for line in lines.map(Array.init) where line.count < 6_000 {
      let damaged = Mutation.damaged(line, by: &random)
      do throws(InvalidInput) {
        for vector in try AxonVectorReader.read(damaged) { try replay(vector) }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 50)
  }

  /// Numbers in place of others: sizes, strides and constants that fit nothing.
  @Test(arguments: [4, 5, 6] as [UInt64])
  func `vector files with other numbers`(seed: UInt64) throws {
    let url = Repository.root.appending(path: "Suites/axon/dev.jsonl")
    let lines = [UInt8](try Data(contentsOf: url)).split(separator: UInt8(ascii: "\n"))
    let odd = ["0", "-1", "1", "65535", "65536", "9223372036854775807", "-129", "7"]
    var random = SplitMix64(seed: seed)
    var refused = 0
    for line in lines where line.count < 6_000 {
      var text = String(decoding: line, as: UTF8.self)
      // One of the fields of a layer, by name.
      let fields = ["\"in\":[[", "\"out\":[", "_dims\":[", "stride\":[", "pad\":[", "_zp\":"]
      let field = fields[random.integer(in: 0...fields.count - 1)]
      guard let place = text.range(of: field)?.upperBound else { continue }
      let end = text[place...].firstIndex { !$0.isNumber && $0 != "-" } ?? place
      text.replaceSubrange(place..<end, with: odd[random.integer(in: 0...odd.count - 1)])
      do throws(InvalidInput) {
        for vector in try AxonVectorReader.read(Array(text.utf8)) { try replay(vector) }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 50)
  }

  @Test(arguments: ["conv1d_bn_relu_int8", "linear_relu_int8", "add_mul_int8", "pools_int8"])
  func graphs(model: String) throws {
    let bytes = [UInt8](
      try Data(contentsOf: URL(filePath: Repository.path(of: model, "model.tosa"))))
    let limits = ResourceLimits(tensorBytes: 1 << 22, sessionBytes: 1 << 26, work: 1 << 24)
    var random = SplitMix64(seed: 7)
    var ran = 0
    for _ in 0..<300 {
      let damaged = Mutation.damaged(bytes, by: &random)
      guard let graph = try? ValidatedGraph(Graph(tosa: damaged), limits: limits) else { continue }
      do {
        let plan = try AxonEngine().prepare(graph)
        _ = try plan.run(plan.inputs.map { Tensor(zeros: $0.type) })
        ran += 1
      } catch {
        if case .internalFault(let fault) = error { Issue.record("\(fault)") }
      }
    }
    #expect(ran > 0)
  }
}
