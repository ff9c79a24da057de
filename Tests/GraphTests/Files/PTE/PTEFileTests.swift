import Foundation
import Graph
import TestSupport
import Testing

@Suite struct PTEFileTests {
  /// The payloads of a model as ExecuTorch also wrote them beside the program.
  static func payloads(of model: String) throws -> [[UInt8]] {
    let single = Repository.path(of: model, "model.tosa")
    if FileManager.default.fileExists(atPath: single) { return [try FileContents.read(single)] }
    return try [0, 1].map {
      try FileContents.read(Repository.path(of: model, "model_\($0).tosa"))
    }
  }

  @Test(arguments: Repository.modelNames)
  func `every model's payloads equal its .tosa files`(model: String) throws {
    let program = try Program(pteFile: Repository.path(of: model, "model.pte"))
    #expect(program.plans.map(\.name) == ["forward"])
    let delegates = try #require(program.plans.first).delegates
    #expect(delegates.allSatisfy { $0.id == "TOSABackend" })
    #expect(try delegates.map(\.payload) == Self.payloads(of: model))
    let spec = model.hasSuffix("int8") ? "TOSA-1.0+INT" : "TOSA-1.0+FP"
    #expect(delegates.allSatisfy { $0.compileSpec("tosa_spec") == spec })
  }

  @Test(arguments: Repository.modelNames)
  func `inputs and outputs fit the given arrays`(model: String) throws {
    let plan = try Program(pteFile: Repository.path(of: model, "model.pte")).plans[0]
    func types(_ values: [Int]) -> [TensorType?] { values.map { plan.values[$0].tensor?.type } }
    func given(_ prefix: String) throws -> [TensorType] {
      try Repository.files(of: model, startingWith: prefix).map { try NumPyFile.read($0).type }
    }
    #expect(try types(plan.inputs) == given("float_in"))
    #expect(try types(plan.outputs) == given("tosaref_final_out"))
  }

  // The schema's JSON of `flatc --json --strict-json --raw-binary program.fbs -- model.pte`.
  @Test func `a program of two delegates is read value by value`() throws {
    let plan = try Program(pteFile: Repository.path(of: "mamba1_step_int8", "model.pte")).plans[0]
    #expect(plan.inputs == [0, 1, 2])
    #expect(plan.outputs == [54, 61, 47])
    #expect(plan.memorySizes == [0, 3552])
    #expect(plan.instructions.count == 14)
    #expect(
      plan.instructions[3] == .delegateCall(delegate: 0, arguments: [3, 9, 21, 22, 23, 24, 25]))
    #expect(
      plan.instructions[10]
        == .delegateCall(delegate: 1, arguments: [15, 21, 22, 23, 24, 38, 44, 45, 46]))
    guard case .kernelCall(let op, let arguments) = plan.instructions[8] else {
      Issue.record("instruction 8 is \(plan.instructions[8])")
      return
    }
    #expect(plan.operators[op] == ProgramOperator("aten::where", overload: "self_out"))
    #expect(arguments == [34, 26, 36, 37, 37])
    #expect(
      plan.values[3].tensor
        == ProgramTensor(.char, [1, 32], allocation: .init(memory: 1, offset: 3520)))
    #expect(plan.delegates.map(\.payload.count) == [32_872, 53_080])
  }

  // Source as above; the doubles to the 12 digits that flatc prints.
  @Test func `boundary scales are those of the quantize calls`() throws {
    let plan = try Program(pteFile: Repository.path(of: "mamba1_step_int8", "model.pte")).plans[0]
    let expected: [(Int, Bool, Int, Int, Double, Int64)] = [
      (0, true, 0, 3, 0.023526940495, 14), (1, true, 1, 9, 0.026194833219, 5),
      (2, true, 2, 15, 0.031572479755, 10), (4, false, 26, 25, 0.00660993671, 3),
      (9, true, 37, 38, 0.004647368565, -128), (11, false, 47, 44, 0.013662979007, 11),
      (12, false, 54, 45, 0.001863694401, 10), (13, false, 61, 46, 0.026194833219, 5),
    ]
    let found = plan.boundaryConversions
    try #require(found.count == expected.count)
    for (conversion, row) in zip(found, expected) {
      #expect(conversion.instruction == row.0)
      #expect(conversion.isQuantize == row.1)
      #expect(conversion.real == row.2)
      #expect(conversion.integers == row.3)
      #expect(abs(conversion.quantization.scale - row.4) < 1e-12)
      #expect(conversion.quantization.zeroPoint == row.5)
      #expect(conversion.quantization.minimum == -128)
      #expect(conversion.quantization.maximum == 127)
    }
  }

  @Test func `an unused constant keeps its data`() throws {
    // The counter of a batch normalisation: int64 1, in segment 0.
    let plan = try Program(pteFile: Repository.path(of: "conv1d_bn_relu_fp32", "model.pte")).plans[
      0]
    let counter = try #require(plan.values[0].tensor)
    #expect(counter.scalarType == .long)
    #expect(counter.isConstant)
    #expect(counter.data?.count == 8)
    #expect(plan.inputs == [1])
  }

  @Test func `another kind of file is refused by its identifier`() throws {
    let tosa = try FileContents.read(Repository.path(of: "linear_relu_int8", "model.tosa"))
    let error = #expect(throws: InvalidInput.self) { try Program(pte: tosa, file: "model.tosa") }
    #expect(error?.location == InputLocation(file: "model.tosa", byteOffset: 4))
    #expect(!Program.isPTE(tosa))
  }

  @Test func `six thousand damaged programs never crash`() throws {
    var random = SplitMix64(seed: 7)
    let originals = try ["mamba1_step_int8", "pools_int8", "conv1d_bn_relu_fp32"].map {
      try FileContents.read(Repository.path(of: $0, "model.pte"))
    }
    var rejected = 0
    for index in 0..<6_000 {
      let bytes = Mutation.damaged(originals[index % originals.count], by: &random)
      do throws(InvalidInput) {
        _ = try Program(pte: bytes, file: "damaged.pte")
      } catch {
        rejected += 1
        #expect(error.location.file == "damaged.pte")
        #expect(error.location.byteOffset.map { $0 <= bytes.count } ?? false, "\(error)")
      }
    }
    #expect(rejected > 1_500)
  }
}
