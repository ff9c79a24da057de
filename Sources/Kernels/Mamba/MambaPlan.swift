/// A block's constants in one number format, and its linear layers.
public struct MambaLayer<Number> {
  var norm: UnsafePointer<Number>
  var convWeight: UnsafePointer<Number>
  var convBias: UnsafePointer<Number>
  var a: UnsafePointer<Number>
  var skip: UnsafePointer<Number>
  var inProjection: MambaLinear
  var selection: MambaLinear
  var stepProjection: MambaLinear
  var outProjection: MambaLinear
}

/// An image's model in one number format: everything found and checked once.
public struct MambaPlan<Number: MambaNumber> {
  let shape: MambaShape
  /// `vocabulary` rows of `model` elements.
  let embedding: UnsafePointer<Number>
  let norm: UnsafePointer<Number>
  let head: MambaLinear
  let layers: UnsafePointer<MambaLayer<Number>>

  /// Nil if the image lacks a part or the arena is too small.
  public init?(_ image: MambaImage, in arena: inout MambaArena) {
    let shape = image.shape
    let table = MambaField.tables &+ 2 &* Number.block
    guard
      let embedding = image.array(
        Number.self, count: shape.vocabulary &* shape.model, at: table),
      let norm = image.array(Number.self, count: shape.model, at: table &+ 1),
      let head = image.linear(
        rows: shape.vocabulary, columns: shape.model, at: MambaField.head),
      let layers = arena.takeStructures(MambaLayer<Number>.self, shape.layers)
    else { return nil }
    self.shape = shape
    self.embedding = embedding
    self.norm = norm
    self.head = head
    self.layers = UnsafePointer(layers)
    let first = image.record(MambaField.layerWords &* shape.layers, at: MambaField.layers)
    guard first > 0 else { return nil }
    for index in 0..<shape.layers {
      let record = first &+ index &* MambaField.layerWords &* 4
      guard let layer = MambaLayer<Number>(image, record: record) else { return nil }
      (layers + index).initialize(to: layer)
    }
  }
}

extension MambaLayer where Number: MambaNumber {
  init?(_ image: MambaImage, record: Int) {
    let shape = image.shape
    let (inner, projections) = (shape.inner, MambaField.projections)
    let first = Number.block &* MambaField.constants
    func constant(_ index: Int, _ count: Int) -> UnsafePointer<Number>? {
      image.array(Number.self, count: count, at: first &+ index, of: record)
    }
    guard let norm = constant(0, shape.model),
      let convWeight = constant(1, inner &* shape.taps),
      let convBias = constant(2, inner),
      let a = constant(3, inner &* shape.states),
      let skip = constant(4, inner),
      let inProjection = image.linear(
        rows: 2 &* inner, columns: shape.model, at: projections, of: record),
      let selection = image.linear(
        rows: shape.selection, columns: inner, at: projections &+ 1, of: record),
      let stepProjection = image.linear(
        rows: inner, columns: shape.rank, at: projections &+ 2, of: record),
      let outProjection = image.linear(
        rows: shape.model, columns: inner, at: projections &+ 3, of: record)
    else { return nil }
    self.init(
      norm: norm, convWeight: convWeight, convBias: convBias, a: a, skip: skip,
      inProjection: inProjection, selection: selection, stepProjection: stepProjection,
      outProjection: outProjection)
  }
}

extension MambaArena {
  /// Room for structures that hold pointers.
  mutating func takeStructures<Structure>(
    _ type: Structure.Type, _ count: Int
  ) -> UnsafeMutablePointer<Structure>? {
    let size = (count &* MemoryLayout<Structure>.stride &+ 7) & ~7
    guard size <= left else { return nil }
    let place = next.bindMemory(to: type, capacity: count)
    next += size
    left &-= size
    return place
  }
}
