import Graph

/// A fault that an engine can be given: what it does to operators before it runs a graph. Every one keeps
/// all shapes.
enum PlantedFault: String, CaseIterable, Sendable {
  case deadChannel = "channel 1 of a convolution's weights zero"
  case swappedPadding = "padding shifted by one row"
  case wrongZeroPoint = "input zero point of a convolution off by one"
  case channelMultiplier = "multiplier of channel 2 doubled"
  case outputZeroPoint = "output zero point of a per-channel rescale off by three"
  case subtraction = "ADD computes SUB"
  case tableEntry = "one entry of a TABLE off by nine"
  case clampMinimum = "CLAMP starts ten higher"

  /// `op` and its constants as the faulty engine has them.
  func plant(in op: inout Operator, _ block: inout Block) {
    switch (self, op.operation) {
    case (.deadChannel, .conv2D):
      change(op.inputs[1], &block) { weights, shape in
        let channel = weights.count / shape[0]
        guard shape[0] > 1 else { return }
        for index in channel..<2 * channel { weights[index] = 0 }
      }
    case (.swappedPadding, .depthwiseConv2D(var conv)) where conv.pad.bottom > 0:
      conv.pad.top += 1
      conv.pad.bottom -= 1
      op.operation = .depthwiseConv2D(conv)
    case (.wrongZeroPoint, .depthwiseConv2D), (.wrongZeroPoint, .conv2D):
      change(op.inputs[3], &block) { zero, _ in zero[0] = zero[0] > 100 ? 99 : zero[0] + 1 }
    case (.channelMultiplier, .rescale(let rescale)) where rescale.perChannel:
      change(op.inputs[1], &block) { multipliers, shape in
        if multipliers.count > 2, shape.elementCount > 2 { multipliers[2] /= 2 }
      }
    case (.outputZeroPoint, .rescale(let rescale))
    where rescale.perChannel && block[op.outputs[0]].type.dtype == .int8:
      change(op.inputs[4], &block) { zero, _ in zero[0] = zero[0] > 100 ? zero[0] - 3 : zero[0] + 3
      }
    case (.subtraction, .binary(.add)):
      op.operation = .binary(.sub)
    case (.tableEntry, .table):
      change(op.inputs[1], &block) { table, _ in table[130] = table[130] > 100 ? 90 : table[130] + 9
      }
    case (.clampMinimum, .clamp(var clamp)) where clamp.minimum.count == 1:
      clamp.minimum = [
        UInt8(
          bitPattern: min(
            Int8(bitPattern: clamp.minimum[0]) &+ 10, Int8(bitPattern: clamp.maximum[0])))
      ]
      op.operation = .clamp(clamp)
    default: break
    }
  }

  /// Gives the operand a changed copy of its constant.
  private func change(
    _ id: TensorID, _ block: inout Block, _ edit: (inout [Int64], Shape) -> Void
  ) {
    guard let value = block[id].value, var numbers = value.integerValues else { return }
    edit(&numbers, value.shape)
    let changed: Tensor
    switch value.dtype {
    case .int8: changed = Tensor(numbers.map { Int8(truncatingIfNeeded: $0) }, .int8, value.shape)
    case .int16:
      changed = Tensor(numbers.map { Int16(truncatingIfNeeded: $0) }, .int16, value.shape)
    default:
      changed = Tensor(numbers.map { Int32(truncatingIfNeeded: $0) }, value.dtype, value.shape)
    }
    block.tensors[id.index].value = changed
  }
}

/// `base` with a fault.
struct FaultyEngine: Engine {
  let base: any Engine
  let faults: [PlantedFault]
  var name: String { "faulty" }

  func unsupported(in graph: ValidatedGraph) -> [Unsupported] { base.unsupported(in: graph) }

  func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    var block = graph.main
    for index in block.operators.indices {
      var op = block.operators[index]
      for fault in faults { fault.plant(in: &op, &block) }
      block.operators[index] = op
    }
    do {
      return try base.prepare(ValidatedGraph(Graph(main: block)))
    } catch let error as EngineError {
      throw error
    } catch {
      throw .internalFault(InternalFault("the planted fault breaks a rule: \(error)"))
    }
  }
}
