import Graph
import TestSupport
import Testing

@Suite struct ProgramTextTests {
  /// The expected text is written by hand.
  @Test func `every kind of value and instruction has its text`() throws {
    let plan = ExecutionPlan(
      values: [
        .tensor(ProgramTensor(.float, [4])), .tensor(ProgramTensor(.float, [2])),
        .tensor(ProgramTensor(.double, [2], data: [UInt8](repeating: 0, count: 16), name: "w x")),
        .int(2), .intList([3, 3]), .tensorList([1, 5]), .tensor(ProgramTensor(.float, [2])),
        .double(0.5), .bool(true), .string("a\n"), .doubleList([1, 2.5]), .boolList([false]),
        .optionalTensorList([-1, 0]), .none, .tensorList([1, 5]),
      ], inputs: [0], outputs: [1],
      instructions: [
        .kernelCall(operator: 0, arguments: [0, 4, 5, 14]),
        .kernelCall(operator: 1, arguments: [2, 7, 8, 9, 10, 11, 12, 13, 6, 6]),
        .moveCall(from: 6, to: 1), .jumpFalseCall(condition: 8, destination: 0),
        .freeCall(value: 6), .delegateCall(delegate: 0, arguments: [0, 1]),
      ],
      operators: [
        ProgramOperator("aten::split", overload: "out"), ProgramOperator("my op"),
      ], delegates: [BackendDelegate(id: "Other", payload: [1, 2, 3])])
    #expect(
      try Program(plans: [plan]).listing() == """
        ExecuTorch program, schema version 0

        method forward
        input 0  %0: FP32[4]
        output 0  %1: FP32[2]

        0  aten::split.out  [%1, %5] <- %0, [2, 2]
        1  "my op"  %6: FP32[2] <- %2, 0.5, true, "a\\n", [1.0, 2.5], [false], [none, %0], none
        2  move  %1: FP32[2] <- %6
        3  jump if false  true to 0
        4  free  %6
        5  delegate 0  %0, %1

        delegate 0: Other, 3 bytes

        """)
  }

  // Values, scales and sizes as `flatc --json` prints them with ExecuTorch's schema, names and types
  // as in the model's .tosa files.
  @Test func `a delegate's edges lead to the program's own`() throws {
    let program = try Program(pteFile: Repository.path(of: "mamba1_step_int8", "model.pte"))
    let lines = try program.listing().split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("delegate 1") })
    let expected = """
      delegate 1: TOSABackend, TOSA-1.0+INT, 53080 bytes
        input 0  quantized_decomposed_quantize_per_tensor_default_2: INT8[1, 64, 8] = %15 from input 2; \
      scale 0.031572479754686356, zero point 10, -128...127
        input 1  quantized_decomposed_quantize_per_tensor_default_3: INT8[1, 128] = %21 from delegate 0 \
      output 0
        input 2  quantized_decomposed_quantize_per_tensor_default_7: INT8[1, 64, 4] = %22 from delegate 0 \
      output 1
        input 3  quantized_decomposed_quantize_per_tensor_default_11: INT8[1, 64] = %23 from delegate 0 \
      output 2
        input 4  quantized_decomposed_quantize_per_tensor_default_12: INT8[1, 18] = %24 from delegate 0 \
      output 3
        input 5  quantized_decomposed_quantize_per_tensor_default_17: INT8[1, 64] = %38 from \
      instruction 8; scale 0.004647368565201759, zero point -128, -128...127
        output 0  tosa_rescale_default_16: INT8[1, 64, 8] = %44 to output 2; \
      scale 0.013662979006767273, zero point 11, -128...127
        output 1  tosa_reshape_default_7: INT8[1, 32] = %45 to output 0; \
      scale 0.0018636944005265832, zero point 10, -128...127
        output 2  tosa_slice_default_3: INT8[1, 64, 3] = %46 to output 1; \
      scale 0.02619483321905136, zero point 5, -128...127
      """
    #expect(lines[start...].joined(separator: "\n") == expected)
  }

  @Test(arguments: Repository.modelNames)
  func `every delegate of every model has its boundary`(model: String) throws {
    let plan = try Program(pteFile: Repository.path(of: model, "model.pte")).plans[0]
    let boundaries = try plan.delegateBoundaries(plan.delegateGraphs())
    for boundary in boundaries {
      let boundary = try #require(boundary)
      #expect(boundary.inputs.allSatisfy { $0.ends.count == 1 })
      #expect(boundary.outputs.allSatisfy { !$0.ends.isEmpty })
      for edge in boundary.inputs + boundary.outputs {
        #expect(plan.values[edge.value].tensor?.type == edge.port.type)
      }
    }
    // Each input and output of the model is reached exactly once.
    let ends = boundaries.compactMap { $0 }.flatMap { $0.inputs + $0.outputs }.flatMap(\.ends)
    for index in plan.inputs.indices {
      #expect(ends.filter { $0 == .programInput(index) }.count == 1)
    }
    for index in plan.outputs.indices {
      #expect(ends.filter { $0 == .programOutput(index) }.count == 1)
    }
  }
}
