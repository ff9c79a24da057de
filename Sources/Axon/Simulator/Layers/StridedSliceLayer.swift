import Graph

/// Strided slice: a box of the operand; data only moves.
struct StridedSliceLayer: LayerKernel {
  private let slice: AxonLayer.Slice
  private let inputDims: AxonDims
  private let outputDims: AxonDims
  private let input: Int
  private let output: Int

  init(_ site: LayerSite) throws(InvalidInput) {
    try site.requireMove(1...1)
    let layer = site.layer
    guard let slice = layer.slice else {
      throw LayerSite.invalid(site.index, layer, "has no begin, end and step")
    }
    for axis in AxonAxis.allCases {
      let (begin, end, step) = (slice.begin[axis], slice.end[axis], slice.step[axis])
      try site.require(
        step > 0 && begin >= 0 && begin < end && end <= layer.inputs[0][axis],
        "\(begin)..<\(end) by \(step) is not inside \(layer.inputs[0])")
      try site.require(
        layer.output[axis] == (end - begin + step - 1) / step,
        "does not give \(layer.output)")
    }
    self.slice = slice
    inputDims = layer.inputs[0]
    outputDims = layer.output
    input = site.inputs[0]
    output = site.output
  }

  func run(_ memory: LayerMemory) {
    let source = memory.int8(input)
    var target = memory.int8(output)
    for c in 0..<outputDims.c {
      let plane = source + (slice.begin.c &+ c &* slice.step.c) &* inputDims.plane
      for h in 0..<outputDims.h {
        let row = slice.begin.h &+ h &* slice.step.h
        let line = plane + (row &* inputDims.w &+ slice.begin.w)
        for w in 0..<outputDims.w { target[w] = line[w &* slice.step.w] }
        target += outputDims.w
      }
    }
  }
}
