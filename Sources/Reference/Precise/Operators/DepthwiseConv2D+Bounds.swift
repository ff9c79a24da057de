import Graph

extension DepthwiseConv2D {
  /// Every output as a sum of products.
  func boundedStep(_ site: OperatorSite) -> Step {
    let (input, weight, bias) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let output = site.outputs[0]
    let rows = WindowAxis(
      size: input.shape[1], output: output.shape[1], kernel: weight.shape[0], stride: stride.y,
      dilation: dilation.y, padBefore: pad.top)
    let columns = WindowAxis(
      size: input.shape[2], output: output.shape[2], kernel: weight.shape[1], stride: stride.x,
      dilation: dilation.x, padBefore: pad.left)
    let (height, width, channels) = (input.shape[1], input.shape[2], input.shape[3])
    let (kernelHeight, kernelWidth) = (weight.shape[0], weight.shape[1])
    let multiplier = weight.shape[3]
    let biasStep = bias.elementCount == 1 ? 0 : 1
    return { arena in
      let x = arena.read(input, as: Bounded.self)
      let w = arena.read(weight, as: Bounded.self)
      let b = arena.read(bias, as: Bounded.self)
      let out = arena.write(output, as: Bounded.self)
      let biased = b.contains { $0.magnitude > 0 } ? 1 : 0
      var index = 0
      for batch in 0..<input.shape[0] {
        for row in rows.windows {
          for column in columns.windows {
            for filter in 0..<channels * multiplier {
              var sum = DotProductSum()
              for ky in row.first..<row.end {
                let y = row.origin + ky * rows.dilation
                for kx in column.first..<column.end {
                  let pixel =
                    ((batch * height + y) * width + column.origin + kx * columns.dilation)
                    * channels
                  let tap = (ky * kernelWidth + kx) * channels * multiplier
                  sum.add(x[pixel + filter / multiplier], times: w[tap + filter])
                }
              }
              sum.add(b[filter * biasStep])
              out[index] = sum.result(size: kernelHeight * kernelWidth + biased)
              index += 1
            }
          }
        }
      }
    }
  }
}
