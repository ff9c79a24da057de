import Graph

// MUL of INT8 with the RESCALEs around it.
extension Mul {
  static let recipes = [
    Recipe("MUL INT8", [.mul, .rescale], [.cnn: 5, .int: 2]) { $0.product() }
  ]
}

extension GraphBuilder {
  fileprivate mutating func product() -> Bool {
    let (x, y) = int8Pair()
    guard let shape = x.shape.broadcast(with: y.shape), shape.elementCount <= limits.elements
    else { return false }
    let a = widen(x, by: 1)
    let b = widen(y, by: 1)
    let most = a.magnitude(less: 0) * b.magnitude(less: 0)
    let result = append(
      .mul(Mul()), [a.id, b.id, scalar(0, .int8)], .int32, shape, range: .around(most))
    _ = requantize(result, spread: 3600, perChannel: false)
    return true
  }
}
