import Graph

/// CONCAT: operands joined along one axis; data only moves, nothing is scaled.
struct ConcatLayer: LayerKernel {
  /// Operand by operand: where it is, and the bytes that it gives at a time.
  private let parts: [(input: Int, run: Int)]
  private let repeats: Int
  private let output: Int

  init(_ site: LayerSite) throws(InvalidInput) {
    try site.requireMove(2...4)
    let layer = site.layer
    guard let axis = layer.concatAxis else {
      throw LayerSite.invalid(site.index, layer, "has no axis")
    }
    var sizes = layer.inputs[0]
    sizes[axis] = layer.inputs.reduce(0) { $0 + $1[axis] }
    for dims in layer.inputs {
      var matched = dims
      matched[axis] = sizes[axis]
      try site.require(matched.hasSameSizes(as: sizes), "\(dims) does not join into \(sizes)")
    }
    try site.require(
      layer.output.hasSameSizes(as: sizes), "gives \(sizes), is declared as \(layer.output)")
    parts = zip(site.inputs, layer.inputs).map { offset, dims in
      switch axis {
      case .c: (offset, dims.count)
      case .h: (offset, dims.plane)
      case .w: (offset, dims.w)
      }
    }
    repeats =
      switch axis {
      case .c: 1
      case .h: sizes.c
      case .w: sizes.c * sizes.h
      }
    output = site.output
  }

  func run(_ memory: LayerMemory) {
    var target = memory.int8(output)
    for index in 0..<repeats {
      for part in parts {
        target.update(from: memory.int8(part.input) + index &* part.run, count: part.run)
        target += part.run
      }
    }
  }
}
