import Graph
import Portable
import Quantized
import Reference
import TestSupport
import Testing

/// Programs that can't be run, and what is said of them.
@Suite struct RefusalTests {
  static func message(_ plan: ExecutionPlan) -> String {
    do throws(EngineError) {
      _ = try ProgramPlan(Program(plans: [plan]), engine: NoEngine())
      return "accepted"
    } catch {
      return error.description
    }
  }

  static let exp = ProgramOperator("aten::exp", overload: "out")

  /// `exp` of value 0 into value 1, with the given values and one memory of 64 bytes.
  static func plan(
    _ input: ProgramTensor, _ output: ProgramTensor, instructions: [Instruction]? = nil
  ) -> ExecutionPlan {
    ExecutionPlan(
      values: [.tensor(input), .tensor(output)], inputs: [0], outputs: [1],
      instructions: instructions ?? [.kernelCall(operator: 0, arguments: [0, 1, 1])],
      operators: [exp], memorySizes: [0, 64])
  }

  static let float4 = ProgramTensor(.float, [4])

  static func planned(_ offset: Int, _ type: ScalarType = .float, _ shape: Shape = [4])
    -> ProgramTensor
  {
    ProgramTensor(type, shape, allocation: .init(memory: 1, offset: offset))
  }

  @Test(arguments: [
    (
      plan(ProgramTensor(.double, [4]), float4),
      "portable: input 0: value 0 is of DOUBLE"
    ),
    (
      plan(ProgramTensor(.float, [2, 2], dimensionOrder: [1, 0]), float4),
      "portable: input 0: value 0 is laid out in the order [1, 0] from element 0"
    ),
    (
      plan(ProgramTensor(.float, [4], dynamism: .bounded), float4),
      "portable: input 0: value 0 has a dynamic shape"
    ),
    (
      plan(ProgramTensor(.half, [4]), float4),
      "portable: instruction 0 (aten::exp.out): input is FP16, there is a kernel for FP32"
    ),
    (
      plan(float4, ProgramTensor(.float, [2, 2])),
      "instruction 0 (aten::exp.out): out has the shape [2, 2], [4] is expected"
    ),
    (
      plan(float4, ProgramTensor(.float, [4], data: [UInt8](repeating: 0, count: 16))),
      "portable: instruction 0 (aten::exp.out): "
        + "value 1 has an initial state, which programs can change"
    ),
    (
      plan(float4, ProgramTensor(.float, [4], isExternal: true)),
      "portable: instruction 0 (aten::exp.out): value 1 has its data in another file"
    ),
    (
      plan(float4, float4, instructions: []),
      "output 0: value 1 is read before anything wrote it"
    ),
    (
      plan(float4, float4, instructions: [.jumpFalseCall(condition: 0, destination: 1)]),
      "portable: instruction 0 (jump if false): programs with control flow"
    ),
    (
      plan(float4, float4, instructions: [.kernelCall(operator: 0, arguments: [0])]),
      "instruction 0 (aten::exp.out): 1 arguments, argument 1 is missing"
    ),
    (
      plan(planned(52), float4),
      "input 0: FP32[4] at byte 52 of memory 1 lies outside it"
    ),
    (
      plan(ProgramTensor(.float, [1 << 40]), float4),
      "input 0: value 0, FP32[1099511627776], takes more memory than is allowed"
    ),
    // The result overwrites half of the input, which is then read again.
    (
      plan(
        planned(0), planned(8),
        instructions: [
          .kernelCall(operator: 0, arguments: [0, 1, 1]),
          .kernelCall(operator: 0, arguments: [0, 1, 1]),
        ]),
      "portable: instruction 1 (aten::exp.out): value 0 reads memory that holds parts of other tensors"
    ),
  ])
  func `a program that can't be run is refused by its part`(plan: ExecutionPlan, message: String) {
    #expect(Self.message(plan) == message)
  }

  @Test func `an unknown operator is named with its instruction`() {
    var plan = Self.plan(Self.float4, Self.float4)
    plan.operators = [ProgramOperator("aten::erfinv", overload: "out")]
    #expect(
      Self.message(plan)
        == "portable: instruction 0 (aten::erfinv.out): there is no kernel for the operator")
  }

  @Test func `a delegate of another backend is named`() {
    var plan = Self.plan(Self.float4, Self.float4)
    plan.delegates = [BackendDelegate(id: "XnnpackBackend", payload: [])]
    #expect(
      Self.message(plan)
        == "portable: delegate 0: it is made for XnnpackBackend, only TOSABackend can be run")
  }

  @Test func `everything that is missing is listed`() throws {
    var plan = Self.plan(Self.float4, Self.float4)
    plan.operators.append(ProgramOperator("aten::erfinv", overload: "out"))
    plan.instructions += [
      .kernelCall(operator: 1, arguments: [0, 1, 1]),
      .kernelCall(operator: 1, arguments: [0, 1, 1]),
    ]
    let fp32 = try Program(pteFile: Repository.path(of: "sigmoid_fp32", "model.pte")).plans[0]
    plan.delegates = fp32.delegates + [BackendDelegate(id: "XnnpackBackend", payload: [])]
    let missing = try ProgramPlan.unsupported(
      in: Program(plans: [plan]), engine: QuantizedEngine())
    #expect(
      missing.map(\.subject) == [
        "instruction 1 (aten::erfinv.out)", "instruction 2 (aten::erfinv.out)",
        "delegate 0: operator 0 (SIGMOID -> 'tosa_sigmoid_default')", "delegate 1",
      ])
  }

  @Test func `a broken payload is named by its delegate`() {
    var plan = Self.plan(Self.float4, Self.float4)
    plan.delegates = [BackendDelegate(id: "TOSABackend", payload: [1, 2, 3])]
    #expect(Self.message(plan).hasPrefix("byte 0: delegate 0: "))
  }

  /// ExecuTorch elides views: the same bytes are read as another value.
  @Test func `a value at the place of another one is that one`() throws {
    let plan = ExecutionPlan(
      values: [
        .tensor(Self.planned(0)), .tensor(Self.planned(16)),
        .tensor(Self.planned(16, .float, [2, 2])), .tensor(Self.planned(32, .float, [2, 2])),
      ], inputs: [0], outputs: [3, 2],
      instructions: [
        .kernelCall(operator: 0, arguments: [0, 1, 1]),
        .kernelCall(operator: 0, arguments: [2, 3, 3]),
      ], operators: [Self.exp], memorySizes: [0, 64])
    let outputs = try ProgramPlan(Program(plans: [plan]), engine: NoEngine())
      .run([Tensor([0, 0, 0, 0] as [Float], .fp32, [4])])
    #expect(outputs[1] == Tensor([1, 1, 1, 1] as [Float], .fp32, [2, 2]))
    #expect(outputs[0].elements(as: Float.self).allSatisfy { $0 == 0x1.5bf0a8p1 })
  }

  @Test func `five thousand damaged programs are refused or run`() throws {
    var random = SplitMix64(seed: 11)
    let models = ["mamba1_step_int8", "pools_int8", "add_mul_int8", "sigmoid_fp32"]
    let originals = try models.map { try FileContents.read(Repository.path(of: $0, "model.pte")) }
    var ran = 0
    for index in 0..<5_000 {
      let choice = index % models.count
      let engine: any Engine = choice == 3 ? ReferenceEngine() : QuantizedEngine()
      let bytes = Mutation.damaged(originals[choice], by: &random)
      guard let program = try? Program(pte: bytes),
        let plan = try? ProgramPlan(program, engine: engine)
      else { continue }
      let inputs = plan.inputs.map { Tensor(zeros: $0.type) }
      if (try? plan.run(inputs)) != nil { ran += 1 }
    }
    #expect(ran > 100)
  }
}
