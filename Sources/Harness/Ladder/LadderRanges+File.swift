import Foundation
public import Graph

extension LadderRanges {
  /// The ranges that a model's export observed on its calibration text.
  ///
  /// The file is JSON: `linears` holds, by PyTorch's name of the layer, `input` and `output` with `min`
  /// and `max` each.
  /// - Throws: `file` or `format`, naming the file, where it can't be read or a layer is missing.
  public init(file: String, layers: Int) throws(InvalidInput) {
    let bytes = try FileContents.read(file)
    let content: QuantizationFile
    do {
      content = try JSONDecoder().decode(QuantizationFile.self, from: Data(bytes))
    } catch {
      throw InvalidInput(
        .format, "it holds no ranges of linear layers", remedy: "Export the model again.",
        at: InputLocation(file: file))
    }
    self.init(layers: layers)
    let names =
      (0..<layers).flatMap { layer in
        ["in_proj", "x_proj", "dt_proj", "out_proj"].map { "blk.\(layer).\($0)" }
      } + ["head"]
    for (index, name) in names.enumerated() {
      guard let linear = content.linears[name] else {
        throw InvalidInput(
          .format, "there is no linear layer '\(name)'", remedy: "Export the model again.",
          at: InputLocation(file: file))
      }
      inputs[index] = linear.input.range
      outputs[index] = linear.output.range
    }
  }
}

/// What is read of `quantization.json`.
private struct QuantizationFile: Decodable {
  var linears: [String: Linear]

  struct Linear: Decodable {
    var input: Ends
    var output: Ends
  }

  struct Ends: Decodable {
    var min: Float
    var max: Float

    /// The range with 0 in it.
    var range: LadderRange {
      LadderRange(low: Swift.min(min, 0), high: Swift.max(max, 0))
    }
  }
}
