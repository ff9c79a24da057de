/// A layer or a network whose ticks Nordic's simulator has counted.
public struct CycleMeasurement: Sendable, Hashable {
  /// What it measures: an operator, a chain of them, or a family of networks.
  public var subject: String
  /// The layers, without weights.
  public var layers: [AxonLayer]
  /// Ticks of one inference, as measured.
  public var ticks: Int
  /// The sizes that the compiler gave.
  public var memory: MeasuredMemory

  /// Ticks of one inference, by the model.
  public var predictedTicks: Int { TickModel.whole(TickModel.ticks(ofInference: layers)) }

  /// The distance of the prediction from the measurement, as a share of the measurement; nil where
  /// nothing was to be done.
  public var error: Double? {
    ticks > 0 ? (Double(predictedTicks) / Double(ticks) - 1).magnitude : nil
  }
}

/// What a compiled network occupies.
public struct MeasuredMemory: Sendable, Hashable {
  /// Bytes of the buffer that tensors between layers share.
  public var interlayerBytes: Int
  /// Bytes of weights, biases and scales that the command buffer refers to.
  public var constantBytes: Int
  /// 32-bit words of the command buffer on the device.
  public var commandWords: Int
}
