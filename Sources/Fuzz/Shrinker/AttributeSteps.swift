import Graph

/// Simpler attributes for an operator, each one step.
enum AttributeSteps {
  /// Operations that do the same with one attribute nearer to its plainest value.
  static func simpler(than operation: Operation) -> [Operation] {
    switch operation {
    case .conv2D(let conv):
      windows(conv.stride, conv.dilation, conv.pad).map { stride, dilation, pad in
        var simpler = conv
        (simpler.stride, simpler.dilation, simpler.pad) = (stride, dilation, pad)
        return .conv2D(simpler)
      }
    case .depthwiseConv2D(let conv):
      windows(conv.stride, conv.dilation, conv.pad).map { stride, dilation, pad in
        var simpler = conv
        (simpler.stride, simpler.dilation, simpler.pad) = (stride, dilation, pad)
        return .depthwiseConv2D(simpler)
      }
    case .avgPool2D(let pool):
      pools(pool.kernel, pool.stride, pool.pad).map { kernel, stride, pad in
        var simpler = pool
        (simpler.kernel, simpler.stride, simpler.pad) = (kernel, stride, pad)
        return .avgPool2D(simpler)
      }
    case .maxPool2D(let pool):
      pools(pool.kernel, pool.stride, pool.pad).map { kernel, stride, pad in
        var simpler = pool
        (simpler.kernel, simpler.stride, simpler.pad) = (kernel, stride, pad)
        return .maxPool2D(simpler)
      }
    case .rescale(let rescale) where rescale.roundingMode != .single:
      {
        var simpler = rescale
        simpler.roundingMode = .single
        return [.rescale(simpler)]
      }()
    default: []
    }
  }

  private typealias Place = (Spatial2D, Spatial2D, Padding2D)

  private static func windows(
    _ stride: Spatial2D, _ dilation: Spatial2D, _ pad: Padding2D
  ) -> [Place] {
    steps(stride, to: 1).map { ($0, dilation, pad) }
      + steps(dilation, to: 1).map { (stride, $0, pad) }
      + steps(pad).map { (stride, dilation, $0) }
  }

  private static func pools(
    _ kernel: Spatial2D, _ stride: Spatial2D, _ pad: Padding2D
  ) -> [Place] {
    steps(stride, to: 1).map { (kernel, $0, pad) } + steps(pad).map { (kernel, stride, $0) }
      + steps(kernel, to: 1).map { ($0, stride, pad) }
  }

  /// At once to the plainest value, then one nearer to it, in each direction.
  private static func steps(_ value: Spatial2D, to plain: Int) -> [Spatial2D] {
    var steps: [Spatial2D] = []
    for size in unique([plain, value.y - 1]) where size >= plain && size < value.y {
      steps.append(Spatial2D(y: size, x: value.x))
    }
    for size in unique([plain, value.x - 1]) where size >= plain && size < value.x {
      steps.append(Spatial2D(y: value.y, x: size))
    }
    return steps
  }

  private static func steps(_ pad: Padding2D) -> [Padding2D] {
    var steps: [Padding2D] = []
    let sides: [WritableKeyPath<Padding2D, Int>] = [\.top, \.bottom, \.left, \.right]
    if sides.count(where: { pad[keyPath: $0] > 0 }) > 1 { steps.append(Padding2D()) }
    for side in sides {
      for size in unique([0, pad[keyPath: side] - 1]) where size >= 0 && size < pad[keyPath: side] {
        var simpler = pad
        simpler[keyPath: side] = size
        steps.append(simpler)
      }
    }
    return steps
  }

  private static func unique(_ values: [Int]) -> [Int] {
    values.count > 1 && values[0] == values[1] ? [values[0]] : values
  }
}
