import Graph

extension OperatorSample {
  /// The sample with one attribute as a mistake would have it, or with operands in another order.
  var attributeMistakes: [Variation] {
    switch operation {
    case .conv2D(let conv):
      padMistakes(conv.pad) { pad in
        var copy = conv
        copy.pad = pad
        return .conv2D(copy)
      }
        + dilationMistake(conv.dilation, conv.pad, taps: operands[1].shape[2]) { dilation, pad in
          var copy = conv
          (copy.dilation, copy.pad) = (dilation, pad)
          return .conv2D(copy)
        }
    case .depthwiseConv2D(let conv):
      padMistakes(conv.pad) { pad in
        var copy = conv
        copy.pad = pad
        return .depthwiseConv2D(copy)
      }
        + dilationMistake(conv.dilation, conv.pad, taps: operands[1].shape[1]) { dilation, pad in
          var copy = conv
          (copy.dilation, copy.pad) = (dilation, pad)
          return .depthwiseConv2D(copy)
        }
    case .rescale(let rescale):
      rescaleMistakes(rescale)
    case .transpose(let transpose):
      transposeMistakes(transpose.permutation)
    case .reverse(let reverse):
      (0..<result.shape.rank).filter { $0 != reverse.axis }.map {
        Variation("another axis", with(.reverse(Reverse(axis: $0))))
      }
    case .binary(.arithmeticRightShift(let rounds)):
      [Variation("other rounding", with(.binary(.arithmeticRightShift(round: !rounds))))]
    case .binary(.sub), .concat:
      swaps
    case .avgPool2D:
      poolMistakes
    case .clamp(let clamp):
      clampMistakes(clamp)
    default: []
    }
  }

  private var swaps: [Variation] {
    operands.indices.dropLast().map { index in
      var copy = self
      copy.operands.swapAt(index, index + 1)
      return Variation("operands swapped", copy)
    }
  }

  private func padMistakes(
    _ pad: Padding2D, _ operation: (Padding2D) -> Operation
  ) -> [Variation] {
    let shifts: [(WritableKeyPath<Padding2D, Int>, WritableKeyPath<Padding2D, Int>)] = [
      (\.bottom, \.top), (\.top, \.bottom), (\.right, \.left), (\.left, \.right),
    ]
    return shifts.compactMap { from, to in
      guard pad[keyPath: from] > 0 else { return nil }
      var moved = pad
      moved[keyPath: from] -= 1
      moved[keyPath: to] += 1
      return Variation("padding shifted", with(operation(moved)))
    }
  }

  private func dilationMistake(
    _ dilation: Spatial2D, _ pad: Padding2D, taps: Int,
    _ operation: (Spatial2D, Padding2D) -> Operation
  ) -> [Variation] {
    guard dilation.x != dilation.y else { return [] }
    var wider = pad
    wider.right += (taps - 1) * (dilation.y - dilation.x)
    return [
      Variation(
        "one dilation for both", with(operation(Spatial2D(y: dilation.y, x: dilation.y), wider)))
    ]
  }

  /// A mean is linear: an input_zp that is taken off twice is missing from the output_zp.
  private var poolMistakes: [Variation] {
    guard let input = numbers(1).first, let output = numbers(2).first,
      result.dtype.integerRange?.contains(Int64(output - input)) == true
    else { return [] }
    return [Variation("input_zp twice", with(2, [output - input]))]
  }

  private func rescaleMistakes(_ rescale: Rescale) -> [Variation] {
    var other = rescale
    other.roundingMode = rescale.roundingMode == .single ? .double : .single
    var signed = rescale
    signed.inputUnsigned.toggle()
    return [
      Variation("other rounding", with(.rescale(other))),
      Variation("other signedness", with(.rescale(signed))),
    ]
  }

  private func transposeMistakes(_ permutation: [Int]) -> [Variation] {
    let inverse = permutation.indices.map { permutation.firstIndex(of: $0) ?? 0 }
    return [
      Variation("inverse permutation", with(.transpose(Transpose(permutation: inverse)))),
      Variation(
        "no permutation", with(.transpose(Transpose(permutation: Array(permutation.indices))))),
    ]
  }

  private func clampMistakes(_ clamp: Clamp) -> [Variation] {
    guard let range = result.dtype.integerRange else { return [] }
    func bytes(_ number: Int) -> [UInt8] {
      Tensor(numbers: [number], result.dtype, [1]).bytes
    }
    var low = clamp
    low.minimum = bytes(Int(range.lowerBound))
    var high = clamp
    high.maximum = bytes(Int(range.upperBound))
    return [
      Variation("no lower end", with(.clamp(low))), Variation("no upper end", with(.clamp(high))),
    ]
  }
}
