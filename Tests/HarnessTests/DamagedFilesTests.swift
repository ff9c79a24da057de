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
        let tensor = try NumPyFile.decode(FileDamage.damaged(whole, by: &random), file: "x.npy")
        #expect(tensor.bytes.count == tensor.type.byteCount)
      } catch {
        Self.checkOneLine(error, file: "x.npy")
      }
    }
  }

  private func damage(_ file: String, count: Int, chunk: UInt64) throws {
    var random = SplitMix64(seed: UInt64(file.utf8.count) << 32 + chunk)
    var refused = 0
    var ran = 0
    for _ in 0..<count {
      let model = Self.models[random.integer(in: 0...Self.models.count - 1)]
      let whole = try FileContents.read(Repository.path(of: model, file))
      let bytes = FileDamage.damaged(whole, by: &random)
      let start = Self.processorSeconds
      do throws(InvalidInput) {
        let damaged = try Model(bytes, file: file, limits: Self.limits)
        // The worker of axon-sdk is the program itself, which a test is not.
        for name in EngineRegistry.names where name != "axon-sdk" {
          let engine = try EngineRegistry.engine(named: name)
          if Self.run(damaged, on: engine, seed: random.next()) { ran += 1 }
        }
      } catch {
        Self.checkOneLine(error, file: file)
        refused += 1
      }
      #expect(Self.processorSeconds - start < 1)
    }
    // Neither half of the test may become empty unnoticed.
    #expect(refused > count / 10)
    #expect(ran > count / 10)
  }

  /// Results don't matter here: only that there are some, or an error of a family that blames the
  /// file, the engine or the values, never us.
  /// - Returns: whether there were results.
  private static func run(_ model: Model, on engine: any Engine, seed: UInt64) -> Bool {
    do throws(EngineError) {
      let plan = try model.prepare(on: engine)
      let outputs = try plan.run(SeededInputs.tensors(for: plan.inputs, seed: seed))
      #expect(outputs.map(\.type) == plan.outputs.map(\.type))
      return true
    } catch {
      switch error {
      case .invalid(let reason): checkOneLine(reason, file: model.file)
      case .unsupported, .unpredictable: break
      case .infrastructure, .internalFault: Issue.record("\(engine.name): \(error)")
      }
      return false
    }
  }

  private static func checkOneLine(_ error: InvalidInput, file: String) {
    let text = error.description
    #expect(text.hasPrefix(file), "\(text)")
    #expect(!text.contains("\n"), "\(text)")
    let place = error.location
    #expect(place.byteOffset != nil || place.element != nil || error.code == .limit, "\(text)")
  }

  /// What this thread has computed: unlike the clock on the wall, no other process adds to it.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
