import Axon
public import Graph
import Kernels

/// Writes a model as the image that `MambaImage` reads.
///
/// ```swift
/// let bytes = try MambaImageWriter.image(of: model, ranges: ranges)
/// ```
public enum MambaImageWriter {
  /// The image of a model whose linear layers take and give INT8 over the ranges.
  ///
  /// Weights are symmetric with one scale a matrix, as AXON's fully connected layer wants them.
  /// - Throws: `tensor` where the shape or a scale can't be held.
  public static func image(
    of model: LadderModel, ranges: LadderRanges
  ) throws(InvalidInput) -> [UInt8] {
    let shape = model.shape
    guard shape.isValid, ranges.inputs.count == 4 * shape.layers + 1 else {
      throw InvalidInput(
        .tensor, "a model of these sizes has no image", at: InputLocation(element: "shape"))
    }
    var words = ImageWords()
    words.reserve(MambaField.headerWords)
    let sizes = [
      shape.vocabulary, shape.model, shape.inner, shape.layers, shape.states, shape.taps,
      shape.rank,
    ]
    for (index, size) in sizes.enumerated() {
      words[MambaField.shape + index] = UInt32(size)
    }
    for (index, values) in [model.embedding, model.norm].enumerated() {
      words[MambaField.tables + index] = words.append(values)
      words[MambaField.tables + 2 + index] = words.append(q12: values)
    }
    words[MambaField.head] = try words.append(
      NPULinear(
        model.head, bias: nil, rows: shape.vocabulary, from: ranges.inputs[4 * shape.layers],
        to: ranges.outputs[4 * shape.layers], name: "head"))
    let layers = words.reserve(MambaField.layerWords * shape.layers)
    words[MambaField.layers] = UInt32(layers * 4)
    for (index, layer) in model.layers.enumerated() {
      let record = layers + index * MambaField.layerWords
      let constants = [
        layer.norm, layer.convWeight, layer.convBias, layer.rates,
        layer.skip,
      ]
      for (field, values) in constants.enumerated() {
        words[record + field] = words.append(values)
        words[record + MambaField.constants + field] = words.append(q12: values)
      }
      for projection in LadderModel.Projection.allCases {
        let linear = 4 * index + projection.rawValue
        let (weights, bias, rows) = layer.parameters(of: projection, shape)
        words[record + MambaField.projections + projection.rawValue] = try words.append(
          NPULinear(
            weights, bias: bias, rows: rows, from: ranges.inputs[linear],
            to: ranges.outputs[linear], name: "layer \(index), \(projection)"))
      }
    }
    try words.appendPacked(model, ranges)
    return words.finish()
  }
}

extension LadderModel.Layer {
  /// A linear layer's weights, bias and number of outputs.
  func parameters(
    of projection: LadderModel.Projection, _ shape: MambaShape
  ) -> (weights: [Float], bias: [Float]?, rows: Int) {
    switch projection {
    case .input: (inProjection, nil, 2 * shape.inner)
    case .selection: (selection, nil, shape.selection)
    case .step: (stepProjection, stepBias, shape.inner)
    case .output: (outProjection, nil, shape.model)
    }
  }
}
