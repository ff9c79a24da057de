import Graph

extension OperatorSample {
  /// The operator over padding of numbers that it should not see.
  var paddingMistakes: [Variation] {
    switch operation {
    case .conv2D, .depthwiseConv2D: padded(with: [0, lowest])
    case .maxPool2D: padded(with: [0])
    case .avgPool2D:
      // Padding that counts is a part of the mean; it holds the zero point.
      padded(with: [numbers(1).first ?? 0]).map { Variation("padding counts", $0.sample) }
    default: []
    }
  }

  private var lowest: Int { operands[0].dtype.integerRange.map { Int($0.lowerBound) } ?? 0 }

  /// The same with its padding written out as each of `numbers`.
  private func padded(with numbers: [Int]) -> [Variation] {
    guard var window = operation.window, window.pad != Padding2D(), operands[0].dtype.isInteger
    else { return [] }
    let pad = window.pad
    window.pad = Padding2D()
    let unpadded = operation.with(window)
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
