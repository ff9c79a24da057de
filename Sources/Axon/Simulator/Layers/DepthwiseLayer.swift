import Graph
import Kernels

/// Depthwise convolution: one filter a channel, over a padded copy of its plane.
struct DepthwiseLayer: LayerKernel {
  private let inputDims: AxonDims
  private let outputDims: AxonDims
  private let window: Window
  private let weights: PackedWeights
  private let filter: [Int8]
  private let bias: [Int32]
  private let stage: OutputStage
  private let padding: Int16
  private let input: Int
  private let output: Int
  private let plane: Int
  private let sums: Int
  /// Height and width of the padded plane.
  private let padded: (h: Int, w: Int)

  init(_ site: inout LayerSite) throws(InvalidInput) {
    try site.requireOperands(1...1)
    let layer = site.layer
    inputDims = layer.inputs[0]
    outputDims = layer.output
    try site.require(
      layer.filterDims.c == inputDims.c && outputDims.c == inputDims.c,
      "has \(layer.filterDims.c) filters and \(outputDims.c) outputs for \(inputDims.c) channels")
    window = try Window(site)
    weights = try PackedWeights(
      site, rows: inputDims.c, length: layer.filterDims.plane)
    filter = layer.filter
    bias = layer.biasPrime
    stage = try OutputStage(site, channels: inputDims.c)
    padding = Int16(clamping: site.zeroPoints[0])
    input = site.inputs[0]
    output = site.output
    padded = (
      inputDims.h + layer.pad.top + layer.pad.bottom, inputDims.w + layer.pad.left + layer.pad.right
    )
    plane = site.reserve(padded.h * padded.w, of: Int16.self)
    sums = site.reserve(padded.h * padded.w, of: Int64.self)
  }

  func run(_ memory: LayerMemory) {
    let source = UnsafePointer(memory.int8(input))
    let plane = memory.scratch(plane, as: Int16.self)
    plane.update(repeating: padding, count: padded.h * padded.w)
    for channel in 0..<inputDims.c {
      copy(source + channel &* inputDims.plane, into: plane)
      if weights.isWide {
        convolveWide(plane, channel: channel, memory)
      } else if window.stride == Spatial2D(y: 1, x: 1) {
        convolveDense(plane, channel: channel, memory)
      } else {
        convolveStrided(plane, channel: channel, memory)
      }
    }
  }

  private func copy(_ source: UnsafePointer<Int8>, into plane: UnsafeMutablePointer<Int16>) {
    for y in 0..<inputDims.h {
      let line = plane + ((y &+ window.pad.top) &* padded.w &+ window.pad.left)
      let row = source + y &* inputDims.w
      for x in 0..<inputDims.w { line[x] = Int16(row[x]) }
    }
  }

  private func tap(_ channel: Int, _ ky: Int, _ kx: Int) -> Int16 {
    Int16(filter[(channel &* window.height &+ ky) &* window.width &+ kx])
  }

  /// With stride 1 the plane is one long row; sums between two rows of the output are not used.
  private func convolveDense(
    _ plane: UnsafeMutablePointer<Int16>, channel: Int, _ memory: LayerMemory
  ) {
    let sums = memory.scratch(sums, as: Int32.self)
    let count = (outputDims.h &- 1) &* padded.w &+ outputDims.w
    sums.update(repeating: bias[channel], count: count)
    for ky in 0..<window.height {
      for kx in 0..<window.width {
        let start = ky &* window.dilation.y &* padded.w &+ kx &* window.dilation.x
        AxonDepthwise.addTap(
          plane + start, step: 1, weight: tap(channel, ky, kx), count: count, to: sums)
      }
    }
    for y in 0..<outputDims.h {
      stage.write(
        sums + y &* padded.w, count: outputDims.w, channel: channel, to: memory.base + output,
        at: (channel &* outputDims.h &+ y) &* outputDims.w)
    }
  }

  private func convolveStrided(
    _ plane: UnsafeMutablePointer<Int16>, channel: Int, _ memory: LayerMemory
  ) {
    let sums = memory.scratch(sums, as: Int32.self)
    for y in 0..<outputDims.h {
      sums.update(repeating: bias[channel], count: outputDims.w)
      for ky in 0..<window.height {
        let row = y &* window.stride.y &+ ky &* window.dilation.y
        for kx in 0..<window.width {
          let start = row &* padded.w &+ kx &* window.dilation.x
          AxonDepthwise.addTap(
            plane + start, step: window.stride.x, weight: tap(channel, ky, kx),
            count: outputDims.w, to: sums)
        }
      }
      stage.write(
        sums, count: outputDims.w, channel: channel, to: memory.base + output,
        at: (channel &* outputDims.h &+ y) &* outputDims.w)
    }
  }

  private func convolveWide(
    _ plane: UnsafeMutablePointer<Int16>, channel: Int, _ memory: LayerMemory
  ) {
    let sums = memory.scratch(sums, as: Int64.self)
    for y in 0..<outputDims.h {
      sums.update(repeating: Int64(bias[channel]), count: outputDims.w)
      for ky in 0..<window.height {
        let row = y &* window.stride.y &+ ky &* window.dilation.y
        for kx in 0..<window.width {
          let start = row &* padded.w &+ kx &* window.dilation.x
          AxonDepthwise.addTap(
            wide: plane + start, step: window.stride.x, weight: tap(channel, ky, kx),
            count: outputDims.w, to: sums)
        }
      }
      stage.write(
        wide: sums, count: outputDims.w, channel: channel, to: memory.base + output,
        at: (channel &* outputDims.h &+ y) &* outputDims.w)
    }
  }
}
