import Graph

extension Slice {
  /// SLICE as a strided slice, where its elements are a box of the AXON tensor.
  func claim(_ index: Int, in context: LoweringContext) throws(Rejection) -> Claim {
    let op = context.block.operators[index]
    let (type, result) = (context.type(op.inputs[0]), context.type(op.outputs[0]))
    guard type.dtype == .int8 else { throw Rejection("AXON moves INT8, not \(type.dtype)") }
    let start = try context.numbers(op.inputs[1])
    let arrangement =
      context.located[op.inputs[0].index]?.arrangement ?? Arrangement(naturalFor: type.shape)
    let (dims, strides) = (arrangement.dims, type.shape.strides)
    // Where each element comes from, and the box that holds them all.
    var places: [Int] = []
    var low = AxonDims(c: dims.c, h: dims.h, w: dims.w)
    var high = AxonDims(c: 0, h: 0, w: 0)
    for element in 0..<result.shape.elementCount {
      var source = 0
      for (axis, coordinate) in result.shape.coordinates(ofFlatIndex: element).enumerated() {
        source += (coordinate + start[axis]) * strides[axis]
      }
      let place = Int(arrangement.places[source])
      places.append(place)
      for (axis, coordinate) in dims.coordinates(ofPlace: place) {
        low[axis] = min(low[axis], coordinate)
        high[axis] = max(high[axis], coordinate + 1)
      }
    }
    let box = AxonDims(c: high.c - low.c, h: high.h - low.h, w: high.w - low.w)
    guard box.count == places.count else {
      throw Rejection("its elements are no box of the tensor as AXON stores it")
    }
    var layer = AxonLayer(.stridedSlice, operands: [], inputs: [dims], output: box)
    layer.slice = AxonLayer.Slice(begin: low, end: high)
    layer.onlyMove()
    let moved = places.map { place in
      box.place(ofCoordinates: dims.coordinates(ofPlace: place).map { $0.1 - low[$0.0] })
    }
    return try Claim(
      operators: [index], result: op.outputs[0],
      operands: [ClaimOperand(tensor: op.inputs[0], arrangement: arrangement)], layer: layer,
      arrangement: Arrangement(dims: box, places: moved))
  }
}

extension AxonDims {
  /// The coordinates of an element of C, H, W storage.
  func coordinates(ofPlace place: Int) -> [(AxonAxis, Int)] {
    [(.c, place / plane), (.h, place % plane / w), (.w, place % w)]
  }

  /// The place of an element in C, H, W storage.
  func place(ofCoordinates coordinates: [Int]) -> Int32 {
    Int32((coordinates[0] * h + coordinates[1]) * w + coordinates[2])
  }
}
