import CVectorKernels

/// INT8 elements less a zero point, as INT16.
enum Widening {
  static func run(
    _ level: VectorLevel, _ input: UnsafePointer<Int8>, to output: UnsafeMutablePointer<Int16>,
    count: Int, zeroPoint: Int16
  ) {
    guard level == .scalar else {
      return cvk_i8_widen(level.rawValue, input, output, count, zeroPoint)
    }
    for i in 0..<count { output[i] = Int16(input[i]) &- zeroPoint }
  }
}
