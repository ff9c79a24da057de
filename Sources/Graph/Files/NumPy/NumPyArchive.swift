/// Named tensors as numpy's `.npz` archives.
///
/// ```swift
/// let tensors = try NumPyArchive.read("inputs.npz")   // [("x", ..), ("y", ..)] in the file's order
/// let bytes = try NumPyArchive.encode(tensors)
/// ```
///
/// Archives of numpy.savez and numpy.savez_compressed are read. What is written is stored without
/// compression and dated 1 January 1980, so equal tensors give equal bytes.
public enum NumPyArchive {
  /// A tensor and its name in an archive.
  public typealias Entry = (name: String, tensor: Tensor)

  /// Reads a file.
  /// - Throws: as ``decode(_:file:limits:)``, and `file` if it can't be read.
  public static func read(
    _ path: String, limits: ResourceLimits = .standard
  ) throws(InvalidInput) -> [Entry] {
    try decode(FileContents.read(path), file: path, limits: limits)
  }

  /// Decodes the bytes of a file; types are settled as ``NumPyFile`` does without expectation.
  ///
  /// - Parameter file: how errors name the bytes.
  /// - Throws: `format` if it is no archive of arrays, `limit` if its arrays are too large; the offset
  ///   is in the archive, or in the array that the error names.
  public static func decode(
    _ bytes: [UInt8], file: String? = nil, limits: ResourceLimits = .standard
  ) throws(InvalidInput) -> [Entry] {
    do throws(InvalidInput) {
      var entries: [Entry] = []
      for entry in try ZipArchive(bytes, limit: limits.tensorBytes).entries() {
        let suffix = ".npy"
        let name = entry.name.hasSuffix(suffix) ? String(entry.name.dropLast(4)) : entry.name
        let tensor = try locating("array '\(name)'") { () throws(InvalidInput) in
          try NumPyFile.decode(entry.bytes)
        }
        entries.append((name, tensor))
      }
      return entries
    } catch {
      throw file.map(error.inFile) ?? error
    }
  }

  /// The bytes of an archive of the tensors, in their order.
  /// - Throws: `limit` if it would be 4 GiB or more, or hold more than 65534 tensors.
  public static func encode(_ entries: [Entry]) throws(InvalidInput) -> [UInt8] {
    var writer = ZipWriter()
    for entry in entries {
      try writer.add(name: entry.name + ".npy", bytes: NumPyFile.encode(entry.tensor))
    }
    return writer.finish()
  }
}
