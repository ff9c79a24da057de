import Graph

// TRANSPOSE_CONV2D of integers; `reference` has no FP32 form.
extension TransposeConv2D {
  static let recipes = [
    Recipe("TRANSPOSE_CONV2D", [.transposeConv2D, .rescale], [.int: 4]) { $0.spread() }
  ]
}

extension GraphBuilder {
  fileprivate mutating func spread() -> Bool {
    let types = convolutionTypes()
    let x = image(types.input)
    let kernel = (dice.integer(in: 1...4), dice.integer(in: 1...4))
    let stride = (dice.integer(in: 1...3), dice.integer(in: 1...3))
    // Padding of the output, negative to crop, which leaves one row at least.
    func size(_ input: Int, _ kernel: Int, _ stride: Int, _ pads: (Int, Int)) -> Int {
      (input - 1) * stride + kernel + pads.0 + pads.1
    }
    var rows = (dice.integer(in: 1 - kernel.0...2), dice.integer(in: 1 - kernel.0...2))
    var columns = (dice.integer(in: 1 - kernel.1...2), dice.integer(in: 1 - kernel.1...2))
    if size(x.shape[1], kernel.0, stride.0, rows) < 1 { rows = (0, 0) }
    if size(x.shape[2], kernel.1, stride.1, columns) < 1 { columns = (0, 0) }
    let height = size(x.shape[1], kernel.0, stride.0, rows)
    let width = size(x.shape[2], kernel.1, stride.1, columns)
    let (inputs, positions) = (x.shape[3], x.shape[0] * height * width)
    guard positions <= limits.elements else { return false }
    let channels = outputChannels(
      positions: positions, workPerChannel: x.shape.elementCount * kernel.0 * kernel.1)
    let pad = Padding2D(top: rows.0, bottom: rows.1, left: columns.0, right: columns.1)
    let sums = accumulate(
      x, types, filter: [channels, kernel.0, kernel.1, inputs], taps: kernel.0 * kernel.1 * inputs,
      channels: channels, output: [x.shape[0], height, width, channels]
    ) {
      .transposeConv2D(
        TransposeConv2D(outPad: pad, stride: Spatial2D(y: stride.0, x: stride.1), accType: $0))
    }
    finish(sums)
    return true
  }
}
