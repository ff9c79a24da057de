import Graph

// CLAMP of INT8: a ReLU at the zero point, a ReLU6, or any range.
extension Clamp {
  static let recipes = [
    Recipe("CLAMP INT8", [.clamp], [.cnn: 6, .int: 3]) { builder in
      let x = builder.activation()
      var low = x.zeroPoint
      var high = 127
      switch builder.dice.integer(in: 0...5) {
      case 0: low = -128
      case 1: high = builder.dice.integer(in: low...127)
      case 2:
        low = builder.dice.integer(in: -128...127)
        high = builder.dice.integer(in: low...127)
      default: break
      }
      let clamp = Clamp(
        minimum: [UInt8(truncatingIfNeeded: low)], maximum: [UInt8(truncatingIfNeeded: high)])
      builder.append(
        .clamp(clamp), [x.id], .int8, x.shape, range: x.range.clippedTo(low...high),
        zeroPoint: x.zeroPoint)
      return true
    }
  ]
}
