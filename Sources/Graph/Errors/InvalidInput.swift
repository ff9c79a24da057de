/// The input is wrong: a file, an option, a graph that breaks TOSA's rules. Exit code 2.
///
/// A person reads one line of it: where, what, and what to do.
public struct InvalidInput: Error, Sendable, Hashable {
  /// The kind of mistake; new codes can be added without breaking a caller.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The file is missing, unreadable, a directory or too large.
    public static let file = Code(rawValue: "file")
    /// The bytes are not what the format says.
    public static let format = Code(rawValue: "format")
    /// The graph breaks a rule of TOSA.
    public static let graph = Code(rawValue: "graph")
    /// A tensor has the wrong type, shape or number of elements.
    public static let tensor = Code(rawValue: "tensor")
    /// A suite or other configuration is wrong.
    public static let configuration = Code(rawValue: "configuration")
    /// A command-line argument is wrong.
    public static let usage = Code(rawValue: "usage")
    /// The input asks for more memory or work than the limits allow.
    public static let limit = Code(rawValue: "limit")
  }

  /// The kind of mistake.
  public var code: Code
  /// What is wrong: what was found and what was expected.
  public var message: String
  /// What to do about it, as an imperative sentence.
  public var remedy: String?
  /// Where it is.
  public var location: InputLocation

  /// A mistake in the input.
  public init(
    _ code: Code, _ message: String, remedy: String? = nil, at location: InputLocation = .init()
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.location = location
  }

  /// The same error with the file filled in, unless it already names one.
  public func inFile(_ file: String) -> InvalidInput {
    var copy = self
    copy.location.file = location.file ?? file
    return copy
  }
}

extension InvalidInput: CustomStringConvertible {
  /// One line: `model.tosa: byte 312: operator 4 (CONV2D): what is wrong. What to do.`
  public var description: String {
    var text = location.description
    if !text.isEmpty { text += ": " }
    text += message
    if let remedy {
      if text.last != "." { text += "." }
      text += " " + remedy
    }
    return text.replacing("\n", with: " ").replacing("\r", with: " ")
  }
}
