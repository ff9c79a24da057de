extension String {
  /// How many bytes the visible text takes in an XML attribute, but no more than `limit`; in an
  /// element's text it takes no more.
  func xmlSize(upTo limit: Int) -> Int {
    // A reference or an escape takes six bytes for one at most.
    if utf8.count > limit { return limit }
    var size = 0
    for scalar in unicodeScalars { size += scalar.xmlSize }
    return min(size, limit)
  }

  /// The visible text, as much of it as fits in `limit` bytes of XML, then `note` if that is not all.
  ///
  /// The note is not part of the limit. Takes time for what fits, not for what is left out.
  func fitted(toXMLSize limit: Int, note: (_ bytesLeftOut: Int) -> String) -> String {
    if utf8.count <= limit / 6 { return visible }
    var size = 0
    for index in unicodeScalars.indices {
      size += unicodeScalars[index].xmlSize
      guard size > limit else { continue }
      let start = self[..<index]
      return String(start).visible + note(utf8.count - start.utf8.count)
    }
    return visible
  }

  /// ``fitted(toXMLSize:note:)`` with a note that says how much is left out.
  func fitted(toXMLSize limit: Int) -> String {
    fitted(toXMLSize: limit) { " [\($0) more bytes]" }
  }
}

extension Unicode.Scalar {
  /// How many bytes the scalar takes, made visible, in an XML attribute.
  fileprivate var xmlSize: Int {
    switch value {
    case 0x22: 6
    case 0x26, 0x09, 0x0a: 5
    case 0x3c, 0x3e: 4
    case 0x20..<0x7f: 1
    default: isVisible ? UTF8.width(self) : UTF8.width(self) + 5
    }
  }
}
