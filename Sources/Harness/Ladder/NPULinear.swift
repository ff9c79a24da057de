import Axon
import Graph
import Kernels

/// A linear layer in the NPU's numbers: INT8 weights with one scale, bias with the input's zero point
/// in it, multiplier and shift as Nordic's flow derives them.
struct NPULinear {
  let rows: Int
  let weights: [Int8]
  let bias: [Int32]
  let multipliers: [Int32]
  let shift: Int
  let input: INT8Affine
  let output: INT8Affine

  /// A layer that gives INT8 over a range.
  ///
  /// - Throws: `tensor` where a scale is beyond what the kernels or the NPU take.
  init(
    _ values: [Float], bias: [Float]?, rows: Int, from inputRange: LadderRange,
    to outputRange: LadderRange, name: String
  ) throws(InvalidInput) {
    let (scale, zeroPoint) = outputRange.scaleAndZeroPoint
    try self.init(
      values, bias: bias, rows: rows, from: inputRange, scale: scale, zeroPoint: zeroPoint,
      name: name)
  }

  /// A layer that gives units of `scale`.
  ///
  /// - Throws: `tensor` where a scale is beyond what the kernels or the NPU take.
  init(
    _ values: [Float], bias: [Float]?, rows: Int, from inputRange: LadderRange, scale: Float,
    zeroPoint: Int8 = 0, name: String
  ) throws(InvalidInput) {
    let (inputScale, inputZeroPoint) = inputRange.scaleAndZeroPoint
    let largest = values.reduce(Float(0)) { max($0, $1.magnitude) }
    let weightScale = max(largest, 0x1p-20) / 127
    let product = inputScale * weightScale
    guard let input = INT8Affine(scale: inputScale, zeroPoint: inputZeroPoint),
      let output = INT8Affine(scale: scale, zeroPoint: zeroPoint),
      let shift = Scaling.largestShift(
        for: product / scale, bits: 31, zeroPoint: Int(zeroPoint))
    else {
      throw InvalidInput(
        .tensor, "its scales are beyond the NPU's", at: InputLocation(element: name))
    }
    self.rows = rows
    self.input = input
    self.output = output
    self.shift = shift
    multipliers = Array(
      repeating: Scaling.multiplier(for: product / scale, shift: shift), count: rows)
    let columns = values.count / rows
    let weights = values.map { Int8(($0 / weightScale).rounded(.toNearestOrEven)) }
    self.weights = weights
    self.bias = (0..<rows).map { row in
      let sum = weights[row * columns..<(row + 1) * columns].reduce(0) { $0 + Int($1) }
      let value = bias.map { ($0[row] / product).rounded(.toNearestOrEven) } ?? 0
      return Int32(clamping: Int(value) - Int(inputZeroPoint) * sum)
    }
  }
}

extension ImageWords {
  /// Adds a linear layer's record; returns its offset.
  mutating func append(_ linear: NPULinear) -> UInt32 {
    let record = reserve(MambaField.linearWords)
    self[record + MambaField.rows] = UInt32(linear.rows)
    self[record + MambaField.columns] = UInt32(linear.weights.count / linear.rows)
    self[record + MambaField.weights] = append(linear.weights)
    self[record + MambaField.bias] = append(words: linear.bias.map(UInt32.init(bitPattern:)))
    self[record + MambaField.multipliers] = append(
      words: linear.multipliers.map(UInt32.init(bitPattern:)))
    self[record + MambaField.shift] = UInt32(linear.shift)
    set(linear.input, at: record + MambaField.input)
    set(linear.output, at: record + MambaField.output)
    return UInt32(record * 4)
  }

  private mutating func set(_ affine: INT8Affine, at place: Int) {
    self[place] = affine.scale.bitPattern
    self[place + 1] = affine.inverse.bitPattern
    for (index, number) in [
      affine.zeroPoint, affine.multiplier, affine.shift, affine.factor, affine.factorShift,
    ].enumerated() {
      self[place + 2 + index] = UInt32(bitPattern: number)
    }
  }
}
