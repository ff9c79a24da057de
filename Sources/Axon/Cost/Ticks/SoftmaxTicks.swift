/// Ticks of the exponentials of softmax; its division runs on the CPU, which is not counted.
///
/// `layer + element * n`
struct SoftmaxTicks {
  /// A layer, whatever its size.
  let layer = 695.3
  /// An exponential.
  let element = 11.216

  func ticks(of layer: AxonLayer) -> Double {
    self.layer + element * Double(layer.output.count)
  }
}
