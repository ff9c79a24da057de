public import Graph

/// One model on one engine, its outputs written as `.npy` files: what `assay run` does.
public struct SingleRun: Sendable {
  /// What was written, as `outputs.json` lists it.
  public struct Manifest: Codable, Sendable, Equatable {
    /// One tensor and the file that holds it.
    public struct Entry: Codable, Sendable, Equatable {
      /// The TOSA tensor name.
      public var name: String
      /// The file beside `outputs.json`.
      public var file: String
      /// The TOSA element type.
      public var dtype: String
      public var shape: [Int]
    }

    /// The model's file.
    public var model: String
    /// The engine's name.
    public var engine: String
    /// The outputs in the model's order.
    public var outputs: [Entry]
    /// The intermediate tensors in execution order; absent without a trace.
    public var trace: [Entry]?
  }

  private let model: String
  private let engine: any Engine
  private let plan: any Plan

  /// Makes the model ready to run on `engine`.
  public init(_ model: Model, on engine: any Engine) throws(EngineError) {
    self.model = model.file
    self.engine = engine
    plan = try model.prepare(on: engine)
  }

  /// What the model takes, in order.
  public var inputs: [Port] { plan.inputs }

  /// Runs and writes `FOLDER/NAME.npy` for each output, with a trace `FOLDER/trace/NAME.npy` for
  /// each intermediate, and `FOLDER/outputs.json`, last.
  public func write(
    inputs: [Tensor], to folder: String, trace: Bool
  ) throws -> Manifest {
    var observations: [TensorObservation] = []
    let observer: TensorObserver? = trace ? { observations.append($0) } : nil
    let outputs = try plan.run(inputs, observer: observer)

    try Folder.create(folder)
    var files = UniqueNames()
    let ports = plan.outputs.map(\.name)
    var manifest = Manifest(
      model: model, engine: engine.name,
      outputs: try zip(ports, outputs).map { name, tensor in
        try Self.write(tensor, name: name, to: folder, under: nil, as: &files)
      })
    if trace {
      try Folder.create("\(folder)/trace")
      var files = UniqueNames()
      manifest.trace = try observations.map { observation in
        try Self.write(
          observation.tensor, name: observation.name, to: folder, under: "trace", as: &files)
      }
    }
    try FileContents.write(
      try JSONText.bytes(of: manifest), to: "\(folder)/outputs.json", isDurable: false)
    return manifest
  }

  private static func write(
    _ tensor: Tensor, name: String, to folder: String, under subfolder: String?,
    as files: inout UniqueNames
  ) throws -> Manifest.Entry {
    let file = (subfolder.map { $0 + "/" } ?? "") + files.unique(FileName.escaped(name)) + ".npy"
    try FileContents.write(
      NumPyFile.encode(tensor), to: "\(folder)/\(file)", isDurable: false)
    return Manifest.Entry(
      name: name, file: file, dtype: tensor.dtype.name, shape: tensor.shape.dimensions)
  }
}
