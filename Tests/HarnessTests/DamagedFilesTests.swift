import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

/// 20,000 damaged files: each is refused with one line that says which file and where, or is still
/// valid and then runs on every engine. A trap ends the test process, a hang its time limit.
@Suite(.timeLimit(.minutes(5))) struct DamagedFilesTests {
  /// Far below what any exported model needs, so that a valid file of absurd size is refused early.
  static let limits = ResourceLimits(tensorBytes: 4 << 20, sessionBytes: 32 << 20, work: 20_000_000)

  static let models = [
    "add_mul", "avgpool_pad", "conv1d_bn_relu", "conv2d_bn_relu", "linear_relu", "maxpool_pad",
    "mamba1_step_explog", "pools", "residual_add", "sigmoid", "softmax", "tanh",
  ].flatMap { ["\($0)_int8", "\($0)_fp32"] }

  @Test(arguments: 0..<20)
  func fiveHundredGraphs(chunk: UInt64) throws {
    try damage("model.tosa", count: 500, chunk: chunk)
  }

  @Test(arguments: 0..<20)
  func twoHundredAndFiftyPrograms(chunk: UInt64) throws {
    try damage("model.pte", count: 250, chunk: chunk)
  }

  @Test(arguments: 0..<10)
  func fiveHundredTensors(chunk: UInt64) throws {
    var random = SplitMix64(seed: 0x6e70_7900 + chunk)
    for _ in 0..<500 {
      let model = Self.models[random.integer(in: 0...Self.models.count - 1)]
      let whole = try FileContents.read(Repository.path(of: model, "float_in0.npy"))
      do throws(InvalidInput) {
        let tensor = try NumPyFile.decode(Self.damaged(whole, by: &random), file: "x.npy")
        #expect(tensor.bytes.count == tensor.type.byteCount)
      } catch {
        Self.checkOneLine(error, file: "x.npy")
      }
    }
  }

  private func damage(_ file: String, count: Int, chunk: UInt64) throws {
    var random = SplitMix64(seed: UInt64(file.utf8.count) << 32 + chunk)
    for _ in 0..<count {
      let model = Self.models[random.integer(in: 0...Self.models.count - 1)]
      let whole = try FileContents.read(Repository.path(of: model, file))
      let bytes = Self.damaged(whole, by: &random)
      let damaged: Model
      do throws(InvalidInput) {
        damaged = try Model(bytes, file: file, limits: Self.limits)
      } catch {
        Self.checkOneLine(error, file: file)
        continue
      }
      for name in EngineRegistry.names {
        try Self.run(damaged, on: EngineRegistry.engine(named: name), seed: random.next())
      }
    }
  }

  /// Results don't matter here: only that there are some, or an error of a family that blames the
  /// file, the engine or the values, never us.
  private static func run(_ model: Model, on engine: any Engine, seed: UInt64) {
    do throws(EngineError) {
      let plan = try model.prepare(on: engine)
      let outputs = try plan.run(SeededInputs.tensors(for: plan.inputs, seed: seed))
      #expect(outputs.map(\.type) == plan.outputs.map(\.type))
    } catch {
      switch error {
      case .invalid(let reason): checkOneLine(reason, file: model.file)
      case .unsupported, .unpredictable: break
      case .infrastructure, .internalFault: Issue.record("\(engine.name): \(error)")
      }
    }
  }

  private static func checkOneLine(_ error: InvalidInput, file: String) {
    let text = error.description
    #expect(text.hasPrefix(file), "\(text)")
    #expect(!text.contains("\n"), "\(text)")
    let place = error.location
    #expect(place.byteOffset != nil || place.element != nil || error.code == .limit, "\(text)")
  }

  /// Faults as ``Mutation`` makes them, or a 32-bit word replaced by an extreme one, or a cut.
  private static func damaged(_ bytes: [UInt8], by random: inout SplitMix64) -> [UInt8] {
    switch random.integer(in: 0...3) {
    case 0:
      return Array(bytes.prefix(random.integer(in: 0...bytes.count - 1)))
    case 1:
      var copy = bytes
      let words: [UInt32] = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fffc, 0x1_0000]
      for _ in 0..<random.integer(in: 1...3) {
        let place = random.integer(in: 0...bytes.count / 4 - 1) * 4
        let word = words[random.integer(in: 0...words.count - 1)]
        for index in 0..<4 { copy[place + index] = UInt8(truncatingIfNeeded: word >> (8 * index)) }
      }
      return copy
    default:
      return Mutation.damaged(bytes, by: &random)
    }
  }
}
