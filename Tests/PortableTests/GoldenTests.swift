import Foundation
import Graph
import Portable
import TestSupport
import Testing

/// Every operator against PyTorch's own outputs: odd shapes, broadcasting, negative dimensions, NaN.
///
/// `Golden/operators.jsonl`, made by `Golden/make_goldens.py`.
@Suite struct GoldenTests {
  @Test(arguments: try GoldenCall.all())
  func `an operator gives what PyTorch gives`(call: GoldenCall) throws {
    let (program, inputs) = try call.program()
    let outputs = try ProgramPlan(program, engine: NoEngine()).run(inputs)
    let expected = call.results.map(\.tensor)
    #expect(outputs.map(\.type) == expected.map(\.type))
    for (output, golden) in zip(outputs, expected) {
      if golden.dtype == .fp32 {
        #expect(Self.largestDistance(output, golden) <= call.ulp)
      } else {
        #expect(output == golden)
      }
    }
  }

  @Test func `every operator has a golden`() throws {
    let called = Set(try GoldenCall.all().map(\.operator))
    let supported = Set(ProgramPlan.supportedOperators.map(\.description))
    #expect(called == supported)
  }

  /// The largest distance of two FP32 tensors' elements in representable numbers; NaN is next to NaN only.
  static func largestDistance(_ a: Tensor, _ b: Tensor) -> Int {
    zip(a.elements(as: Float.self), b.elements(as: Float.self)).map { a, b in
      if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
      return abs(place(a) - place(b))
    }.max() ?? 0
  }

  private static func place(_ x: Float) -> Int {
    let bits = Int(Int32(bitPattern: x.bitPattern & 0x7fff_ffff))
    return x.sign == .minus ? -bits : bits
  }
}

/// One recorded call.
struct GoldenCall: Decodable, Sendable, CustomTestStringConvertible {
  struct Value: Decodable, Sendable {
    var type: String
    var shape: [Int]
    var bits: [Int64]

    var scalarType: ScalarType {
      switch type {
      case "float": .float
      case "long": .long
      case "int": .int
      case "short": .short
      case "char": .char
      case "bool": .bool
      default: .double
      }
    }

    var bytes: [UInt8] {
      bits.flatMap { bits in
        withUnsafeBytes(of: bits.littleEndian) { Array($0.prefix(scalarType.elementSize)) }
      }
    }

    var tensor: Tensor { Tensor(TensorType(scalarType.dtype ?? .fp32, Shape(shape)), bytes: bytes) }
  }

  struct Argument: Decodable, Sendable {
    var input: Value?
    var constant: Value?
    var inputs: [Value]?
    var output: Value?
    var outputs: [Value]?
    /// Several results that are arguments of their own.
    var apart: [Value]?
    var int: Int64?
    var double: Double?
    var bool: Bool?
    var ints: [Int64]?
  }

  var `operator`: String
  var arguments: [Argument]
  var ulp: Int

  var testDescription: String {
    let shapes = arguments.flatMap { [$0.input].compactMap { $0 } + ($0.inputs ?? []) }.map(\.shape)
    return "\(`operator`) of \(shapes)"
  }

  var results: [Value] {
    arguments.flatMap { [$0.output].compactMap { $0 } + ($0.outputs ?? $0.apart ?? []) }
  }

  static func all() throws -> [GoldenCall] {
    let text = try FileContents.read(
      Repository.root.appending(path: "Tests/PortableTests/Golden/operators.jsonl").path)
    return try text.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(GoldenCall.self, from: Data($0))
    }
  }

  /// A program of this call, and its inputs.
  func program() throws -> (program: Program, inputs: [Tensor]) {
    var values: [EValue] = []
    var inputs: [Int] = []
    var outputs: [Int] = []
    var tensors: [Tensor] = []
    func add(_ value: EValue) -> Int {
      values.append(value)
      return values.count - 1
    }
    func given(_ value: Value) -> Int {
      tensors.append(value.tensor)
      let index = add(.tensor(ProgramTensor(value.scalarType, Shape(value.shape))))
      inputs.append(index)
      return index
    }
    func made(_ value: Value) -> Int {
      let index = add(.tensor(ProgramTensor(value.scalarType, Shape(value.shape))))
      outputs.append(index)
      return index
    }
    var list: [Int] = []
    for argument in arguments {
      if let value = argument.input {
        list.append(given(value))
      } else if let value = argument.constant {
        list.append(
          add(
            .tensor(
              ProgramTensor(value.scalarType, Shape(value.shape), data: value.bytes))))
      } else if let several = argument.inputs {
        list.append(add(.tensorList(several.map(given))))
      } else if let value = argument.output {
        let index = made(value)
        list += [index, index]
      } else if let several = argument.outputs {
        let index = add(.tensorList(several.map(made)))
        list += [index, index]
      } else if let several = argument.apart {
        let indices = several.map(made)
        list += indices + [add(.tensorList(indices))]
      } else if let number = argument.int {
        list.append(add(.int(number)))
      } else if let number = argument.double {
        list.append(add(.double(number)))
      } else if let flag = argument.bool {
        list.append(add(.bool(flag)))
      } else if let numbers = argument.ints {
        list.append(add(.intList(numbers.map { add(.int($0)) })))
      } else {
        list.append(add(.none))
      }
    }
    let name = `operator`.split(separator: ".")
    let plan = ExecutionPlan(
      values: values, inputs: inputs, outputs: outputs,
      instructions: [.kernelCall(operator: 0, arguments: list)],
      operators: [ProgramOperator(String(name[0]), overload: String(name[1]))])
    return (Program(plans: [plan]), tensors)
  }
}
