import Foundation
public import Graph

/// A failure as a folder that anyone can look at and run again.
///
/// | file | what it is |
/// |---|---|
/// | `graph.tosa` | the reduced graph |
/// | `graph.txt` | the same for people |
/// | `inputs/0.npy`, ... | its inputs, in the graph's order |
/// | `outputs/ENGINE/0.npy`, ... | what each engine gives, in the graph's order |
/// | `bundle.json` | ``Description``: how it fails, from where it came, the command that shows it |
public struct ReproBundle: Sendable {
  /// What `bundle.json` holds.
  public struct Description: Codable, Sendable, Hashable {
    /// The layout of the folder; 1.
    public var format: Int
    /// Assay's version.
    public var version: String
    /// The oracle that found it: `quantized~axon`.
    public var oracle: String
    /// The signature, as reports write it.
    public var failure: String
    /// What an engine seems to have computed instead: `padding is 0`; nil if nothing simple explains it.
    public var mistake: String?
    /// The command that found it.
    public var foundBy: String
    /// The command that shows it again.
    public var command: String
    /// The campaign's seed and the number of the graph in it; nil for a graph from elsewhere.
    public var seed: UInt64?
    public var graphNumber: Int?

    /// A description.
    public init(
      version: String, oracle: String, failure: String, mistake: String? = nil, foundBy: String,
      command: String,
      seed: UInt64? = nil, graphNumber: Int? = nil
    ) {
      format = 1
      self.version = version
      self.oracle = oracle
      self.failure = failure
      self.mistake = mistake
      self.foundBy = foundBy
      self.command = command
      self.seed = seed
      self.graphNumber = graphNumber
    }
  }

  public var description: Description
  public var fuzzCase: FuzzCase
  /// What each engine gives, by its name; an engine that fails has none.
  public var outputs: [String: [Tensor]]

  /// A bundle.
  public init(description: Description, fuzzCase: FuzzCase, outputs: [String: [Tensor]] = [:]) {
    self.description = description
    self.fuzzCase = fuzzCase
    self.outputs = outputs
  }

  /// Writes the folder; files that are there already are replaced.
  /// - Throws: `invalid` if the graph can't be written, `infrastructure` if the folder can't.
  public func write(to folder: String) throws(EngineError) {
    let files: [(path: String, bytes: [UInt8])]
    do {
      files = try self.files()
    } catch {
      throw .invalid(error)
    }
    do {
      for file in files {
        let parts = file.path.split(separator: "/").dropLast()
        try Folder.create(([folder] + parts.map(String.init)).joined(separator: "/"))
        try FileContents.write(file.bytes, to: "\(folder)/\(file.path)")
      }
    } catch {
      throw .infrastructure(error)
    }
  }

  /// The folder's files, by their paths in it.
  private func files() throws(InvalidInput) -> [(path: String, bytes: [UInt8])] {
    let text = fuzzCase.graph.listing()
    var files: [(path: String, bytes: [UInt8])] = [
      ("graph.tosa", try fuzzCase.graph.tosaBytes()), ("graph.txt", [UInt8](text.utf8)),
    ]
    func add(_ tensors: [Tensor], in folder: String) {
      for (index, tensor) in tensors.enumerated() {
        files.append(("\(folder)/\(index).npy", NumPyFile.encode(tensor)))
      }
    }
    add(fuzzCase.inputs, in: "inputs")
    for (engine, tensors) in outputs.sorted(by: { $0.key < $1.key }) {
      add(tensors, in: "outputs/\(engine)")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      files.append(("bundle.json", [UInt8](try encoder.encode(description))))
    } catch {
      throw InvalidInput(.format, "a bundle that is no JSON: \(error)", remedy: "Please report it.")
    }
    return files
  }

  /// Reads a folder.
  /// - Throws: `invalid`, naming the file, if something is missing or damaged.
  public static func read(_ folder: String) throws(InvalidInput) -> ReproBundle {
    let path = "\(folder)/bundle.json"
    let description: Description
    let bytes = try FileContents.read(path)
    do {
      description = try JSONDecoder().decode(Description.self, from: Data(bytes))
    } catch {
      throw InvalidInput(
        .format, "not the description of a bundle", remedy: "Give the folder of a repro bundle.",
        at: InputLocation(file: path))
    }
    guard description.format == 1 else {
      throw InvalidInput(
        .format, "a bundle of format \(description.format); this version reads 1",
        remedy: "Use a newer Assay.", at: InputLocation(file: path))
    }
    let graph = try ValidatedGraph(Graph(tosaFile: "\(folder)/graph.tosa"))
    var inputs: [Tensor] = []
    for (index, port) in graph.inputs.enumerated() {
      inputs.append(try NumPyFile.read("\(folder)/inputs/\(index).npy", as: port.type))
    }
    return ReproBundle(
      description: description, fuzzCase: FuzzCase(graph: graph.graph, inputs: inputs))
  }
}
