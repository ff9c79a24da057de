import Graph

extension OperatorSample {
  /// The sample with one attribute as a mistake would have it, or with operands in another order.
  var attributeMistakes: [Variation] {
    switch operation {
    case .conv2D:
      windowMistakes(taps: operands[1].shape[2])
    case .depthwiseConv2D:
      windowMistakes(taps: operands[1].shape[1])
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

  /// A row or column of padding on the other side; one dilation for both directions.
  ///
  /// - Parameter taps: how wide the weights are.
  private func windowMistakes(taps: Int) -> [Variation] {
    guard let window = operation.window else { return [] }
    let shifts: [(WritableKeyPath<Padding2D, Int>, WritableKeyPath<Padding2D, Int>)] = [
      (\.bottom, \.top), (\.top, \.bottom), (\.right, \.left), (\.left, \.right),
    ]
    var variations = shifts.compactMap { from, to -> Variation? in
      guard window.pad[keyPath: from] > 0 else { return nil }
      var moved = window
      moved.pad[keyPath: from] -= 1
      moved.pad[keyPath: to] += 1
      return Variation("padding shifted", with(operation.with(moved)))
    }
    if window.dilation.x != window.dilation.y {
      var square = window
      square.pad.right += (taps - 1) * (window.dilation.y - window.dilation.x)
      square.dilation.x = window.dilation.y
      variations.append(Variation("one dilation for both", with(operation.with(square))))
    }
    return variations
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
