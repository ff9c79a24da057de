import Graph
import TestSupport
import Testing

@Suite struct TOSAFileTests {
  /// A graph of one operator on tensors `a`, `b` (inputs) and `c` (output).
  static func graph(of operation: Operation) -> Graph {
    let names = ["a", "b", "c"]
    let tensors = names.map { TensorInfo(name: $0, type: TensorType(.fp32, [1, 2])) }
    return Graph(
      main: Block(
        tensors: tensors,
        operators: [
          Operator(
            operation, inputs: [TensorID(0), TensorID(1)], outputs: [TensorID(2)],
            location: "model.py:7")
        ],
        inputs: [TensorID(0), TensorID(1)], outputs: [TensorID(2)]))
  }

  /// A graph that is nothing but one tensor.
  static func graph(of tensor: TensorInfo) -> Graph {
    Graph(main: Block(tensors: [tensor], operators: [], inputs: [], outputs: [TensorID(0)]))
  }

  /// What reading `bytes` throws; nil if they give a graph.
  static func error(in bytes: [UInt8]) -> InvalidInput? {
    do throws(InvalidInput) {
      _ = try Graph(tosa: bytes)
      return nil
    } catch { return error }
  }

  @Test(arguments: Repository.tosaFiles)
  func modelsSurviveRewriting(file: String) throws {
    let graph = try Graph(tosaFile: Repository.path(ofTOSAFile: file))
    #expect(try Graph(tosa: graph.tosaBytes()) == graph)
  }

  @Test func samplesHoldEveryOperator() {
    #expect(Set(OperatorSamples.all.map(\.kind)) == Set(OperatorKind.allCases))
  }

  @Test(arguments: OperatorSamples.all)
  func operatorsSurviveRewriting(operation: Operation) throws {
    let graph = Self.graph(of: operation)
    #expect(try Graph(tosa: graph.tosaBytes()) == graph)
  }

  /// A file that the official bindings wrote (`Golden/make_all_operators.py`): a field that reader
  /// and writer mistake alike would show here.
  @Test func officialFileOfAllOperatorsIsUnderstood() throws {
    let path = Repository.path(of: "Tests/GraphTests/Files/Golden/all-operators.tosa")
    let block = try Graph(tosaFile: path).regions[0].blocks[0]
    try #require(block.operators.map(\.kind) == OperatorKind.allCases)
    for op in block.operators {
      #expect(op.operation == OperatorSamples.all.first { $0.kind == op.kind })
      #expect(op.location == "line \(op.kind.rawValue)")
      #expect(op.inputs == [TensorID(0), TensorID(1)])
      #expect(op.outputs == [TensorID(2)])
    }
  }

  @Test(arguments: [
    Tensor([0, 1, 1] as [UInt8], .bool, [3]),
    Tensor([-8, 7, -1, 0, 3] as [Int8], .int4, [5]),
    Tensor([-128, 127] as [Int8], .int8, [2]),
    Tensor([.min, .max] as [Int16], .int16, [2]),
    Tensor([.min, .max] as [Int32], .int32, [1, 2]),
    Tensor([-(1 << 47), (1 << 47) - 1, -1, 0] as [Int64], .int48, [4]),
    Tensor([0x7c01, 0x8000] as [UInt16], .fp16, [2]),
    Tensor([0x7f81, 0x0001] as [UInt16], .bf16, [2]),
    Tensor([.nan, -0.0, .infinity, 1.5] as [Float], .fp32, [2, 2]),
    Tensor([42] as [Int32], .int32, []),
    Tensor([] as [Int8], .int8, [0, 3]),
    Tensor([-1, 1 << 40] as [Int64], .shape, [2]),
    Tensor([] as [Int64], .shape, [0]),
  ])
  func valuesSurviveRewriting(value: Tensor) throws {
    let graph = Self.graph(of: TensorInfo(name: "v", type: value.type, value: value))
    #expect(try Graph(tosa: graph.tosaBytes()) == graph)
  }

  @Test func declarationsSurviveRewriting() throws {
    let tensors = [
      TensorInfo(name: "variable", type: TensorType(.int8, [2]), variableName: "state"),
      TensorInfo(name: "unranked", type: TensorType(.fp32, []), isUnranked: true),
      TensorInfo(name: "dynamic", type: TensorType(.fp32, [-1, 3])),
      TensorInfo(name: "späte Größe", type: TensorType(.shape, [3])),
    ]
    let block = Block(name: "b", tensors: tensors, operators: [], inputs: [], outputs: [])
    let graph = Graph(
      version: .init(major: 1, minor: 1, patch: 7, isDraft: true),
      regions: [
        Region(name: "r", blocks: [block, block]), Region(name: "", blocks: []),
      ])
    #expect(try Graph(tosa: graph.tosaBytes()) == graph)
  }

  /// The counts come from the exporter's own Python reader (`manifest.json`).
  @Test(arguments: Manifest.models)
  func operatorCountsAreTheExporters(model: Manifest.Model) throws {
    var counts: [String: Int] = [:]
    for file in model.files {
      let graph = try Graph(tosaFile: Repository.path(of: model.folder, file))
      for op in graph.regions.flatMap(\.blocks).flatMap(\.operators) {
        counts[op.kind.name, default: 0] += 1
      }
    }
    #expect(counts == model.operatorCounts)
  }

  /// ExecuTorch declares the per-channel `weight_zp` as `[1]` and stores a byte for each channel.
  @Test func extraElementsOfASingleOneAreKept() throws {
    let value = Tensor([1, 2, 3] as [Int8], .int8, [3])
    let tensor = TensorInfo(name: "zp", type: TensorType(.int8, [1]), value: value)
    let graph = Self.graph(of: tensor)
    #expect(try Graph(tosa: graph.tosaBytes()) == graph)
  }

  @Test func writerRefusesValuesThatDoNotFit() {
    let value = Tensor([1, 2, 3] as [Int8], .int8, [3])
    let tensor = TensorInfo(name: "zp", type: TensorType(.int8, [2]), value: value)
    #expect(throws: InvalidInput.self) { try Self.graph(of: tensor).tosaBytes() }
  }

  @Test func writerRefusesNamesUsedTwice() {
    let tensor = TensorInfo(name: "x", type: TensorType(.int8, [2]))
    let block = Block(tensors: [tensor, tensor], operators: [], inputs: [], outputs: [])
    #expect(throws: InvalidInput.self) { try Graph(main: block).tosaBytes() }
  }

  @Test func writerRefusesTensorsThatAreNotThere() {
    let block = Block(tensors: [], operators: [], inputs: [TensorID(0)], outputs: [])
    #expect(throws: InvalidInput.self) { try Graph(main: block).tosaBytes() }
  }

  @Test func writerRefusesNumbersBeyond32Bits() {
    let tensor = TensorInfo(name: "x", type: TensorType(.int8, [1 << 31]))
    #expect(throws: InvalidInput.self) { try Self.graph(of: tensor).tosaBytes() }
  }
}
