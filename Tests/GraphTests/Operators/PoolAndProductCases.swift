import Graph

extension RuleTable {
  /// AVG_POOL2D and MAX_POOL2D.
  static let pools = RuleTable(
    legal: [
      average(), average(kernel: Spatial2D(y: 8, x: 8), stride: 1, output: [1, 1, 1, 3]),
      average(type: .fp32, accType: .fp32),
      average(zeroPoint: .constant(.int8, [127])),
      // As ExecuTorch trims it: kernel 3, stride 2, the padding after the last row is gone.
      maximum(
        kernel: Spatial2D(y: 3, x: 3), stride: 2, pad: Padding2D(top: 1, left: 1),
        output: [1, 4, 4, 3]),
      maximum(output: [1, 4, 4, 3]),
    ],
    misses: [
      NearMiss("rank 4", "input", changed(maximum(), 0, .tensor(.int8, [8, 8, 3]))),
      NearMiss("kernel at least 1", "kernel", maximum(kernel: Spatial2D(y: 0, x: 2))),
      NearMiss("kernel of level 8K", "kernel", maximum(kernel: Spatial2D(y: 2, x: 8193))),
      NearMiss("stride at least 1", "stride", maximum(stride: -1)),
      NearMiss("exact output size", "stride", maximum(stride: 4)),
      NearMiss("pad not negative", "pad", maximum(pad: Padding2D(bottom: -2))),
      NearMiss("pad below the kernel", "pad", maximum(pad: Padding2D(top: 2))),
      NearMiss("window within the input", "kernel", maximum(kernel: Spatial2D(y: 9, x: 2))),
      NearMiss("accumulator", "acc_type", average(accType: .fp32)),
      NearMiss("zero point of the type", "input_zp", average(zeroPoint: .zero(.int16))),
      NearMiss(
        "zero point 0 unless INT8", "input_zp",
        average(type: .int16, zeroPoint: .constant(.int16, [1]))),
      NearMiss.specified(
        "constant zero point", "output_zp", changed(average(), 2, .tensor(.int8, [1]))),
    ])

  private static func average(
    kernel: Spatial2D = Spatial2D(y: 2, x: 2), stride: Int = 2, type: DType = .int8,
    accType: DType = .int32, zeroPoint: Given? = nil, output: Shape = [1, 4, 4, 3]
  ) -> RuleCase {
    let pool = AvgPool2D(kernel: kernel, stride: Spatial2D(y: stride, x: stride), accType: accType)
    let zero = zeroPoint ?? .zero(type)
    return RuleCase(.avgPool2D(pool), [.tensor(type, [1, 8, 8, 3]), zero, zero], type, output)
  }

  private static func maximum(
    kernel: Spatial2D = Spatial2D(y: 2, x: 2), stride: Int = 2, pad: Padding2D = Padding2D(),
    output: Shape = [1, 4, 4, 3]
  ) -> RuleCase {
    let pool = MaxPool2D(kernel: kernel, stride: Spatial2D(y: stride, x: stride), pad: pad)
    return RuleCase(.maxPool2D(pool), [.tensor(.int8, [1, 8, 8, 3])], .int8, output)
  }

  /// MATMUL.
  static let products = RuleTable(
    legal: [
      product(), product([1, 1, 1], [1, 1, 1], output: [1, 1, 1]),
      product(type: .fp16, declared: .fp16), product(type: .fp16, declared: .fp32),
      product(type: .int16, declared: .int48),
    ],
    misses: [
      NearMiss("rank 3 of A", "A", product([3, 4], [2, 4, 5])),
      NearMiss("rank 3 of B", "B", product([2, 3, 4], [4, 5])),
      NearMiss("equal batches", "B", product([2, 3, 4], [1, 4, 5])),
      NearMiss("equal inner sizes", "B", product([2, 3, 4], [2, 3, 5])),
      NearMiss("equal types", "B", changed(product(), 1, .tensor(.int16, [2, 4, 5]))),
      NearMiss("result type", "output", product(declared: .int8)),
      NearMiss(
        "zero point 0 unless INT8", "B_zp",
        changed(product(type: .int16, declared: .int48), 3, .constant(.int16, [1]))),
      NearMiss("one zero point", "A_zp", changed(product(), 2, .constant(.int8, [0, 0]))),
    ])

  private static func product(
    _ a: Shape = [2, 3, 4], _ b: Shape = [2, 4, 5], type: DType = .int8, declared: DType = .int32,
    output: Shape = [2, 3, 5]
  ) -> RuleCase {
    RuleCase(
      .matMul(MatMul()), [.tensor(type, a), .tensor(type, b), .zero(type), .zero(type)], declared,
      output)
  }

  /// FFT2D and RFFT2D.
  static let spectra = RuleTable(
    legal: [
      fft([2, 4, 8], [2, 4, 8]), fft([1, 1, 1], [1, 1, 1]),
      rfft([2, 4, 8], output: [2, 4, 5]), rfft([1, 2, 1], output: [1, 2, 1]),
    ],
    misses: [
      NearMiss("rank 3", "input_real", fft([4, 8], [4, 8])),
      NearMiss("height a power of two", "input_real", fft([1, 3, 8], [1, 3, 8])),
      NearMiss("width a power of two", "input_real", rfft([1, 4, 6], output: [1, 4, 4])),
      NearMiss.specified(
        "size of level 8K", "input_real", rfft([1, 1, 16384], output: [1, 1, 8193])),
      NearMiss("equal shapes", "input_imag", fft([1, 4, 8], [1, 8, 4])),
    ])

  private static func fft(_ real: Shape, _ imaginary: Shape) -> RuleCase {
    let type = TensorType(.fp32, real)
    return RuleCase(
      .fft2D(FFT2D()), [.tensor(.fp32, real), .tensor(.fp32, imaginary)], [type, type])
  }

  private static func rfft(_ input: Shape, output: Shape) -> RuleCase {
    let type = TensorType(.fp32, output)
    return RuleCase(.rfft2D(RFFT2D()), [.tensor(.fp32, input)], [type, type])
  }
}
