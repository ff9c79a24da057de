extension Q12 {
  /// Floats to q11.12: nearest, ties to even, saturated.
  @inlinable
  public static func convert(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count { output[index] = Q12(input[index]) }
  }

  /// q11.12 to floats, exactly.
  @inlinable
  public static func convert(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { output[index] = input[index].float }
  }
}
