import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An XML element as Foundation's parser sees it.
final class ParsedXML: NSObject, XMLParserDelegate {
  let name: String
  let attributes: [String: String]
  private(set) var text = ""
  private(set) var children: [ParsedXML] = []

  private init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// The root of a document; nil if it is not well-formed.
  static func root(of document: [UInt8]) -> ParsedXML? {
    let reader = Reader()
    let parser = XMLParser(data: Data(document))
    parser.delegate = reader
    return parser.parse() ? reader.document.children.first : nil
  }

  /// All elements of this name below this one, in document order.
  func all(_ name: String) -> [ParsedXML] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
  }

  /// The first child of this name.
  subscript(name: String) -> ParsedXML? { children.first { $0.name == name } }

  private final class Reader: NSObject, XMLParserDelegate {
    let document = ParsedXML(name: "", attributes: [:])
    private lazy var open = [document]

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      let element = ParsedXML(name: elementName, attributes: attributes)
      open.last?.children.append(element)
      open.append(element)
    }

    func parser(
      _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      open.last?.text += string
    }
  }
}
