import Graph

/// What an outside program is asked, as `job.json` in the job's folder says it.
public struct ExecJob: Codable, Sendable, Hashable {
  /// A tensor at the edge of the graph.
  public struct Tensor: Codable, Sendable, Hashable {
    /// The TOSA tensor name.
    public var name: String
    /// The file in the folder.
    public var file: String
    /// The TOSA element type.
    public var dtype: String
    public var shape: [Int]

    /// The tensor of a port in `file`.
    init(_ port: Port, file: String) {
      name = port.name
      self.file = file
      dtype = port.type.dtype.name
      shape = port.type.shape.dimensions
    }
  }

  /// The version of this format; 1.
  public var format = 1
  /// The file of the graph.
  public var graph = "graph.tosa"
  /// What goes in, in the graph's order; the files are there.
  public var inputs: [Tensor]
  /// What must come out, in the graph's order; the program writes the files.
  public var outputs: [Tensor]

  /// The job of running a graph.
  init(inputs: [Port], outputs: [Port]) {
    self.inputs = inputs.enumerated().map { Tensor($1, file: "input\($0).npy") }
    self.outputs = outputs.enumerated().map { Tensor($1, file: "output\($0).npy") }
  }
}

/// What an outside program answers, as `outputs.json`: which file holds which output, or why there is none.
public struct ExecAnswer: Codable, Sendable, Hashable {
  /// A tensor and the file in the job's folder that holds it.
  public struct Entry: Codable, Sendable, Hashable {
    public var name: String
    public var file: String
  }

  /// The outputs, in any order.
  public var outputs: [Entry]?
  /// What of the graph the program can't run.
  public var unsupported: String?
  /// Why TOSA leaves the result open.
  public var unpredictable: String?
  /// Why the program takes the graph or the inputs for wrong.
  public var invalid: String?
}
