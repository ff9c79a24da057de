import Graph

// Sums over windows: convolutions and pools, NHWC.
extension TOSAElements {
  /// An element of CONV2D.
  func sum(
    of op: Operator, at element: Int, pad: Padding2D, stride: Spatial2D, dilation: Spatial2D
  ) -> Int64? {
    let (input, weights) = (shape(op.inputs[0]), shape(op.inputs[1]))
    let at = shape(op.outputs[0]).coordinates(ofFlatIndex: element)
    let (x, w) = (all(op.inputs[0]), all(op.inputs[1]))
    let (inputZero, weightZero) = (number(op.inputs[3]), number(op.inputs[4]))
    var sum: Int64 = 0
    for ky in 0..<weights[1] {
      let y = at[1] * stride.y - pad.top + ky * dilation.y
      guard (0..<input[1]).contains(y) else { continue }
      for kx in 0..<weights[2] {
        let column = at[2] * stride.x - pad.left + kx * dilation.x
        guard (0..<input[2]).contains(column) else { continue }
        let pixel = ((at[0] * input[1] + y) * input[2] + column) * input[3]
        let tap = ((at[3] * weights[1] + ky) * weights[2] + kx) * weights[3]
        for channel in 0..<input[3] {
          sum += (x[pixel + channel] - inputZero) * (w[tap + channel] - weightZero)
        }
      }
    }
    return sum + bias(op, channel: at[3])
  }

  /// An element of DEPTHWISE_CONV2D.
  func depthwiseSum(
    of op: Operator, at element: Int, pad: Padding2D, stride: Spatial2D, dilation: Spatial2D
  ) -> Int64? {
    let (input, weights) = (shape(op.inputs[0]), shape(op.inputs[1]))
    let at = shape(op.outputs[0]).coordinates(ofFlatIndex: element)
    let (x, w) = (all(op.inputs[0]), all(op.inputs[1]))
    let (inputZero, weightZero) = (number(op.inputs[3]), number(op.inputs[4]))
    // Output channel = input channel * multiplier + number among its own.
    let channels = weights[2] * weights[3]
    var sum: Int64 = 0
    for ky in 0..<weights[0] {
      let y = at[1] * stride.y - pad.top + ky * dilation.y
      guard (0..<input[1]).contains(y) else { continue }
      for kx in 0..<weights[1] {
        let column = at[2] * stride.x - pad.left + kx * dilation.x
        guard (0..<input[2]).contains(column) else { continue }
        let pixel = ((at[0] * input[1] + y) * input[2] + column) * input[3]
        let tap = (ky * weights[1] + kx) * channels
        sum +=
          (x[pixel + at[3] / weights[3]] - inputZero) * (w[tap + at[3]] - weightZero)
      }
    }
    return sum + bias(op, channel: at[3])
  }

  private func bias(_ op: Operator, channel: Int) -> Int64 {
    let bias = all(op.inputs[2])
    return bias[bias.count == 1 ? 0 : channel]
  }

  /// The elements under a pool's window, padding left out.
  func window(
    of op: Operator, at element: Int, _ kernel: Spatial2D, _ stride: Spatial2D, _ pad: Padding2D
  ) -> [Int64] {
    let input = shape(op.inputs[0])
    let at = shape(op.outputs[0]).coordinates(ofFlatIndex: element)
    let x = all(op.inputs[0])
    var elements: [Int64] = []
    for ky in 0..<kernel.y {
      let y = at[1] * stride.y - pad.top + ky
      guard (0..<input[1]).contains(y) else { continue }
      for kx in 0..<kernel.x {
        let column = at[2] * stride.x - pad.left + kx
        guard (0..<input[2]).contains(column) else { continue }
        elements.append(x[((at[0] * input[1] + y) * input[2] + column) * input[3] + at[3]])
      }
    }
    return elements
  }
}
