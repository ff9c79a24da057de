import Graph

extension NetworkSketch {
  /// A fully connected layer and softmax, to probabilities in units of 1/256.
  @discardableResult
  mutating func softmax(of value: Value, classes: Int? = nil) -> Value {
    let count = classes ?? random.integer(in: 2...30)
    let logits = fullyConnected(of: value, to: count, byteWidth: 4, activation: .prepareSoftmax)
    return activate(.softmax, logits, zeroPoint: -128)
  }

  /// Sigmoid or tanh of a layer that gives q3.12.
  mutating func activation(_ operation: AxonOperation, of value: Value) {
    let before: Value =
      switch random.integer(in: 0...2) {
      case 0:
        fullyConnected(
          of: value, to: random.integer(in: 1...40), byteWidth: 2, activation: AxonActivation.none)
      case 1: convolution(of: value, byteWidth: 2)
      default: depthwise(of: value, byteWidth: 2)
      }
    _ = activate(operation, before, zeroPoint: operation == .sigmoid ? -128 : 0)
  }

  private mutating func activate(
    _ operation: AxonOperation, _ value: Value, zeroPoint: Int
  ) -> Value {
    var layer = layer(operation, of: value)
    layer.output.byteWidth = 1
    layer.outputZeroPoint = zeroPoint
    layer.multipliers = [1 << 30]
    layer.shifts = [22]
    return append(layer)
  }
}
