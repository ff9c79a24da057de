/// `f(x W^T + b)`: a linear layer and its activation.
public enum PTLinearActivation {
  /// What is applied to the sums.
  @frozen
  public enum Activation: Sendable {
    case relu
    case relu6
    case sigmoid
    case tanh
    case silu
  }

  /// fp32: sums in element order from zero, the bias last; the activation's error as stated at
  /// `Float32Math`.
  ///
  /// - Parameters:
  ///   - input: `rows` rows of `inputs` elements.
  ///   - weight: `outputs` rows of `inputs` elements.
  ///   - bias: `outputs` elements.
  ///   - output: `rows` rows of `outputs` elements.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    rows: Int, inputs: Int, outputs: Int, activation: Activation,
    to output: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      let x = input + row &* inputs
      for channel in 0..<outputs {
        let w = weight + channel &* inputs
        var sum: Float = 0
        for index in 0..<inputs { sum += x[index] * w[index] }
        output[row &* outputs &+ channel] = activated(sum + bias[channel], activation)
      }
    }
  }

  @inlinable @inline(__always)
  static func activated(_ x: Float, _ activation: Activation) -> Float {
    switch activation {
    case .relu: x < 0 ? 0 : x
    case .relu6: x < 0 ? 0 : x > 6 ? 6 : x
    case .sigmoid: Float32Math.sigmoid(x)
    case .tanh: Float32Math.tanh(x)
    case .silu: Float32Math.silu(x)
    }
  }
}
