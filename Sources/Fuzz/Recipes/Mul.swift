import Graph

// MUL of INT8 with the RESCALEs around it, and of any type by itself.
extension Mul {
  static let recipes = [
    Recipe("MUL INT8", [.mul, .rescale], [.cnn: 5, .int: 3]) { $0.scaledProduct() },
    Recipe("MUL", [.mul], [.int: 3, .fp: 8, .quantizable: 4]) { $0.product() },
  ]
}

extension GraphBuilder {
  fileprivate mutating func scaledProduct() -> Bool {
    let (x, y) = int8Pair()
    guard let shape = x.shape.broadcast(with: y.shape), shape.elementCount <= limits.elements
    else { return false }
    let a = widen(x, by: 1)
    let b = widen(y, by: 1)
    let most = a.magnitude(less: 0) * b.magnitude(less: 0)
    let result = append(
      .mul(Mul()), [a.id, b.id, scalar(0, .int8)], .int32, shape, range: .around(most))
    requantize(result, spread: 3600, perChannel: false)
    return true
  }

  /// MUL of FP32, INT8 or INT16, or of INT32 shifted right so far that every product fits.
  fileprivate mutating func product() -> Bool {
    let dtype: DType = family.isReal ? .fp32 : dice.pick([.int8, .int16, .int32])
    let x = value(of: dtype)
    let y = partner(of: x, dtype: dtype)
    guard let shape = x.shape.broadcast(with: y.shape), shape.elementCount <= limits.elements
    else { return false }
    let most = x.magnitude(less: 0) * y.magnitude(less: 0)
    var shift = 0
    if dtype == .int32 {
      while (most >> shift) + 1 > Int(Int32.max) { shift += 1 }
      if dice.once(in: 2) {
        shift = dice.pick([shift, shift + 1, 31, 62, 63].filter { $0 >= shift })
      }
    }
    append(
      .mul(Mul()), [x.id, y.id, scalar(shift, .int8)], dtype == .fp32 ? .fp32 : .int32, shape,
      range: .around((most >> shift) + 1))
    return true
  }
}
