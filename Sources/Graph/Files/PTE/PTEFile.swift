/// ExecuTorch programs from `.pte` files.
///
/// ```swift
/// let program = try PTEFile.read("model.pte")
/// ```
///
/// A file is a FlatBuffer, `Program` in ExecuTorch's `schema/program.fbs`, followed by segments of
/// data. No byte is trusted: indices are checked when they are read, and constants and payloads that
/// overlap can't make more of a file than it holds.
public enum PTEFile {
  /// The characters at byte 4 that mark the format.
  public static let identifier = "ET12"

  /// Reads a file.
  /// - Throws: `file` if it can't be read, `format` or `limit` with the offset of what is wrong.
  public static func read(_ path: String) throws(InvalidInput) -> Program {
    try decode(FileContents.read(path), file: path)
  }

  /// Decodes the bytes of a file.
  /// - Parameter file: how errors name the bytes.
  public static func decode(
    _ bytes: [UInt8], file: String? = nil
  ) throws(InvalidInput) -> Program {
    do {
      return try PTEReader(bytes).program()
    } catch {
      throw file.map(error.inFile) ?? error
    }
  }

  /// Whether the bytes start as a program does.
  public static func matches(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 8 && bytes[4..<8].elementsEqual(identifier.utf8)
  }
}
