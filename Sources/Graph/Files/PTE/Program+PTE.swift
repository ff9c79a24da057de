extension Program {
  /// The characters at byte 4 that mark a `.pte` file.
  static let fileIdentifier = "ET12"

  /// Reads a `.pte` file.
  ///
  /// The file is a FlatBuffer, `Program` in ExecuTorch's `schema/program.fbs`, followed by segments
  /// of data. No byte is trusted: indices are checked when they are read, and constants and payloads
  /// that overlap can't make more of a file than it holds.
  /// - Throws: `file` if it can't be read, `format` or `limit` with the offset of what is wrong.
  public init(pteFile path: String) throws(InvalidInput) {
    try self.init(pte: FileContents.read(path), file: path)
  }

  /// Reads a program from the bytes of a `.pte` file.
  /// - Parameter file: how errors name the bytes.
  public init(pte bytes: [UInt8], file: String? = nil) throws(InvalidInput) {
    do {
      self = try PTEReader(bytes).program()
    } catch {
      throw file.map(error.inFile) ?? error
    }
  }

  /// Whether the bytes are marked as a `.pte` file.
  public static func isPTE(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 8 && bytes[4..<8].elementsEqual(fileIdentifier.utf8)
  }
}
