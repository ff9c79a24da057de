import Graph

extension OperatorSample {
  /// The sample with one operand as a mistake would read it.
  var operandMistakes: [Variation] {
    let names = operation.rule.signature.inputs
    return operands.indices.flatMap { index -> [Variation] in
      let name = index < names.count ? names[index] : names.last ?? "operand"
      if let repeated = repeated(index) {
        return [Variation("\(name) repeated from the start", repeated)]
      }
      if !isConstant[index] { return inputMistakes(index, name) }
      if operands[index].dtype == .shape { return shapeMistakes(index, name) }
      return operands[index].count == 1
        ? scalarMistakes(index, name, names) : arrayMistakes(index, name)
    } + factorMistakes
  }

  /// The sample with a broadcast operand written out as its elements one after another, again and again.
  private func repeated(_ index: Int) -> OperatorSample? {
    switch operation {
    case .binary, .select, .compare, .mul: break
    default: return nil
    }
    let (values, shape) = (numbers(index), result.shape)
    guard operands[index].shape.rank == shape.rank, values.count > 1, operands[index].shape != shape
    else { return nil }
    var copy = self
    copy.operands[index] = Tensor(
      numbers: (0..<shape.elementCount).map { values[$0 % values.count] }, operands[index].dtype,
      shape)
    return copy
  }

  private func scalarMistakes(_ index: Int, _ name: String, _ names: [String]) -> [Variation] {
    guard let number = numbers(index).first else { return [] }
    var variations = [
      Variation("\(name) is 0", with(index, [0])),
      Variation("\(name) negated", with(index, [-number])),
      Variation("\(name) twice", with(index, [2 * number])),
    ]
    for other in operands.indices
    where other != index && isConstant[other] && operands[other].count == 1
      && operands[other].dtype == operands[index].dtype
    {
      let source = other < names.count ? names[other] : "another operand"
      variations.append(Variation("\(name) is \(source)", with(index, numbers(other))))
    }
    return variations
  }

  private func arrayMistakes(_ index: Int, _ name: String) -> [Variation] {
    let (values, shape) = (numbers(index), operands[index].shape)
    var variations = Self.lanes(values).map { Variation("\(name) \($0)", with(index, $1)) }
    variations.append(Variation("\(name) is 0", with(index, values.map { _ in 0 })))
    if shape.rank == 4, let last = shape.last {
      if shape[1] == shape[2], shape[1] > 1 {
        let transposed = values.indices.map { element in
          var place = shape.coordinates(ofFlatIndex: element)
          place.swapAt(1, 2)
          return values[shape.flatIndex(of: place)]
        }
        variations.append(Variation("\(name) transposed", with(index, transposed)))
      }
      let zero = index + 3 < operands.count ? numbers(index + 3).first ?? 0 : 0
      let short = values.indices.map { $0 % last == last - 1 ? zero : values[$0] }
      variations.append(Variation("\(name) without the last channel", with(index, short)))
    }
    if shape.rank == 1, values.count == 256 {
      variations.append(
        Variation("\(name) from the middle", with(index, Array(values[128...] + values[..<128]))))
      variations.append(
        Variation("\(name) from the second", with(index, [values[1]] + values[1...])))
    }
    return variations
  }

  /// Numbers for each channel, read in another way.
  private static func lanes(_ values: [Int]) -> [(String, [Int])] {
    guard values.count > 1 else { return [] }
    var variations = [("of the first channel for all", values.map { _ in values[0] })]
    for period in [4, 8, 16] where values.count > period {
      variations.append(
        ("of every \(period) channels", values.indices.map { values[$0 % period] }))
      variations.append(
        (
          "of the channel before from \(period) on",
          values.indices.map { values[$0 >= period ? $0 - 1 : $0] }
        ))
    }
    variations.append(("of the first channel for the last", values.dropLast() + [values[0]]))
    variations.append(
      ("of the channel before for the last", values.dropLast() + [values[values.count - 2]]))
    return variations
  }

  private func shapeMistakes(_ index: Int, _ name: String) -> [Variation] {
    let values = numbers(index)
    guard let last = values.last else { return [] }
    return [
      Variation("\(name) is 0", with(index, values.map { _ in 0 })),
      Variation("\(name) aligned to 4", with(index, values.dropLast() + [last & ~3])),
    ]
  }

  private func inputMistakes(_ index: Int, _ name: String) -> [Variation] {
    let (values, shape) = (numbers(index), operands[index].shape)
    guard !values.isEmpty else { return [] }
    var variations = [
      Variation("\(name) without its last bit", with(index, values.map { $0 & ~1 }))
    ]
    switch operation {
    case .scatter: variations.append(Variation("\(name) is 0", with(index, values.map { _ in 0 })))
    case .reduce(let reduce):
      let (length, stride) = (shape[reduce.axis], shape.strides[reduce.axis])
      let short = values.indices.map { $0 / stride % length == length - 1 ? 0 : values[$0] }
      variations.append(Variation("\(name) without its last place", with(index, short)))
    default: break
    }
    if let batches = shape.first, batches > 1 {
      let size = values.count / batches
      variations.append(
        Variation(
          "\(name) of the first batch", with(index, values.indices.map { values[$0 % size] })))
    }
    if operands[index].dtype == .int48 {
      variations.append(
        Variation(
          "\(name) in 32 bits", with(index, values.map { Int(Int32(truncatingIfNeeded: $0)) })))
    }
    return variations
  }

  /// Multiplier and shift of a RESCALE together.
  private var factorMistakes: [Variation] {
    guard case .rescale = operation else { return [] }
    var variations = [
      Variation("multiplier of 16 bits", with(1, numbers(1).map { $0 & ~0x7fff })),
      Variation("shift of 46 at most", with(2, numbers(2).map { min($0, 46) })),
    ]
    // TOSA shifts by 2 to 62.
    if numbers(2).allSatisfy({ $0 < 62 }) {
      variations.append(Variation("half as large", with(2, numbers(2).map { $0 + 1 })))
    }
    if numbers(2).allSatisfy({ $0 > 2 }) {
      variations.append(Variation("twice as large", with(2, numbers(2).map { $0 - 1 })))
    }
    let shifts = Self.lanes(numbers(2))
    for (multiplier, shift) in zip(Self.lanes(numbers(1)), shifts) {
      variations.append(
        Variation("factors \(multiplier.0)", with(1, multiplier.1).with(2, shift.1)))
    }
    return variations
  }
}
