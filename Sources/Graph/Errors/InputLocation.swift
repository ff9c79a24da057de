/// Where in an input a problem was found. Every part is optional; what is known is filled in on the
/// way out, the innermost part first.
public struct InputLocation: Sendable, Hashable {
  /// The file, as the user named it.
  public var file: String?
  /// The byte in that file, from its start.
  public var byteOffset: Int?
  /// The part of the content: `operator 12 (CONV2D)`, `tensor 'x'`, `models[3].tolerance`.
  public var element: String?

  /// A location from whatever is known.
  public init(file: String? = nil, byteOffset: Int? = nil, element: String? = nil) {
    self.file = file
    self.byteOffset = byteOffset
    self.element = element
  }
}

extension InputLocation: CustomStringConvertible {
  public var description: String {
    var parts: [String] = []
    if let file { parts.append(file) }
    if let byteOffset { parts.append("byte \(byteOffset)") }
    if let element { parts.append(element) }
    return parts.joined(separator: ": ")
  }
}
