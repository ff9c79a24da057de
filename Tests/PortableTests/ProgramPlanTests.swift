import Graph
import Portable
import TestSupport
import Testing

/// Programs with the TOSA reference model's own results in place of the delegates: whatever differs
/// then is ours.
@Suite struct ProgramPlanTests {
  static func tensors(_ model: String, _ prefix: String) throws -> [Tensor] {
    try Repository.files(of: model, startingWith: prefix).map { try NumPyFile.read($0) }
  }

  @Test(arguments: Repository.modelNames)
  func `every model gives the final outputs bit for bit`(model: String) throws {
    let program = try Program(pteFile: Repository.path(of: model, "model.pte"))
    let plan = try ProgramPlan(program, engine: ReplayEngine(model: model))
    let outputs = try plan.run(Self.tensors(model, "float_in"))
    #expect(try outputs == Self.tensors(model, "tosaref_final_out"))
    #expect(plan.outputs.map(\.type) == outputs.map(\.type))
  }

  /// FP32 holds every INT8 exactly, so real values that happen to be integers change nothing.
  @Test(arguments: Repository.modelNames.filter { $0.hasSuffix("int8") })
  func `an engine of real values gives the same where they are integers`(model: String) throws {
    let program = try Program(pteFile: Repository.path(of: model, "model.pte"))
    let plan = try ProgramPlan(program, engine: ReplayEngine(model: model, givesReals: true))
    let outputs = try plan.run(Self.tensors(model, "float_in"))
    #expect(try outputs == Self.tensors(model, "tosaref_final_out"))
  }

  @Test func `a session runs many times and keeps nothing`() throws {
    let model = "mamba1_step_int8"
    let program = try Program(pteFile: Repository.path(of: model, "model.pte"))
    let plan = try ProgramPlan(program, engine: ReplayEngine(model: model))
    let session = try plan.makeSession()
    let inputs = try Self.tensors(model, "float_in")
    var first = plan.makeOutputs()
    try session.run(inputs, into: &first)
    var second = plan.makeOutputs()
    try session.run(inputs, into: &second)
    #expect(first == second)
  }

  @Test func `observers see kernels' values and the delegates' tensors, in order`() throws {
    let model = "mamba1_step_int8"
    let program = try Program(pteFile: Repository.path(of: model, "model.pte"))
    let plan = try ProgramPlan(program, engine: ReplayEngine(model: model))
    var seen: [String] = []
    _ = try plan.run(Self.tensors(model, "float_in")) { seen.append($0.name) }
    let graphs = try ReplayEngine(model: model).recordings.map { try ValidatedGraph($0.graph) }
    #expect(
      seen == ["value3", "value9", "value15"] + graphs[0].outputs.map { "delegate0/\($0.name)" }
        + ["value26", "value33", "value34", "value36", "value37", "value38"]
        + graphs[1].outputs.map { "delegate1/\($0.name)" } + ["value47", "value54", "value61"])
  }

  @Test func `ports have the model's types and names of their own`() throws {
    let model = "mamba1_step_int8"
    let program = try Program(pteFile: Repository.path(of: model, "model.pte"))
    let plan = try ProgramPlan(program, engine: ReplayEngine(model: model))
    #expect(
      plan.inputs == [
        Port(name: "input0", type: TensorType(.fp32, [1, 32])),
        Port(name: "input1", type: TensorType(.fp32, [1, 64, 3])),
        Port(name: "input2", type: TensorType(.fp32, [1, 64, 8])),
      ])
    #expect(plan.outputs.map(\.name) == ["output0", "output1", "output2"])
  }

  @Test func `an input of another type is refused by name`() throws {
    let program = try Program(pteFile: Repository.path(of: "sigmoid_int8", "model.pte"))
    let plan = try ProgramPlan(program, engine: ReplayEngine(model: "sigmoid_int8"))
    let error = #expect(throws: EngineError.self) {
      try plan.run([Tensor([0] as [Int32], .int32, [1])])
    }
    guard case .invalid(let input) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(input.location.element == "input 'input0'")
  }
}
