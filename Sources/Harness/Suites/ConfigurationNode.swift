import Graph
import Yams

/// A YAML value with the way that led to it, so that an error says where the mistake is.
struct ConfigurationNode {
  let node: Node
  /// From the root: `cases[2].checks[0].engine`.
  let path: String
  let file: String

  /// Parses a document.
  static func parse(_ text: String, file: String) throws(InvalidInput) -> ConfigurationNode {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw InvalidInput(
          .configuration, "the file is empty", remedy: "Write a suite as docs/suites.md shows.",
          at: InputLocation(file: file))
      }
      return ConfigurationNode(node: node, path: "", file: file)
    } catch let error as InvalidInput {
      throw error
    } catch let error as YamlError {
      throw InvalidInput(.configuration, error.oneLine, at: InputLocation(file: file))
    } catch {
      throw InvalidInput(.configuration, "not YAML: \(error)", at: InputLocation(file: file))
    }
  }

  /// An error at this value.
  func error(_ message: String, remedy: String? = nil) -> InvalidInput {
    var place: [String] = []
    if let mark = node.mark { place.append("line \(mark.line), column \(mark.column)") }
    if !path.isEmpty { place.append(path) }
    return InvalidInput(
      .configuration, message, remedy: remedy,
      at: InputLocation(file: file, element: place.joined(separator: ": ")))
  }

  /// The value of a key; nil where there is none.
  func optional(_ key: String) throws(InvalidInput) -> ConfigurationNode? {
    guard case .mapping(let mapping) = node else { throw error("expected a mapping") }
    return mapping[Node(key)].map { child(key, $0) }
  }

  /// The value of a key that must be there.
  func required(_ key: String) throws(InvalidInput) -> ConfigurationNode {
    guard let value = try optional(key) else {
      throw error("the key '\(key)' is missing", remedy: "Add it.")
    }
    return value
  }

  /// Refuses keys that mean nothing here, and says which one was probably meant.
  func allowKeys(_ allowed: [String]) throws(InvalidInput) {
    guard case .mapping(let mapping) = node else { throw error("expected a mapping") }
    for key in mapping.keys {
      let name = key.string ?? "?"
      guard !allowed.contains(name) else { continue }
      let mistake = ConfigurationNode(node: key, path: path, file: file)
      throw mistake.error(
        "unknown key '\(name)'", remedy: Spelling.remedy(for: name, among: allowed))
    }
  }

  /// The keys and values of a mapping, in the order of the file.
  func entries() throws(InvalidInput) -> [(key: String, value: ConfigurationNode)] {
    guard case .mapping(let mapping) = node else { throw error("expected a mapping") }
    return mapping.map { ($0.key.string ?? "?", child($0.key.string ?? "?", $0.value)) }
  }

  /// The elements of a sequence.
  func elements() throws(InvalidInput) -> [ConfigurationNode] {
    guard case .sequence(let sequence) = node else { throw error("expected a list") }
    return sequence.enumerated().map { index, element in
      ConfigurationNode(node: element, path: "\(path)[\(index)]", file: file)
    }
  }

  /// The elements of a sequence, or a single value by itself.
  func stringOrList() throws(InvalidInput) -> [ConfigurationNode] {
    if case .sequence = node { return try elements() }
    return [self]
  }

  /// Whether this is a mapping.
  var isMapping: Bool { if case .mapping = node { true } else { false } }

  /// Text.
  func string() throws(InvalidInput) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw error("expected text")
    }
    return scalar.string
  }

  /// A whole number.
  func integer() throws(InvalidInput) -> Int {
    guard let value = node.int else { throw error("expected a whole number") }
    return value
  }

  /// A seed: a whole number from 0 up, of 64 bits.
  func seed() throws(InvalidInput) -> UInt64 {
    guard case .scalar(let scalar) = node, let value = UInt64.construct(from: scalar) else {
      throw error("a seed wants a whole number from 0 to \(UInt64.max)")
    }
    return value
  }

  /// A number.
  func number() throws(InvalidInput) -> Double {
    guard let value = node.float, value.isFinite else { throw error("expected a number") }
    return value
  }

  /// True or false.
  func boolean() throws(InvalidInput) -> Bool {
    guard let value = node.bool else { throw error("expected true or false") }
    return value
  }

  private func child(_ key: String, _ node: Node) -> ConfigurationNode {
    ConfigurationNode(node: node, path: path.isEmpty ? key : "\(path).\(key)", file: file)
  }
}

extension YamlError {
  /// What libyaml complains about, without the quoted source.
  fileprivate var oneLine: String {
    switch self {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "not YAML: line \(mark.line), column \(mark.column): \(problem)"
    case .reader(let problem, let offset, _, _):
      "not YAML: " + (offset.map { "byte \($0): " } ?? "") + problem
    case .duplicatedKeysInMapping(let duplicates, let context):
      "line \(context.mark.line): the key '\(duplicates.joined(separator: "', '"))' is there twice"
    default:
      "not YAML: \(self)"
    }
  }
}
