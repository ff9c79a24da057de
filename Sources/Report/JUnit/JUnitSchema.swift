import CLibXML2

/// The schema of the JUnit files that Assay writes, and whether a document keeps to it.
public enum JUnitSchema {
  /// What is wrong with a document, a line each; empty if it is valid.
  public static func problems(in document: [UInt8]) -> [String] {
    LibXML2.initialize()
    let collector = ProblemCollector()
    guard let schema = compiled(reportingTo: collector) else {
      return ["the schema can't be read"] + collector.problems
    }
    defer { xmlSchemaFree(schema) }
    let parsed = document.withUnsafeBytes { bytes in
      xmlReadMemory(
        bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), nil, nil,
        Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
    }
    guard let parsed else { return ["not well-formed XML"] }
    defer { xmlFreeDoc(parsed) }
    guard let validation = xmlSchemaNewValidCtxt(schema) else { return ["out of memory"] }
    defer { xmlSchemaFreeValidCtxt(validation) }
    xmlSchemaSetValidStructuredErrors(
      validation, ProblemCollector.callback, Unmanaged.passUnretained(collector).toOpaque())
    let result = xmlSchemaValidateDoc(validation, parsed)
    if result != 0, collector.problems.isEmpty { return ["not valid"] }
    return collector.problems
  }

  private static func compiled(reportingTo collector: ProblemCollector) -> xmlSchemaPtr? {
    PackageResources.junit_xsd.withUnsafeBytes { bytes in
      let context = xmlSchemaNewMemParserCtxt(
        bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
      guard let context else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      xmlSchemaSetParserStructuredErrors(
        context, ProblemCollector.callback, Unmanaged.passUnretained(collector).toOpaque())
      return xmlSchemaParse(context)
    }
  }
}

/// Takes libxml2's errors, a line each.
private final class ProblemCollector {
  var problems: [String] = []

  static let callback: xmlStructuredErrorFunc = { context, error in
    guard let context, let error, let message = error.pointee.message else { return }
    let collector = Unmanaged<ProblemCollector>.fromOpaque(context).takeUnretainedValue()
    let text = String(cString: message).split(separator: "\n").joined(separator: " ")
    collector.problems.append("line \(error.pointee.line): \(text)")
  }
}
