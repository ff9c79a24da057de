import CLibXML2

/// libxml2 as a whole.
enum LibXML2 {
  /// Must come before anything else of the library: it fills its tables on first use, and two
  /// threads that do so at a time crash. Only the first call does something.
  static func initialize() { initialized }

  private static let initialized: Void = xmlInitParser()
}
