/// Who writes and who reads each value of a plan.
struct PlanFlow {
  private typealias End = DelegateBoundary.End

  /// The inputs and outputs of each delegate's graph; nil where there is none.
  let ports: [(inputs: [Port], outputs: [Port])?]
  private var writers: [Int: End] = [:]
  private var readers: [Int: [End]] = [:]
  /// For integers made by a quantize call, the real numbers.
  private var quantized: [Int: Int] = [:]
  /// For integers read by dequantize calls, the real numbers.
  private var dequantized: [Int: [Int]] = [:]

  /// Follows the instructions of `plan`.
  init(_ plan: ExecutionPlan, graphs: [Graph?]) {
    ports = graphs.map { $0?.mainPorts }
    for (index, value) in plan.values.enumerated() where value.tensor?.isConstant == true {
      writers[index] = .constant
    }
    for (index, value) in plan.inputs.enumerated() { writers[value] = .programInput(index) }
    let conversions = plan.boundaryConversions
    for conversion in conversions {
      if conversion.isQuantize {
        quantized[conversion.integers] = conversion.real
      } else {
        dequantized[conversion.integers, default: []].append(conversion.real)
      }
    }
    let converting = Set(conversions.map(\.instruction))
    for (index, instruction) in plan.instructions.enumerated() where !converting.contains(index) {
      add(instruction, index, of: plan)
    }
    for (index, value) in plan.outputs.enumerated() {
      readers[value, default: []].append(.programOutput(index))
    }
  }

  private mutating func add(_ instruction: Instruction, _ index: Int, of plan: ExecutionPlan) {
    switch instruction {
    case .kernelCall(_, let arguments):
      // An `.out` operator's result is its last argument, and stands there twice.
      guard let result = arguments.last else { return }
      let results = plan.tensors(in: result)
      for value in results { writers[value] = .instruction(index) }
      for value in arguments.flatMap(plan.tensors) where !results.contains(value) {
        readers[value, default: []].append(.instruction(index))
      }
    case .delegateCall(let delegate, let arguments):
      let inputCount = ports[delegate]?.inputs.count ?? 0
      for (position, value) in arguments.enumerated() {
        if position < inputCount {
          readers[value, default: []].append(.delegateInput(delegate: delegate, position))
        } else {
          writers[value] = .delegateOutput(delegate: delegate, position - inputCount)
        }
      }
    case .moveCall(let source, let target):
      readers[source, default: []].append(.instruction(index))
      writers[target] = .instruction(index)
    case .jumpFalseCall(let condition, _):
      readers[condition, default: []].append(.instruction(index))
    case .freeCall: break
    }
  }

  /// The arguments of the first call of a delegate, if they are as many as its graph's ports.
  func arguments(ofDelegate index: Int, in plan: ExecutionPlan) -> [Int]? {
    for case .delegateCall(index, let arguments) in plan.instructions {
      let count = ports[index].map { $0.inputs.count + $0.outputs.count }
      return count == arguments.count ? arguments : nil
    }
    return nil
  }

  /// Where a value comes from, through the quantize call that made it, if one did.
  func origins(of value: Int) -> [DelegateBoundary.End] {
    (writers[value] ?? quantized[value].flatMap { writers[$0] }).map { [$0] } ?? []
  }

  /// Where a value goes, directly and through dequantize calls.
  func destinations(of value: Int) -> [DelegateBoundary.End] {
    (readers[value] ?? []) + (dequantized[value] ?? []).flatMap { readers[$0] ?? [] }
  }
}

extension ExecutionPlan {
  /// The values that an argument stands for: those of a list of tensors, otherwise itself.
  fileprivate func tensors(in value: Int) -> [Int] {
    switch values[value] {
    case .tensorList(let items), .optionalTensorList(let items): items.filter { $0 >= 0 }
    default: [value]
    }
  }
}

extension Graph {
  /// The inputs and outputs of the block that runs.
  fileprivate var mainPorts: (inputs: [Port], outputs: [Port])? {
    guard let main = regions.first?.blocks.first else { return nil }
    func ports(_ ids: [TensorID]) -> [Port] {
      ids.map { Port(name: main[$0].name, type: main[$0].type) }
    }
    return (ports(main.inputs), ports(main.outputs))
  }
}
