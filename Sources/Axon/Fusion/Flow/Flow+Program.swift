import Graph

extension Flow {
  /// The kernel calls of a program's entry point; values are its values, by their indices.
  ///
  /// A program with jumps has no order that holds for every run, and one that writes a value twice no
  /// one meaning of it: their flows have no nodes.
  init(_ plan: ExecutionPlan) {
    self.init(values: plan.values.map(Value.init))
    guard !plan.instructions.contains(where: \.isJump), plan.writesOnce else { return }
    for (index, instruction) in plan.instructions.enumerated() {
      switch instruction {
      case .kernelCall(let op, let arguments):
        append(ProgramCall(plan, plan.operators[op], arguments, instruction: index).node(in: self))
      case .delegateCall(_, let arguments):
        // What of it is written, only the delegate knows.
        for argument in arguments { expose(argument) }
      case .moveCall(let from, let to):
        expose(from)
        expose(to)
      case .jumpFalseCall, .freeCall: break
      }
    }
    for value in plan.inputs + plan.outputs {
      expose(value)
      for part in plan.elements(of: value) { expose(part) }
    }
  }
}

extension Instruction {
  fileprivate var isJump: Bool { if case .jumpFalseCall = self { true } else { false } }
}

extension Flow.Value {
  /// A value of a program; numbers are scalars.
  init(_ value: EValue) {
    switch value {
    case .tensor(let tensor):
      let dtype: DType? = tensor.scalarType == .float ? .fp32 : nil
      self.init(shape: tensor.shape, dtype: dtype, constant: Self.constant(tensor))
    case .double(let number):
      self.init(shape: [], dtype: .fp32, constant: Tensor([Float(number)], .fp32, []))
    case .int(let number):
      self.init(shape: [], dtype: .fp32, constant: Tensor([Float(number)], .fp32, []))
    default:
      self.init(shape: [], dtype: nil)
    }
  }

  /// The number of a constant of one element; no pattern looks at longer ones.
  private static func constant(_ tensor: ProgramTensor) -> Tensor? {
    guard tensor.isConstant, tensor.storageOffset == 0, let data = tensor.data,
      tensor.shape.elementCount == 1
    else { return nil }
    switch tensor.scalarType {
    case .float where data.count >= 4:
      return Tensor(TensorType(.fp32, tensor.shape), bytes: Array(data.prefix(4)))
    case .double where data.count >= 8:
      let bits = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Tensor([Float(Double(bitPattern: bits))], .fp32, tensor.shape)
    case .long where data.count >= 8:
      let bits = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Tensor([Float(Int64(bitPattern: bits))], .fp32, tensor.shape)
    default: return nil
    }
  }
}

/// One kernel call, to be said as a node.
private struct ProgramCall {
  let plan: ExecutionPlan
  let name: String
  let arguments: [Int]
  let instruction: Int

  init(_ plan: ExecutionPlan, _ op: ProgramOperator, _ arguments: [Int], instruction: Int) {
    self.plan = plan
    name = op.description
    self.arguments = arguments
    self.instruction = instruction
  }

  /// The results stand last, twice.
  private var results: [Int] { arguments.last.map(plan.elements) ?? [] }

  func node(in flow: Flow) -> Flow.Node {
    let (operation, operands) = meaning(in: flow) ?? (.other(name), everything)
    return Flow.Node(
      operation: operation, operands: operands, results: results, origins: [instruction])
  }

  /// Every tensor that the call reads.
  private var everything: [Int] {
    let written = Set(results)
    return arguments.flatMap(plan.elements).filter {
      plan.values[$0].tensor != nil && !written.contains($0)
    }
  }

  private func meaning(in flow: Flow) -> (FlowOperation, [Int])? {
    guard results.count == 1 else { return nil }
    func make(_ operation: FlowOperation, _ places: Int...) -> (FlowOperation, [Int])? {
      places.allSatisfy(arguments.indices.contains)
        ? (operation, places.map { arguments[$0] }) : nil
    }
    switch name {
    case "aten::add.out" where isOne(2), "aten::add.Scalar_out" where isOne(2):
      return make(.add, 0, 1)
    case "aten::sub.out" where isOne(2): return make(.subtract, 0, 1)
    case "aten::mul.out", "aten::mul.Scalar_out":
      if arguments.count > 1, flow.root(arguments[0]) == flow.root(arguments[1]) {
        return make(.square, 0)
      }
      return make(.multiply, 0, 1)
    case "aten::div.out": return make(.divide, 0, 1)
    case "aten::pow.Tensor_Scalar_out" where number(1) == 2: return make(.square, 0)
    case "aten::gt.Scalar_out": return make(.greater, 0, 1)
    case "aten::where.self_out": return make(.select, 0, 1, 2)
    case "aten::neg.out": return make(.negate, 0)
    case "aten::abs.out": return make(.abs, 0)
    case "aten::exp.out": return make(.exp, 0)
    case "aten::log.out": return make(.log, 0)
    case "aten::log1p.out": return make(.log1p, 0)
    case "aten::reciprocal.out": return make(.reciprocal, 0)
    case "aten::rsqrt.out": return make(.rsqrt, 0)
    case "aten::sigmoid.out": return make(.sigmoid, 0)
    case "aten::tanh.out": return make(.tanh, 0)
    case "aten::gelu.out" where text(1) == "none": return make(.gelu, 0)
    case "aten::leaky_relu.out": return make(.leakyReLU, 0, 1)
    case "aten::relu.out": return make(.clamp(0, .infinity), 0)
    case "aten::clamp.out", "aten::hardtanh.out":
      return make(.clamp(number(1) ?? -.infinity, number(2) ?? .infinity), 0)
    case "aten::sum.IntList_out": return make(.sum(isInnermost: isInnermost(1)), 0)
    case "aten::mean.out": return make(.mean(isInnermost: isInnermost(1)), 0)
    case "aten::amax.out": return make(.maximum(isInnermost: isInnermost(1)), 0)
    case "aten::_softmax.out": return make(.softmax(isInnermost: isInnermost(1)), 0)
    case "aten::cat.out":
      guard let parts = arguments.first.map(plan.elements), parts.count == 2,
        isInnermost(1, of: parts[0])
      else { return nil }
      return (.concatenateInnermost, parts)
    case "aten::slice_copy.Tensor_out":
      guard isInnermost(1), number(2) == 1, number(4) == 1, let input = shape(0),
        let result = results.first.flatMap({ plan.values[$0].tensor }),
        result.shape == Shape(input.dropLast() + [(input.last ?? 0) - 1])
      else { return nil }
      return make(.dropFirst, 0)
    case "aten::addmm.out" where number(3) == 1 && number(4) == 1:
      return make(.linear, 1, 2, 0)
    case "aten::view_copy.out", "aten::unsqueeze_copy.out", "aten::squeeze_copy.dims_out",
      "aten::squeeze_copy.dim_out", "aten::clone.out", "aten::alias_copy.out",
      "dim_order_ops::_to_dim_order_copy.out", "dim_order_ops::_clone_dim_order.out":
      guard isContiguous(arguments[0]), isContiguous(results[0]),
        plan.values[arguments[0]].tensor?.scalarType == plan.values[results[0]].tensor?.scalarType
          || flow.values[arguments[0]].constant != nil
      else { return nil }
      return make(.view, 0)
    default: return nil
    }
  }

  private func number(_ place: Int) -> Double? {
    guard arguments.indices.contains(place) else { return nil }
    return switch plan.values[arguments[place]] {
    case .int(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }

  private func isOne(_ place: Int) -> Bool { number(place) == 1 }

  private func text(_ place: Int) -> String? {
    guard arguments.indices.contains(place),
      case .string(let text) = plan.values[arguments[place]]
    else { return nil }
    return text
  }

  private func shape(_ place: Int) -> Shape? {
    arguments.indices.contains(place) ? plan.values[arguments[place]].tensor?.shape : nil
  }

  private func isContiguous(_ value: Int) -> Bool {
    plan.values[value].tensor?.isContiguous ?? false
  }

  /// Whether the axes of an argument, a number or a list of them, are the innermost of the first
  /// operand.
  private func isInnermost(_ place: Int) -> Bool {
    arguments.first.map { isInnermost(place, of: $0) } ?? false
  }

  private func isInnermost(_ place: Int, of value: Int) -> Bool {
    guard let shape = plan.values[value].tensor?.shape, arguments.indices.contains(place) else {
      return false
    }
    let axes: [Int]
    switch plan.values[arguments[place]] {
    case .int(let axis): axes = [Int(clamping: axis)]
    case .intList(let list):
      axes = list.compactMap {
        guard case .int(let axis) = plan.values[$0] else { return nil }
        return Int(clamping: axis)
      }
    default: return false
    }
    let counted = axes.map { $0 < 0 ? $0 + shape.rank : $0 }
    return !axes.isEmpty && Flow.areInnermost(Set(counted), of: shape)
  }
}

extension ExecutionPlan {
  /// Whether no value is the result of two kernel calls.
  fileprivate var writesOnce: Bool {
    var written: Set<Int> = []
    for case .kernelCall(_, let arguments) in instructions {
      for result in arguments.last.map(elements) ?? [] where !written.insert(result).inserted {
        return false
      }
    }
    return true
  }

  /// The values in a list of tensors, or the value itself.
  fileprivate func elements(of value: Int) -> [Int] {
    switch values[value] {
    case .tensorList(let items), .optionalTensorList(let items): items.filter { $0 >= 0 }
    default: [value]
    }
  }
}
