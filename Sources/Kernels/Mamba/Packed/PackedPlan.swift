/// A block as rung 6 has it: three layers of the NPU instead of four, numbers of 16 bits.
struct PackedLayer {
  /// The norm's weight by the scale of the projection's input, in units of 2^-12.
  var normFactors: UnsafePointer<Int32>
  /// Four rotations of `inner` rows of four 16-bit taps.
  var taps: UnsafePointer<Int32>
  var convBias: UnsafePointer<Int32>
  var skip: UnsafePointer<Q12>
  /// `inner` rows of `states` 16-bit rates.
  var rates: UnsafePointer<Int32>
  /// Convolution's input and gate.
  var inProjection: MambaLinear
  /// The step of every channel, B, C.
  var selection: MambaLinear
  var outProjection: MambaLinear
  var convShift: Int32
  var gateShift: Int32
  var stepShift: Int32
  var rateShift: Int32
  var driveShift: Int32
  var sumShift: Int32
  var deltaShift: Int32
}

/// An image's model as rung 6 computes it.
struct PackedPlan {
  let shape: MambaShape
  let embedding: UnsafePointer<Q12>
  let normFactors: UnsafePointer<Int32>
  let head: MambaLinear
  let layers: UnsafePointer<PackedLayer>

  /// Nil if the image lacks a part, the arena is too small, or the model does not have four taps and an
  /// even number of states.
  init?(_ image: MambaImage, in arena: inout MambaArena) {
    let shape = image.shape
    guard shape.taps == 4, shape.states & 1 == 0,
      let embedding = image.array(
        Q12.self, count: shape.vocabulary &* shape.model, at: MambaField.tables &+ 2),
      let normFactors = image.array(
        Int32.self, count: shape.model, at: MambaField.packedNorm),
      let head = image.linear(
        rows: shape.vocabulary, columns: shape.model, at: MambaField.packedHead),
      let layers = arena.takeStructures(PackedLayer.self, shape.layers)
    else { return nil }
    self.shape = shape
    self.embedding = embedding
    self.normFactors = normFactors
    self.head = head
    self.layers = UnsafePointer(layers)
    let first = image.record(
      MambaField.packedLayerWords &* shape.layers, at: MambaField.packedLayers)
    guard first > 0 else { return nil }
    for index in 0..<shape.layers {
      let record = first &+ index &* MambaField.packedLayerWords &* 4
      guard let layer = PackedLayer(image, record: record) else { return nil }
      (layers + index).initialize(to: layer)
    }
  }
}

extension PackedLayer {
  init?(_ image: MambaImage, record: Int) {
    let shape = image.shape
    let inner = shape.inner
    guard
      let normFactors = image.array(Int32.self, count: shape.model, at: 0, of: record),
      let taps = image.array(Int32.self, count: 8 &* inner, at: 1, of: record),
      let convBias = image.array(Int32.self, count: inner, at: 2, of: record),
      let skip = image.array(Q12.self, count: inner, at: 3, of: record),
      let rates = image.array(Int32.self, count: inner &* shape.states / 2, at: 4, of: record),
      let inProjection = image.linear(
        rows: 2 &* inner, columns: shape.model, at: 5, of: record),
      let selection = image.linear(
        rows: inner &+ 2 &* shape.states, columns: inner, at: 6, of: record),
      let outProjection = image.linear(rows: shape.model, columns: inner, at: 7, of: record)
    else { return nil }
    // A rate above 0 would reach beyond the table of decays.
    for index in 0..<inner &* shape.states / 2 {
      guard rates[index] &>> 16 <= 0, Int16(truncatingIfNeeded: rates[index]) <= 0 else {
        return nil
      }
    }
    func shift(_ index: Int) -> Int32 { image.number(8 &+ index, of: record) & 31 }
    self.init(
      normFactors: normFactors, taps: taps, convBias: convBias, skip: skip, rates: rates,
      inProjection: inProjection, selection: selection, outProjection: outProjection,
      convShift: shift(0), gateShift: shift(1), stepShift: shift(2), rateShift: shift(3),
      driveShift: shift(4), sumShift: shift(5), deltaShift: shift(6))
  }
}
