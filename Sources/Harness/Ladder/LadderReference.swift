import Kernels

/// The model in fp32 throughout, linear layers too: what the ladder's rungs are judged against, and
/// what ranges are observed on.
///
/// It is built from the fp32 kernels; that these are right is shown against PyTorch's logits.
public struct LadderReference {
  private let model: LadderModel
  /// A of each layer.
  private let rates: [[Float]]
  private var conv: [[Float]]
  private var scan: [[Float]]
  /// The ranges of the linear layers over all tokens so far.
  public private(set) var ranges: LadderRanges

  /// A model before its first token.
  public init(_ model: LadderModel) {
    self.model = model
    rates = model.layers.map(\.rates)
    let shape = model.shape
    conv = Array(
      repeating: Array(repeating: 0, count: shape.inner * shape.taps), count: shape.layers)
    scan = Array(
      repeating: Array(repeating: 0, count: shape.inner * shape.states), count: shape.layers)
    ranges = LadderRanges(layers: shape.layers)
  }

  /// The logits of the token after `token`.
  public mutating func callAsFunction(_ token: Int) -> [Float] {
    let shape = model.shape
    var stream = Array(model.embedding[token * shape.model..<(token + 1) * shape.model])
    for index in 0..<shape.layers {
      let delta = block(index, norm(stream, model.layers[index].norm))
      for element in stream.indices { stream[element] += delta[element] }
    }
    return linear(
      4 * shape.layers, model.head, nil, norm(stream, model.norm), rows: shape.vocabulary)
  }

  private mutating func block(_ index: Int, _ row: [Float]) -> [Float] {
    let shape = model.shape
    let inner = shape.inner
    let layer = model.layers[index]
    let projected = linear(4 * index, layer.inProjection, nil, row, rows: 2 * inner)
    var channel = [Float](repeating: 0, count: inner)
    PTCausalConvStep.apply(
      projected, state: &conv[index], weight: layer.convWeight, bias: layer.convBias,
      channels: inner, taps: shape.taps, to: &channel)
    let selection = linear(
      4 * index + 1, layer.selection, nil, channel, rows: shape.selection)
    var step = linear(
      4 * index + 2, layer.stepProjection, layer.stepBias, Array(selection[..<shape.rank]),
      rows: inner)
    PTSoftplus.apply(step, count: inner, to: &step)
    selectiveScan(index, channel, step, selection, &channel)
    PTGatedMul.apply(channel, gate: Array(projected[inner...]), count: inner, to: &channel)
    return linear(4 * index + 3, layer.outProjection, nil, channel, rows: shape.model)
  }

  private mutating func selectiveScan(
    _ index: Int, _ input: [Float], _ step: [Float], _ selection: [Float],
    _ output: inout [Float]
  ) {
    let (inner, states) = (model.shape.inner, model.shape.states)
    // One after the other, so that one address gives all.
    let operands =
      input + step + model.layers[index].skip + selection[model.shape.rank...] + rates[index]
    operands.withUnsafeBufferPointer { operands in
      guard let x = operands.baseAddress else { return }
      let b = x + 3 * inner
      let token = ScanToken<Float>(
        channels: inner, states: states, input: x, step: x + inner, skip: x + 2 * inner,
        a: b + 2 * states, b: b, c: b + states)
      PTSelectiveScan.apply(token, state: &scan[index], to: &output)
    }
  }

  private func norm(_ row: [Float], _ weight: [Float]) -> [Float] {
    var output = row
    RMSNorm.apply(row, weight: weight, epsilon: 1e-5, count: row.count, to: &output)
    return output
  }

  private mutating func linear(
    _ index: Int, _ weight: [Float], _ bias: [Float]?, _ input: [Float], rows: Int
  ) -> [Float] {
    var output = [Float](repeating: 0, count: rows)
    PTLinear.apply(
      input, weight: weight, bias: bias, rows: rows, columns: input.count, to: &output)
    input.withUnsafeBufferPointer { ranges.inputs[index].widen(by: $0) }
    output.withUnsafeBufferPointer { ranges.outputs[index].widen(by: $0) }
    return output
  }
}
