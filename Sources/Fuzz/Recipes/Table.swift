import Graph

// TABLE of INT8, or of INT16, which interpolates.
extension Table {
  static let recipes = [
    Recipe("TABLE", [.table], [.cnn: 4, .int: 4]) { builder in
      guard builder.poolType() == .int8 else { return builder.interpolate() }
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

  /// TABLE of INT16: neighbouring entries differ by an INT16 at most; a RESCALE brings the INT32 back.
  fileprivate mutating func interpolate() -> Bool {
    let x = value(of: .int16)
    let step = dice.once(in: 4) ? 32_767 : dice.pick([64, 256, 2048])
    var entries = [dice.integer(in: -32_768...32_767)]
    while entries.count < 513 {
      let last = entries[entries.count - 1]
      entries.append(
        dice.integer(in: max(-32_768, last - step)...min(32_767, last + step)))
    }
    let table = constant(Tensor(numbers: entries, .int16, [513]))
    let y = append(
      .table(Table()), [x.id, table], .int32, x.shape, range: .around(1 << 23))
    _ = rescaled(y, to: .int16, spread: 0x1p21)
    return true
  }
}
