import Graph

/// Simpler attributes for an operator, each one step.
enum AttributeSteps {
  /// Operations that do the same with one attribute nearer to its plainest value.
  static func simpler(than operation: Operation) -> [Operation] {
    switch operation {
    case .conv2D, .depthwiseConv2D, .avgPool2D, .maxPool2D:
      operation.window.map { simpler(than: $0) }?.map(operation.with) ?? []
    case .rescale(let rescale) where rescale.roundingMode != .single:
      {
        var simpler = rescale
        simpler.roundingMode = .single
        return [.rescale(simpler)]
      }()
    default: []
    }
  }

  private static func simpler(than window: OperatorWindow) -> [OperatorWindow] {
    func varied(_ change: (inout OperatorWindow) -> Void) -> OperatorWindow {
      var copy = window
      change(&copy)
      return copy
    }
    return steps(window.stride, to: 1).map { step in varied { $0.stride = step } }
      + steps(window.dilation, to: 1).map { step in varied { $0.dilation = step } }
      + steps(window.pad).map { step in varied { $0.pad = step } }
      + (window.kernel.map { steps($0, to: 1) } ?? []).map { step in varied { $0.kernel = step } }
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
