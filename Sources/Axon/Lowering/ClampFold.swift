import Graph

/// A CLAMP that the layer before it can do: none at all, or ReLU.
struct ClampFold: Sendable {
  var activation = AxonActivation.none
  var result: TensorID
  var operators: [Int] = []

  /// The CLAMP that alone reads `tensor`, if it is one of those.
  init(after tensor: TensorID, zeroPoint: Int, in context: LoweringContext) {
    result = tensor
    guard context.mayFuse(.clampFold), let reader = context.onlyReader(of: tensor),
      case .clamp(let clamp) = context.operation(reader),
      let low = clamp.minimum.first.map(Int8.init(bitPattern:)),
      let high = clamp.maximum.first.map(Int8.init(bitPattern:)), high == .max
    else { return }
    // Rounding is monotonic and keeps the zero point, so clamping after it or before is the same.
    if low == .min {
      activation = .none
    } else if Int(low) == zeroPoint {
      activation = .relu
    } else {
      return
    }
    result = context.block.operators[reader].outputs[0]
    operators = [reader]
  }
}
