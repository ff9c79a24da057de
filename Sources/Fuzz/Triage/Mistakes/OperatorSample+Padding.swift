import Graph

extension OperatorSample {
  /// A convolution over padding of another number than the input's zero point.
  var paddingMistakes: [Variation] {
    let (pad, unpadded): (Padding2D, Operation)
    switch operation {
    case .conv2D(var conv):
      pad = conv.pad
      conv.pad = Padding2D()
      unpadded = .conv2D(conv)
    case .depthwiseConv2D(var conv):
      pad = conv.pad
      conv.pad = Padding2D()
      unpadded = .depthwiseConv2D(conv)
    default: return []
    }
    guard pad != Padding2D(), let range = operands[0].dtype.integerRange else { return [] }
    return [0, Int(range.lowerBound)].map { number in
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
