import Graph

/// `aten::_native_batch_norm_legit_no_training.out(input, weight?, bias?, mean, variance, momentum, eps,
/// out0, out1, out2)` on FP32, the channel being dimension 1.
///
/// `(x - mean) * (1 / sqrt(variance + eps)) * weight + bias`, the reciprocal in double, all else in
/// FP32, as `op_native_batch_norm.cpp` does. The other two results are empty: nothing is learned.
struct BatchNorm: PortableOperator {
  let name = ProgramOperator("aten::_native_batch_norm_legit_no_training", overload: "out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.reals(0)
    guard input.shape.rank >= 2 else {
      throw site.invalid("an input of \(input.shape) has no channels")
    }
    let channels: Shape = [input.shape[1]]
    func perChannel(_ position: Int, _ name: String) throws(EngineError) -> Operand {
      let operand = try site.reals(position, name)
      guard operand.shape == channels else {
        throw site.invalid("\(name) of \(operand.shape) for \(channels[0]) channels")
      }
      return operand
    }
    let weight = try site.isNone(1) ? nil : try perChannel(1, "weight")
    let bias = try site.isNone(2) ? nil : try perChannel(2, "bias")
    let mean = try perChannel(3, "running_mean")
    let variance = try perChannel(4, "running_var")
    let epsilon = Double(try site.double(6))
    _ = try site.realOutput(8, [0])
    _ = try site.realOutput(9, [0])
    let output = try site.realOutput(7, input.shape)
    let inner = input.shape.dimensions[2...].reduce(1, *)
    return { slots in
      func values(_ operand: Operand?) -> [Float]? {
        operand.map { slots[$0.slot].elements(as: Float.self) }
      }
      let (weights, biases) = (values(weight), values(bias))
      let (means, variances) = (values(mean) ?? [], values(variance) ?? [])
      let inverses = variances.map { Float(1 / (Double($0) + epsilon).squareRoot()) }
      let source = slots[input.slot]
      source.withElements(as: Float.self) { values in
        slots[output.slot].withMutableElements(as: Float.self) { results in
          guard inner > 0 else { return }
          for row in 0..<results.count / inner {
            let channel = row % means.count
            let (mean, inverse) = (means[channel], inverses[channel])
            let (weight, bias) = (weights?[channel] ?? 1, biases?[channel] ?? 0)
            for index in row &* inner..<(row &+ 1) &* inner {
              results[index] = (values[index] - mean) * inverse * weight + bias
            }
          }
        }
      }
    }
  }
}
