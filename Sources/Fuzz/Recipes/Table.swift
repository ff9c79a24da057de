import Graph

// TABLE of INT8.
extension Table {
  static let recipes = [
    Recipe("TABLE INT8", [.table], [.cnn: 4, .int: 3]) { builder in
      let x = builder.activation()
      let table = builder.constant(Tensor(builder.tableEntries(), .int8, [256]))
      builder.append(
        .table(Table()), [x.id, table], .int8, x.shape,
        zeroPoint: builder.dice.pick(EdgeSizes.zeroPoint))
      return true
    }
  ]
}

extension GraphBuilder {
  /// The 256 entries of an INT8 table: a smooth curve as of an activation, a step, or noise.
  fileprivate mutating func tableEntries() -> [Int8] {
    let kind = dice.integer(in: 0...3)
    let center = dice.integer(in: -128...127)
    let steepness = dice.integer(in: 1...64)
    return (-128..<128).map { x in
      switch kind {
      case 0: Int8(truncatingIfNeeded: dice.integer(in: -128...127))
      case 1: x < center ? -128 : 127
      default:
        // A ramp that bends at its ends, like tanh.
        Int8(clamping: 128 * (x - center) * steepness / (128 + abs((x - center) * steepness)))
      }
    }
  }
}
