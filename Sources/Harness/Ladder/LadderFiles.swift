public import Graph
import Kernels

/// A trained language model's folder under `Suites/models`.
///
/// | file | what it is |
/// |---|---|
/// | `weights.npz` | parameters in fp32, under PyTorch's names |
/// | `tokens.npy` | held-out text: INT32, one id a character |
/// | `calibration.npy` | training text on which ranges are observed: INT32 |
/// | `logits_fp32.npy` | PyTorch's logits after each of the first characters, state carried: FP32 `[n, V]` |
/// | `fp32_step.pte`, `int8_step_linears.pte` | one step as a program, for rungs 1 and 2 |
/// | `int8_linear_only.pte` | what is shown beside rung 2; may be missing |
public struct LadderFiles: Sendable {
  /// The folder.
  public let folder: String
  public let model: LadderModel
  /// Held-out text.
  public let tokens: [Int]
  /// Text that ranges are observed on.
  public let calibration: [Int]
  /// PyTorch's logits, a row of ``LadderModel/shape``'s vocabulary for each of the first tokens.
  public let logits: [Float]

  /// Reads a folder.
  /// - Throws: `invalid`, naming the file, where something is missing or does not fit.
  public init(_ folder: String) throws(InvalidInput) {
    self.folder = folder
    let weights = try LadderWeights(file: "\(folder)/weights.npz")
    model = try weights.model()
    let shape = model.shape
    tokens = try Self.tokens("\(folder)/tokens.npy", below: shape.vocabulary)
    calibration = try Self.tokens("\(folder)/calibration.npy", below: shape.vocabulary)
    let path = "\(folder)/logits_fp32.npy"
    let tensor = try NumPyFile.read(path)
    guard tensor.dtype == .fp32, tensor.shape.rank == 2, tensor.shape[1] == shape.vocabulary,
      tensor.shape[0] < tokens.count
    else {
      throw InvalidInput(
        .tensor,
        "\(tensor.type) are no logits of \(shape.vocabulary) characters, one row a token but the last",
        remedy: "Export the model again.", at: InputLocation(file: path))
    }
    logits = tensor.elements(as: Float.self)
  }

  /// How many characters PyTorch's logits are for.
  public var characters: Int { logits.count / model.shape.vocabulary }

  /// The characters that are predicted: those after each of the first ``characters``.
  public var following: [Int] { Array(tokens[1...characters]) }

  private static func tokens(_ path: String, below size: Int) throws(InvalidInput) -> [Int] {
    let tensor = try NumPyFile.read(path)
    guard let values = tensor.integerValues, tensor.shape.rank == 1, !values.isEmpty,
      values.allSatisfy((0..<Int64(size)).contains)
    else {
      throw InvalidInput(
        .tensor, "\(tensor.type) are no characters from 0 to \(size - 1)",
        remedy: "Export the model again.", at: InputLocation(file: path))
    }
    return values.map(Int.init)
  }
}

/// The tensors of `weights.npz` by PyTorch's names, with their shapes checked as they are taken.
private struct LadderWeights {
  private let file: String
  private var tensors: [String: Tensor] = [:]

  init(file: String) throws(InvalidInput) {
    self.file = file
    for entry in try NumPyArchive.read(file) { tensors[entry.name] = entry.tensor }
  }

  func model() throws(InvalidInput) -> LadderModel {
    let shape = try shape()
    let (width, inner) = (shape.model, shape.inner)
    var layers: [LadderModel.Layer] = []
    for index in 0..<shape.layers {
      func part(_ name: String, _ sizes: [Int]) throws(InvalidInput) -> [Float] {
        try values("blk.\(index).\(name)", sizes)
      }
      layers.append(
        LadderModel.Layer(
          norm: try part("norm.w", [width]),
          inProjection: try part("in_proj.weight", [2 * inner, width]),
          convWeight: try part("conv.weight", [inner, 1, shape.taps]),
          convBias: try part("conv.bias", [inner]),
          selection: try part("x_proj.weight", [shape.selection, inner]),
          stepProjection: try part("dt_proj.weight", [inner, shape.rank]),
          stepBias: try part("dt_proj.bias", [inner]),
          aLog: try part("A_log", [inner, shape.states]), skip: try part("D", [inner]),
          outProjection: try part("out_proj.weight", [width, inner])))
    }
    return LadderModel(
      shape: shape, embedding: try values("emb.weight", [shape.vocabulary, width]),
      layers: layers, norm: try values("nf.w", [width]),
      head: try values("head.weight", [shape.vocabulary, width]))
  }

  private func shape() throws(InvalidInput) -> MambaShape {
    let embedding = try sizes("emb.weight", rank: 2)
    let states = try sizes("blk.0.A_log", rank: 2)
    let conv = try sizes("blk.0.conv.weight", rank: 3)
    let step = try sizes("blk.0.dt_proj.weight", rank: 2)
    var layers = 0
    while tensors["blk.\(layers).norm.w"] != nil { layers += 1 }
    let shape = MambaShape(
      vocabulary: embedding[0], model: embedding[1], inner: states[0], layers: layers,
      states: states[1], taps: conv[2], rank: step[1])
    guard shape.isValid else { throw failure("a model of these sizes can't be run") }
    return shape
  }

  private func sizes(_ name: String, rank: Int) throws(InvalidInput) -> [Int] {
    guard let tensor = tensors[name] else { throw failure("there is no array '\(name)'") }
    guard tensor.shape.rank == rank else {
      throw failure("'\(name)' is \(tensor.type), rank \(rank) was expected")
    }
    return tensor.shape.dimensions
  }

  private func values(_ name: String, _ sizes: [Int]) throws(InvalidInput) -> [Float] {
    guard let tensor = tensors[name] else { throw failure("there is no array '\(name)'") }
    guard tensor.type == TensorType(.fp32, Shape(sizes)) else {
      throw failure("'\(name)' is \(tensor.type), FP32\(Shape(sizes)) was expected")
    }
    return tensor.elements(as: Float.self)
  }

  private func failure(_ message: String) -> InvalidInput {
    InvalidInput(
      .tensor, message, remedy: "Export the model again.", at: InputLocation(file: file))
  }
}
