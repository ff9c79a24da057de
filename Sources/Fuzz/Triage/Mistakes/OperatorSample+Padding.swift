import Graph

extension OperatorSample {
  /// The operator over padding of numbers that it should not see.
  var paddingMistakes: [Variation] {
    switch operation {
    case .conv2D(var conv):
      let pad = conv.pad
      conv.pad = Padding2D()
      return padded(pad, with: [0, lowest], .conv2D(conv))
    case .depthwiseConv2D(var conv):
      let pad = conv.pad
      conv.pad = Padding2D()
      return padded(pad, with: [0, lowest], .depthwiseConv2D(conv))
    case .maxPool2D(var pool):
      let pad = pool.pad
      pool.pad = Padding2D()
      return padded(pad, with: [0], .maxPool2D(pool))
    case .avgPool2D(var pool):
      let pad = pool.pad
      pool.pad = Padding2D()
      // Padding that counts is a part of the mean; it holds the zero point.
      return padded(pad, with: [numbers(1).first ?? 0], .avgPool2D(pool)).map {
        Variation("padding counts", $0.sample)
      }
    default: return []
    }
  }

  private var lowest: Int { operands[0].dtype.integerRange.map { Int($0.lowerBound) } ?? 0 }

  /// The same with its padding written out as each of `numbers`.
  private func padded(
    _ pad: Padding2D, with numbers: [Int], _ unpadded: Operation
  ) -> [Variation] {
    guard pad != Padding2D(), operands[0].dtype.isInteger else { return [] }
    return numbers.map { number in
      var copy = with(unpadded)
      copy.operands[0] = operands[0].padded(pad, with: number)
      return Variation("padding is \(number)", copy)
    }
  }
}

extension Tensor {
  /// An NHWC tensor with more rows and columns of one number.
  fileprivate func padded(_ pad: Padding2D, with number: Int) -> Tensor {
    let wide: Shape = [
      shape[0], shape[1] + pad.top + pad.bottom, shape[2] + pad.left + pad.right, shape[3],
    ]
    let values = (integerValues ?? []).map(Int.init)
    let numbers = (0..<wide.elementCount).map { element -> Int in
      let place = wide.coordinates(ofFlatIndex: element)
      let (y, x) = (place[1] - pad.top, place[2] - pad.left)
      guard (0..<shape[1]).contains(y), (0..<shape[2]).contains(x) else { return number }
      return values[shape.flatIndex(of: [place[0], y, x, place[3]])]
    }
    return Tensor(numbers: numbers, dtype, wide)
  }
}
