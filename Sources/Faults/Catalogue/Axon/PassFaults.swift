import Graph

/// Faults of engine `axon` in what it makes of a graph: fusions that fire where they must not.
enum PassFaults {
  static let all: [Fault] = [
    .axonPass(
      "fusion-relu6-as-relu", "a ReLU6 is folded as a ReLU: its upper end is lost"
    ) { block in
      block.changeClamps { low, high, zeroPoint in
        low == zeroPoint && high < 127 ? (low, 127) : nil
      }
    },
    .axonPass(
      "fusion-clamp-as-relu",
      "a CLAMP that begins elsewhere than at its zero point is folded as a ReLU"
    ) { block in
      block.changeClamps { low, high, zeroPoint in
        low != -128 && low != zeroPoint && high >= zeroPoint ? (zeroPoint, high) : nil
      }
    },
    .axonPass(
      "fusion-relu-dropped", "a ReLU of a tensor with zero point -128 is taken for none",
      .execuTorch
    ) { block in
      block.changeClamps { low, high, _ in low > -128 && low < -120 ? (-128, high) : nil }
    },
    .axonPass(
      "constants-merged", "constants of one type that agree in their first 4 bytes become one"
    ) { block in
      var known: [MergeKey: Tensor] = [:]
      for index in block.tensors.indices {
        let tensor = block.tensors[index]
        guard let value = tensor.value, value.count > 1, tensor.type.dtype != .shape else {
          continue
        }
        let key = MergeKey(type: value.type, head: Array(value.bytes.prefix(4)))
        if let first = known[key] {
          block.tensors[index].value = first
        } else {
          known[key] = value
        }
      }
    },
    .axonPass(
      "rescales-merged", "two RESCALEs of one tensor to one type become one, whatever their factors"
    ) { block in
      for index in block.operators.indices {
        let op = block.operators[index]
        guard case .rescale = op.operation,
          let first = block.operators[..<index].first(where: { other in
            other.operation == op.operation && other.inputs.first == op.inputs.first
              && block[other.outputs[0]].type == block[op.outputs[0]].type
          })
        else { continue }
        block.operators[index].inputs = first.inputs
      }
    },
    .axonPass(
      "transpose-dropped", "a TRANSPOSE that gives the shape it gets is taken for none"
    ) { block in
      for index in block.operators.indices {
        let op = block.operators[index]
        guard case .transpose = op.operation,
          block[op.inputs[0]].type == block[op.outputs[0]].type
        else { continue }
        block.operators[index].operation = .unary(.identity)
      }
    },
  ]

  private struct MergeKey: Hashable {
    var type: TensorType
    var head: [UInt8]
  }
}

extension Block {
  /// Changes the INT8 CLAMPs behind a RESCALE.
  ///
  /// - Parameter change: gives other ends for a CLAMP's and the RESCALE's zero point; nil to leave it.
  fileprivate mutating func changeClamps(
    _ change: (_ low: Int, _ high: Int, _ zeroPoint: Int) -> (low: Int, high: Int)?
  ) {
    for index in operators.indices {
      let op = operators[index]
      guard case .clamp(var clamp) = op.operation, clamp.minimum.count == 1,
        let producer = operators[..<index].last(where: { $0.outputs == op.inputs }),
        case .rescale = producer.operation,
        let zeroPoint = self[producer.inputs[4]].value?.integers.first,
        let ends = change(
          Int(Int8(bitPattern: clamp.minimum[0])), Int(Int8(bitPattern: clamp.maximum[0])),
          zeroPoint)
      else { continue }
      clamp.minimum = [UInt8(truncatingIfNeeded: ends.low)]
      clamp.maximum = [UInt8(truncatingIfNeeded: ends.high)]
      operators[index].operation = .clamp(clamp)
    }
  }
}
