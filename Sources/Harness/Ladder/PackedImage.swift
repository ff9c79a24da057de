import Graph
import Kernels

extension ImageWords {
  /// Adds what rung 6 has instead: numbers of 16 bits with as many fractional bits as their ranges leave,
  /// and the step's two projections as one.
  mutating func appendPacked(
    _ model: LadderModel, _ ranges: LadderRanges
  ) throws(InvalidInput) {
    let shape = model.shape
    guard shape.taps == 4, shape.states.isMultiple(of: 2) else { return }
    let last = 4 * shape.layers
    self[MambaField.packedHead] = try append(
      NPULinear(
        model.head, bias: nil, rows: shape.vocabulary, from: ranges.inputs[last],
        scale: 0x1p-12, name: "head of rung 6"))
    self[MambaField.packedNorm] = append(factors: model.norm, for: ranges.inputs[last])
    let first = reserve(MambaField.packedLayerWords * shape.layers)
    self[MambaField.packedLayers] = UInt32(first * 4)
    for index in 0..<shape.layers {
      try setPacked(
        index, of: model, ranges, at: first + index * MambaField.packedLayerWords)
    }
  }

  private mutating func setPacked(
    _ index: Int, of model: LadderModel, _ ranges: LadderRanges, at record: Int
  ) throws(InvalidInput) {
    let shape = model.shape
    let layer = model.layers[index]
    let linear = 4 * index
    let projected = ranges.outputs[linear].fractionalBits
    let selected = max(ranges.outputs[linear + 1].fractionalBits, 8)
    let stepped = ranges.outputs[linear + 2].fractionalBits
    let delta = ranges.outputs[linear + 3].fractionalBits

    self[record] = append(factors: layer.norm, for: ranges.inputs[linear])
    let sums = stride(from: 0, to: layer.convWeight.count, by: 4).map { first in
      layer.convWeight[first..<first + 4].reduce(Float(0)) { $0 + $1.magnitude }
    }
    let tapBits = LadderRange(magnitude: sums.max() ?? 0).bits(atMost: 14, margin: 1)
    self[record + 1] = append(rotations(of: layer.convWeight, bits: tapBits))
    self[record + 2] = append(
      words: layer.convBias.map { fixed($0, bits: projected + tapBits) })
    self[record + 3] = append(q12: layer.skip)
    let rates = layer.rates.map { $0 * Self.rateScale }
    let largest = rates.reduce(Float(0)) { max($0, $1.magnitude) }
    let rateBits = LadderRange(magnitude: largest).bits(atMost: 14, margin: 1)
    guard rateBits >= 9, projected + tapBits >= 12 else {
      throw InvalidInput(
        .tensor, "its rates or taps leave 16 bits",
        at: InputLocation(element: "layer \(index)"))
    }
    self[record + 4] = append(
      rates.map { Int16(($0 * Float(1 << rateBits)).rounded(.toNearestOrEven)) })

    self[record + 5] = try append(
      NPULinear(
        layer.inProjection, bias: nil, rows: 2 * shape.inner, from: ranges.inputs[linear],
        scale: 1 / Float(1 << projected), name: "layer \(index), input of rung 6"))
    let (weights, bias) = layer.mergedSelection(shape, stepGain: gain(stepped - selected))
    self[record + 6] = try append(
      NPULinear(
        weights, bias: bias, rows: shape.inner + 2 * shape.states,
        from: ranges.inputs[linear + 1], scale: 1 / Float(1 << selected),
        name: "layer \(index), selection of rung 6"))
    self[record + 7] = try append(
      NPULinear(
        layer.outProjection, bias: nil, rows: shape.model, from: ranges.inputs[linear + 3],
        scale: 1 / Float(1 << delta), name: "layer \(index), output of rung 6"))
    let shifts = [
      projected + tapBits - 12, 12 - projected, 12 - stepped, rateBits - 9, 12 - selected,
      selected - 8, 12 - delta,
    ]
    for (field, shift) in shifts.enumerated() { self[record + 8 + field] = UInt32(shift) }
  }

  /// `1 / (64 log(65/64))`: decays are powers of 65/64 on the board.
  private static let rateScale: Float = 1.007792

  private func gain(_ bits: Int) -> Float {
    Float(sign: .plus, exponent: bits, significand: 1)
  }

  private func fixed(_ value: Float, bits: Int) -> UInt32 {
    let scaled = (Double(value) * Double(1 << bits)).rounded(.toNearestOrEven)
    return UInt32(bitPattern: Int32(max(min(scaled, 0x7fff_ffff), -0x8000_0000)))
  }

  /// Adds a norm's weights by the scale of the layer that they feed.
  private mutating func append(factors: [Float], for range: LadderRange) -> UInt32 {
    let scale = range.scaleAndZeroPoint.scale
    return append(words: factors.map { fixed($0 / scale, bits: 12) })
  }

  /// Adds integers of 16 bits.
  private mutating func append(_ values: [Int16]) -> UInt32 {
    append(
      words: stride(from: 0, to: values.count, by: 2).map { index in
        let high = index + 1 < values.count ? values[index + 1] : 0
        return UInt32(UInt16(bitPattern: values[index]))
          | UInt32(UInt16(bitPattern: high)) << 16
      })
  }

  /// The taps for each place that the newest input may have in the register.
  private func rotations(of taps: [Float], bits: Int) -> [Int16] {
    let fixed = taps.map { Int16(($0 * Float(1 << bits)).rounded(.toNearestOrEven)) }
    return (0..<4).flatMap { newest in
      fixed.indices.map { index in
        fixed[index & ~3 + (index + 3 - newest) & 3]
      }
    }
  }
}

extension LadderModel.Layer {
  /// The step of every channel as one matrix, then B and C; the step's rows times `stepGain`.
  func mergedSelection(
    _ shape: MambaShape, stepGain: Float
  ) -> (weights: [Float], bias: [Float]) {
    let inner = shape.inner
    var weights = [Float](repeating: 0, count: inner * inner)
    for row in 0..<inner {
      for rank in 0..<shape.rank {
        let factor = stepProjection[row * shape.rank + rank] * stepGain
        for column in 0..<inner {
          weights[row * inner + column] += factor * selection[rank * inner + column]
        }
      }
    }
    weights += selection[(shape.rank * inner)...]
    let bias = stepBias.map { $0 * stepGain }
    return (weights, bias + Array(repeating: 0, count: 2 * shape.states))
  }
}

extension LadderRange {
  /// A range around 0.
  init(magnitude: Float) {
    low = -magnitude
    high = magnitude
  }

  /// Fractional bits, at most 12, that leave a number of 16 bits a quarter more than the range.
  var fractionalBits: Int { bits(atMost: 12, margin: 1.25) }

  /// Fractional bits with which a number of 16 bits holds `margin` times the range.
  func bits(atMost most: Int, margin: Float) -> Int {
    let largest = max(-low, high) * margin
    return (0...most).last { largest * Float(1 << $0) <= 32767 } ?? 0
  }
}
