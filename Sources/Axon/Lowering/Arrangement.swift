import Graph

/// Where the elements of a TOSA tensor lie in an AXON tensor.
///
/// TOSA counts elements row-major in its own shape (NHWC, or whatever a RESHAPE or TRANSPOSE made of
/// it), AXON stores C, H, W. An arrangement is the table from one to the other, so that every change
/// of layout is a change of table: it costs nothing on the NPU.
struct Arrangement: Sendable, Hashable {
  /// The dimensions on AXON.
  var dims: AxonDims
  /// For each element in TOSA's order, its place in AXON's storage; a permutation.
  var places: [Int32]

  /// TOSA's order is AXON's.
  init(inOrder dims: AxonDims) {
    self.dims = dims
    places = (0..<Int32(dims.count)).map { $0 }
  }

  init(dims: AxonDims, places: [Int32]) {
    self.dims = dims
    self.places = places
  }

  /// An NHWC tensor of one image, kept as C, H, W.
  init(nhwc shape: Shape) {
    dims = AxonDims(c: shape[3], h: shape[1], w: shape[2])
    places = [Int32](repeating: 0, count: dims.count)
    var element = 0
    for pixel in 0..<dims.plane {
      for channel in 0..<dims.c {
        places[element] = Int32(channel * dims.plane + pixel)
        element += 1
      }
    }
  }

  /// What is chosen where nothing else decides: C, H, W of an NHWC image, else the last two
  /// dimensions as H and W.
  init(naturalFor shape: Shape) {
    if shape.rank == 4, shape[0] == 1 {
      self.init(nhwc: shape)
      return
    }
    let w = shape.last ?? 1
    let h = shape.rank > 1 ? shape[shape.rank - 2] : 1
    self.init(inOrder: AxonDims(c: shape.elementCount / (h * w), h: h, w: w))
  }

  /// The arrangement of a tensor whose element `i` is this one's element `sources[i]`.
  func viewed(through sources: [Int32]?) -> Arrangement {
    guard let sources else { return self }
    return Arrangement(dims: dims, places: sources.map { places[Int($0)] })
  }

  /// The arrangement of a tensor of which this one is a view: its element `sources[i]` is this one's
  /// element `i`.
  func unviewed(through sources: [Int32]?) -> Arrangement {
    guard let sources else { return self }
    var places = places
    for (element, source) in sources.enumerated() { places[Int(source)] = self.places[element] }
    return Arrangement(dims: dims, places: places)
  }

  /// Whether elements lie in TOSA's order, so that a copy is one block.
  var isInOrder: Bool {
    for (index, place) in places.enumerated() where place != Int32(index) { return false }
    return true
  }

  /// Whether a tensor of these dimensions can be read with others by an AXON reshape, which takes
  /// elements in H, W, C order, without anything moving.
  func canBeRead(as other: AxonDims) -> Bool {
    func isFlat(_ dims: AxonDims) -> Bool { dims.c == 1 || dims.plane == 1 }
    return dims.count == other.count
      && (dims.c == other.c || (isFlat(dims) && isFlat(other)))
  }
}
