// Activations of one operand. Input and output may be the same buffer.

/// `x sigmoid(x)`, element by element.
public enum PTSiLU {
  /// fp32: error as stated at `Float32Math.silu`.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { output[index] = Float32Math.silu(input[index]) }
  }
}

/// `log(1 + e^x)`, element by element.
public enum PTSoftplus {
  /// fp32: error as stated at `Float32Math.softplus`.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { output[index] = Float32Math.softplus(input[index]) }
  }
}

/// `1 / (1 + e^-x)`, element by element.
public enum PTSigmoid {
  /// fp32: error as stated at `Float32Math.sigmoid`.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { output[index] = Float32Math.sigmoid(input[index]) }
  }
}

/// `tanh(x)`, element by element.
public enum PTTanh {
  /// fp32: error as stated at `Float32Math.tanh`.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { output[index] = Float32Math.tanh(input[index]) }
  }
}

/// `x (1 + erf(x / sqrt(2))) / 2`, element by element.
public enum PTGELU {
  /// fp32: error as stated at `Float32Math.gelu`.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { output[index] = Float32Math.gelu(input[index]) }
  }
}

/// `min(max(x + 3, 0), 6) / 6`, element by element.
public enum PTHardSigmoid {
  /// fp32: relative error below 2^-22, or 2^-22 absolute near -3.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { output[index] = min(max(input[index] + 3, 0), 6) * (1 / 6) }
  }
}

/// `x min(max(x + 3, 0), 6) / 6`, element by element.
public enum PTHardSwish {
  /// fp32: absolute error below 2^-21 `max(1, |x|)`.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count {
      output[index] = input[index] * min(max(input[index] + 3, 0), 6) * (1 / 6)
    }
  }
}

/// `x` for `x >= 0`, else `slope * x`, element by element.
public enum PTLeakyReLU {
  /// fp32: one rounding, so exact to half a unit in the last place.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, slope: Float, count: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count {
      let x = input[index]
      output[index] = x < 0 ? slope * x : x
    }
  }
}

/// `x * silu(z)`, element by element: the gate of a Mamba or LLaMA block.
public enum PTGatedMul {
  /// fp32: error as `Float32Math.silu`, and half a unit in the last place of the product.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, gate: UnsafePointer<Float>, count: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { output[index] = input[index] * Float32Math.silu(gate[index]) }
  }
}
