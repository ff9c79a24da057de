import Graph

extension KnownDefect {
  /// Layers that pass values on in a ring, through a persistent variable, have no zero point at all.
  public static let zeroPointRing = KnownDefect(
    "zero_point_ring",
    "a persistent variable with zero point 0, fed by nothing but moves of itself with zero point 0, "
      + "makes the compiler hang",
    advice: "Let another layer scale the values, or use another zero point.",
    formula: .refused,
    in: { layer, network in
      guard layer.operation == .persistentVariable, network.isRing(layer) else { return nil }
      return "every layer of the ring has zero point 0, multiplier 1 and shift 0"
    })
}

extension AxonNetwork {
  /// Whether following the first operands of layers that pass values on never ends.
  fileprivate func isRing(_ start: AxonLayer) -> Bool {
    var layer = start
    for _ in layers.indices {
      guard layer.passesZeroPoint, case .layer(let next)? = layer.operands.first,
        layers.indices.contains(next)
      else { return false }
      layer = layers[next]
    }
    return layer.passesZeroPoint
  }
}
