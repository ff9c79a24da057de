/// Ticks of AXON's layers as Nordic's simulator of compiler 1.4.0 counts them, fitted to measurements.
///
/// A tick is what that simulator calls a cycle; real hardware was not measured. The formulas are
/// those of `docs/cost-model.md`; `Suites/axon/fit_cost.py` finds their constants, at most eight an
/// operator.
enum TickModel {
  /// Ticks of an inference beside its layers, from chains of one to eight equal layers.
  static let perInference = 40.0

  /// Ticks of an inference of layers, not rounded.
  static func ticks(ofInference layers: [AxonLayer]) -> Double {
    layers.reduce(perInference) { $0 + ticks(of: $1) }
  }

  /// Ticks of one layer, not rounded.
  static func ticks(of layer: AxonLayer) -> Double {
    switch layer.operation {
    case .fullyConnected: FullyConnectedTicks().ticks(of: layer)
    case .conv2D: ConvolutionTicks().ticks(of: layer)
    case .depthwise: DepthwiseTicks().ticks(of: layer)
    case .pointwise: PointwiseTicks().ticks(of: layer)
    case .averagePool, .maxPool: PoolTicks().ticks(of: layer)
    case .mean: MeanTicks().ticks(of: layer)
    case .add:
      layer.isSteppedByConstant
        ? ElementwiseTicks.addConstant.ticks(of: layer) : ElementwiseTicks.add.ticks(of: layer)
    case .multiply:
      layer.isSteppedByConstant
        ? ElementwiseTicks.multiplyConstant.ticks(of: layer)
        : ElementwiseTicks.multiply.ticks(of: layer)
    case .concat, .stridedSlice: CopyTicks().ticks(of: layer)
    case .softmax: SoftmaxTicks().ticks(of: layer)
    // Sigmoid and tanh run on the CPU, which the simulator does not count; the others move nothing.
    case .sigmoid, .tanh, .reshape, .persistentVariable: 0
    }
  }

  /// A count of ticks as a whole number; what no machine would finish saturates.
  static func whole(_ ticks: Double) -> Int {
    Int(min(ticks, 1e15).rounded())
  }
}

extension AxonLayer {
  /// Whether the second operand is a constant smaller than the tensor, which costs differently.
  ///
  /// A constant as large as the tensor, and one number added to all, cost what a tensor does.
  fileprivate var isSteppedByConstant: Bool {
    guard inputs.count == 1, !filterDims.hasSameSizes(as: inputs[0]) else { return false }
    return !(operation == .add && filterDims.count == 1 && inputs[0].c > 1)
  }
}
