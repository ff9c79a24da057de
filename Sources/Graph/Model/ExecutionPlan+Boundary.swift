/// A kernel call that turns real numbers into integers or back.
public struct BoundaryConversion: Sendable, Hashable {
  /// The instruction's index.
  public var instruction: Int
  /// Whether integers come out.
  public var isQuantize: Bool
  /// The value with the real numbers.
  public var real: Int
  /// The value with the integers.
  public var integers: Int
  /// How the one stands for the other.
  public var quantization: Quantization
}

extension ExecutionPlan {
  /// The calls of `quantize_per_tensor` and `dequantize_per_tensor`, in order.
  ///
  /// ExecuTorch leaves them outside the delegates, so a delegate's graph does not know its own
  /// scales; these do. Calls whose arguments are not of the operator's schema are left out.
  public var boundaryConversions: [BoundaryConversion] {
    var result: [BoundaryConversion] = []
    for (index, instruction) in instructions.enumerated() {
      guard case .kernelCall(let op, let arguments) = instruction,
        operators.indices.contains(op), arguments.count >= 7
      else { continue }
      let isQuantize = operators[op].name == "quantized_decomposed::quantize_per_tensor"
      guard isQuantize || operators[op].name == "quantized_decomposed::dequantize_per_tensor",
        operators[op].overload == "out", let output = arguments.last,
        let quantization = quantization(arguments)
      else { continue }
      result.append(
        BoundaryConversion(
          instruction: index, isQuantize: isQuantize, real: isQuantize ? arguments[0] : output,
          integers: isQuantize ? output : arguments[0], quantization: quantization))
    }
    return result
  }

  /// How each quantized value stands for real numbers, by its index.
  public var quantizations: [Int: Quantization] {
    Dictionary(
      boundaryConversions.map { ($0.integers, $0.quantization) }, uniquingKeysWith: { $1 })
  }

  /// Arguments 1 to 4 of both operators: scale, zero point, quant_min, quant_max.
  private func quantization(_ arguments: [Int]) -> Quantization? {
    guard case .double(let scale) = values[arguments[1]],
      case .int(let zeroPoint) = values[arguments[2]],
      case .int(let minimum) = values[arguments[3]],
      case .int(let maximum) = values[arguments[4]]
    else { return nil }
    return Quantization(scale: scale, zeroPoint: zeroPoint, minimum: minimum, maximum: maximum)
  }
}
