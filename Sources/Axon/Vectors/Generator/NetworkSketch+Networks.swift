import Graph

extension NetworkSketch {
  private enum Step {
    case convolution, depthwise, pointwise, averagePool, maxPool, slice
    case residual, gate, join
  }

  /// Grows a network on the input; every layer takes part in its output.
  mutating func growNetwork() {
    hasExtremeSums = false
    var value = input
    let count = random.integer(in: 2...12)
    while layers.count < count { value = step(from: value) }
    guard random.isOneIn(2) else { return }
    if value.dims.h <= 64 && value.dims.w <= 64 && random.isOneIn(2) { value = mean(of: value) }
    if random.isOneIn(2) { value = fullyConnected(of: value, to: random.integer(in: 1...32)) }
    if random.isOneIn(2) { softmax(of: value) }
  }

  private mutating func step(from value: Value) -> Value {
    // What has shrunk to a vector goes on as one.
    if value.dims.plane <= 2 || value.dims.count > 2_000 {
      return fullyConnected(of: value, to: random.integer(in: 4...40))
    }
    if value.dims.c == 1 && value.dims.h == 1 && random.isOneIn(2) {
      return fullyConnected(of: value, to: random.integer(in: 4...40))
    }
    let choice = random.pick([
      (6, Step.convolution), (5, .depthwise), (5, .pointwise), (2, .averagePool), (2, .maxPool),
      (1, .slice), (4, .residual), (3, .gate), (3, .join),
    ])
    switch choice {
    case .convolution: return convolution(of: value)
    case .depthwise: return depthwise(of: value)
    case .pointwise where value.dims.w >= 4: return pointwise(of: value)
    case .averagePool: return averagePool(of: value)
    case .maxPool: return maxPool(of: value)
    case .slice: return slice(of: value)
    case .pointwise, .residual: return add(value, branch(of: value))
    case .gate: return multiply(branch(of: value), value)
    case .join:
      return concat(branch(of: value), value, along: random.one(of: AxonAxis.allCases))
    }
  }

  /// One or two layers that keep the size.
  private mutating func branch(of value: Value) -> Value {
    var result = depthwise(of: value, keepsSize: true)
    if random.isOneIn(2) {
      result =
        value.dims.w >= 4 && random.isOneIn(2)
        ? pointwise(of: result, channels: value.dims.c, keepsSize: true)
        : convolution(of: result, channels: value.dims.c, keepsSize: true)
    }
    return result
  }
}
