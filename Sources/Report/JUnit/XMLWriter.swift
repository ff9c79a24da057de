import CLibXML2
import Graph

/// libxml2's text writer, for documents built in memory.
///
/// ```swift
/// let writer = try XMLWriter()
/// writer.element("testsuites", [("tests", "1")]) { ... }
/// let bytes = try writer.finish()
/// ```
final class XMLWriter {
  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr
  private var isBroken = false

  init() throws(InfrastructureFailure) {
    LibXML2.initialize()
    guard let buffer = xmlBufferCreate() else { throw Self.outOfMemory }
    guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
      xmlBufferFree(buffer)
      throw Self.outOfMemory
    }
    // Otherwise it grows by what is added, and copies all of it each time.
    xmlBufferSetAllocationScheme(buffer, XML_BUFFER_ALLOC_DOUBLEIT)
    self.buffer = buffer
    self.writer = writer
    check(xmlTextWriterSetIndent(writer, 1))
    check(xmlTextWriterStartDocument(writer, nil, "UTF-8", nil))
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  /// An element with what `body` writes inside.
  func element(_ name: String, _ attributes: [(String, String)] = [], _ body: () -> Void = {}) {
    start(name, attributes)
    body()
    check(xmlTextWriterEndElement(writer))
  }

  /// An element that holds text; without text it is empty.
  func element(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    start(name, attributes)
    if !text.isEmpty { withXML(text) { check(xmlTextWriterWriteString(writer, $0)) } }
    check(xmlTextWriterEndElement(writer))
  }

  /// The whole document.
  func finish() throws(InfrastructureFailure) -> [UInt8] {
    check(xmlTextWriterEndDocument(writer))
    check(xmlTextWriterFlush(writer))
    guard !isBroken, let content = xmlBufferContent(buffer) else { throw Self.outOfMemory }
    return Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
  }

  private func start(_ name: String, _ attributes: [(String, String)]) {
    withXML(name) { check(xmlTextWriterStartElement(writer, $0)) }
    for (attribute, value) in attributes {
      withXML(attribute) { attribute in
        withXML(value) { check(xmlTextWriterWriteAttribute(writer, attribute, $0)) }
      }
    }
  }

  private func withXML(_ text: String, _ body: (UnsafePointer<xmlChar>) -> Void) {
    text.withCString { characters in
      characters.withMemoryRebound(to: xmlChar.self, capacity: text.utf8.count + 1, body)
    }
  }

  private func check(_ result: Int32) {
    if result < 0 { isBroken = true }
  }

  private static var outOfMemory: InfrastructureFailure {
    InfrastructureFailure(subject: "libxml2", reason: "can't write XML: out of memory")
  }
}
