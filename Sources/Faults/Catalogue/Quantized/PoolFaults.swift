import Graph

/// Faults of engine `quantized` in pools and reductions.
enum PoolFaults {
  static let all: [Fault] = [
    .quantized(
      "pool-zero-point-twice",
      "AVG_POOL2D takes off the input's zero point twice, as where a pool is quantized twice",
      .execuTorch
    ) { call in
      guard case .avgPool2D = call.operation, call.result.dtype == .int8,
        let zero = call.number(1), zero != 0
      else { return }
      call.mapResult { min(max($0 - zero, -128), 127) }
    },
    .quantized(
      "pool-counts-padding", "AVG_POOL2D divides by the whole window where part of it is padding"
    ) { call in
      guard case .avgPool2D(let pool) = call.operation, pool.pad != Padding2D(),
        let zero = call.number(1)
      else { return }
      call.padExplicitly(pool.pad, with: zero) { inner in
        var pool = pool
        pool.pad = inner
        return .avgPool2D(pool)
      }
    },
    .quantized("pool-truncates", "AVG_POOL2D drops the fraction of the mean") { call in
      guard case .avgPool2D(let pool) = call.operation, pool.pad == Padding2D() else { return }
      let area = pool.kernel.y * pool.kernel.x
      guard area > 1, let input = call.number(1), let output = call.number(2),
        let sums = call.windowSums(pool)
      else { return }
      call.distort { result, operands in
        let sums = sums(operands[0].integers.map { $0 - input })
        let range = result.dtype == .int8 ? -128...127 : -32_768...32_767
        result.mapIntegers { index, _ in
          min(max(sums[index] / area + output, range.lowerBound), range.upperBound)
        }
      }
    },
    .quantized(
      "max-pool-padding-zero", "MAX_POOL2D counts padding as 0, so that it wins over negatives",
      .tensorFlowLite("")
    ) { call in
      guard case .maxPool2D(let pool) = call.operation, pool.pad != Padding2D() else { return }
      let size = call.operands[0].shape
      call.distort { result, _ in
        let shape = result.shape
        func sticksOut(_ at: Int, _ stride: Int, _ pad: Int, _ kernel: Int, _ size: Int) -> Bool {
          at * stride - pad < 0 || at * stride - pad + kernel > size
        }
        result.mapIntegers { index, number in
          let (y, x) = (index / (shape[3] * shape[2]) % shape[1], index / shape[3] % shape[2])
          let isPadded =
            sticksOut(y, pool.stride.y, pool.pad.top, pool.kernel.y, size[1])
            || sticksOut(x, pool.stride.x, pool.pad.left, pool.kernel.x, size[2])
          return isPadded ? max(number, 0) : number
        }
      }
    },
    .quantized("reduce-max-from-zero", "REDUCE_MAX begins with 0, so that negatives are lost") {
      call in
      guard case .reduce(let reduce) = call.operation, case .max = reduce.function,
        call.result.dtype.isInteger
      else { return }
      call.mapResult { max($0, 0) }
    },
    .quantized("reduce-sum-tail", "REDUCE_SUM leaves out the last of nine elements or more if odd")
    {
      call in
      guard case .reduce(let reduce) = call.operation, case .sum = reduce.function,
        call.result.dtype.isInteger
      else { return }
      let shape = call.operands[0].shape
      let length = shape[reduce.axis]
      guard length > 8, !length.isMultiple(of: 2), let kernel = call.resized(call.operation) else {
        return
      }
      let stride = shape.strides[reduce.axis]
      call.distort { result, operands in
        var operands = operands
        operands[0].mapIntegers { index, number in
          index / stride % length == length - 1 ? 0 : number
        }
        if let made = try? kernel(operands) { result = made }
      }
    },
    .quantized("argmax-last", "ARGMAX gives the last of equal elements") { call in
      guard case .argMax(let argMax) = call.operation else { return }
      let shape = call.operands[0].shape
      let (length, stride) = (shape[argMax.axis], shape.strides[argMax.axis])
      call.distort { result, operands in
        let numbers = operands[0].integers
        result.mapIntegers { index, first in
          let base = index / stride * stride * length + index % stride
          let largest = numbers[base + first * stride]
          return (0..<length).last { numbers[base + $0 * stride] == largest } ?? first
        }
      }
    },
  ]
}

extension OperatorCall {
  /// The sums of the windows of a pool without padding.
  fileprivate func windowSums(_ pool: AvgPool2D) -> (@Sendable ([Int]) -> [Int])? {
    let (input, output) = (operands[0].shape, result.shape)
    return { numbers in
      (0..<output.elementCount).map { index in
        let at = output.coordinates(ofFlatIndex: index)
        var sum = 0
        for y in 0..<pool.kernel.y {
          for x in 0..<pool.kernel.x {
            let row = at[1] * pool.stride.y + y
            let column = at[2] * pool.stride.x + x
            sum += numbers[((at[0] * input[1] + row) * input[2] + column) * input[3] + at[3]]
          }
        }
        return sum
      }
    }
  }
}
