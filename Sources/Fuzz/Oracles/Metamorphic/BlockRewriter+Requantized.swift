import Graph

extension BlockRewriter {
  /// Scales with one bit more or less, and weights twice as large where only a RESCALE reads the sums.
  mutating func requantize(_ scope: MetamorphicRelation.Scope) {
    var readers: [TensorID: Int] = [:]
    for id in original.operators.flatMap(\.inputs) + original.outputs {
      readers[id, default: 0] += 1
    }
    // Sums that are twice as large.
    var doubled: Set<TensorID> = []
    let scales = original.operators.filter { op in
      guard case .rescale(let rescale) = op.operation else { return false }
      return rescale.roundingMode == .single && readers[op.inputs[0]] == 1
    }
    let scaled = Set(scales.map { $0.inputs[0] })
    rewriteOperators { op, rewriter in
      switch op.operation {
      case .conv2D, .depthwiseConv2D:
        // With half the scale AXON's multiplier can have a bit less.
        guard scope != .activations, scaled.contains(op.outputs[0]),
          let scale = scales.first(where: { $0.inputs[0] == op.outputs[0] }),
          rewriter.hasRoom(scale), rewriter.doubleWeights(op)
        else { return false }
        doubled.insert(op.outputs[0])
        return true
      case .rescale(let rescale):
        return rewriter.rescale(op, rescale, isDoubled: doubled.contains(op.inputs[0]))
      default: return false
      }
    }
  }

  /// Whether all shifts may be one larger.
  private func hasRoom(_ op: Operator) -> Bool {
    constant(op.inputs[2])?.integerValues?.allSatisfy { $0 < 62 } ?? false
  }

  /// A convolution with constant weights and biases twice as large.
  private mutating func doubleWeights(_ op: Operator) -> Bool {
    guard let weights = constant(op.inputs[1]), weights.dtype == .int8,
      let bias = constant(op.inputs[2]), bias.dtype == .int32,
      constant(op.inputs[4])?.integerValues?.allSatisfy({ $0 == 0 }) ?? false,
      let numbers = weights.integerValues, numbers.allSatisfy({ -63...63 ~= $0 }),
      let offsets = bias.integerValues, offsets.allSatisfy({ abs($0) < 1 << 28 })
    else { return false }
    var inputs = op.inputs.map(operand)
    inputs[1] = constant(Tensor(numbers: numbers.map { Int($0) * 2 }, .int8, weights.shape))
    inputs[2] = constant(Tensor(numbers: offsets.map { Int($0) * 2 }, .int32, bias.shape))
    // Other numbers than the original's: a tensor of their own.
    let sums = append(op.operation, inputs, original[op.outputs[0]].type)
    replacements[op.outputs[0]] = sums
    return true
  }

  /// A RESCALE with the same scale in other parts, or with half of it.
  private mutating func rescale(_ op: Operator, _ rescale: Rescale, isDoubled: Bool) -> Bool {
    let most: Int64 = rescale.scale32 ? Int64(Int32.max) : Int64(Int16.max)
    guard var multipliers = constant(op.inputs[1])?.integerValues,
      var shifts = constant(op.inputs[2])?.integerValues, rescale.roundingMode == .single
    else { return false }
    var isChanged = isDoubled
    for channel in shifts.indices {
      if isDoubled {
        shifts[channel] += 1
      } else if multipliers[channel] <= most / 2, shifts[channel] < 62 {
        multipliers[channel] *= 2
        shifts[channel] += 1
        isChanged = true
      } else if multipliers[channel].isMultiple(of: 2), shifts[channel] > 2 {
        // Exact too; values that no longer fit the shift are TOSA's to refuse.
        multipliers[channel] /= 2
        shifts[channel] -= 1
        isChanged = true
      }
    }
    guard isChanged else { return false }
    var inputs = op.inputs.map(operand)
    inputs[1] = constant(
      Tensor(
        numbers: multipliers.map { Int($0) }, rescale.scale32 ? .int32 : .int16, [shifts.count]))
    inputs[2] = constant(Tensor(numbers: shifts.map { Int($0) }, .int8, [shifts.count]))
    append(op.operation, inputs, as: op.outputs[0])
    return true
  }
}
