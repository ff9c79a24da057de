/// A linear layer on the NPU, with what the CPU needs to feed it and to read it.
public struct MambaLinear {
  public var layer: AxonLinear
  public var input: INT8Affine
  public var output: INT8Affine
}

extension MambaImage {
  /// The linear layer that a word refers to, of the sizes it must have.
  func linear(rows: Int, columns: Int, at index: Int, of record: Int = 0) -> MambaLinear? {
    let place = self.record(MambaField.linearWords, at: index, of: record)
    guard place > 0, number(MambaField.rows, of: place) == Int32(truncatingIfNeeded: rows),
      number(MambaField.columns, of: place) == Int32(truncatingIfNeeded: columns),
      let weights = array(
        Int8.self, count: rows &* columns, at: MambaField.weights, of: place),
      let bias = array(Int32.self, count: rows, at: MambaField.bias, of: place),
      let multipliers = array(Int32.self, count: rows, at: MambaField.multipliers, of: place)
    else { return nil }
    let output = affine(MambaField.output, of: place)
    return MambaLinear(
      layer: AxonLinear(
        rows: rows, columns: columns, weights: weights, bias: bias, multipliers: multipliers,
        shift: Int(number(MambaField.shift, of: place) & 31), zeroPoint: output.zeroPoint),
      input: affine(MambaField.input, of: place), output: output)
  }

  func number(_ index: Int, of record: Int) -> Int32 {
    Int32(bitPattern: word(index, of: record))
  }

  func affine(_ index: Int, of record: Int) -> INT8Affine {
    INT8Affine(
      scale: Float(bitPattern: word(index, of: record)),
      inverse: Float(bitPattern: word(index &+ 1, of: record)),
      zeroPoint: number(index &+ 2, of: record), multiplier: number(index &+ 3, of: record),
      shift: number(index &+ 4, of: record), factor: number(index &+ 5, of: record),
      factorShift: number(index &+ 6, of: record))
  }
}
