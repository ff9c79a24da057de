/// Tensors as numpy's `.npy` files.
///
/// ```swift
/// let x = try NumPyFile.read("x.npy", as: TensorType(.int8, [1, 3, 8, 8]))
/// let bytes = NumPyFile.encode(x)   // those that numpy.save writes
/// ```
///
/// A file does not tell INT4 from INT8, nor INT48 from SHAPE, so a reader that knows what it wants
/// says so. Otherwise `|b1` is BOOL, `|i1` INT8, `<i2` INT16, `<i4` INT32, `<i8` INT48, `<f4` FP32,
/// `<f2` FP16 and `<V2` BF16. Versions 1.0 to 3.0, both byte orders, C and Fortran order are read.
public enum NumPyFile {
  /// Reads a file.
  ///
  /// - Parameter expected: what the tensor must be; nil takes the file's word.
  /// - Throws: `file` if it can't be read, `format` if it is no `.npy` file, `tensor` if it holds
  ///   something else than `expected`.
  public static func read(
    _ path: String, as expected: TensorType? = nil
  ) throws(InvalidInput) -> Tensor {
    try decode(FileContents.read(path), as: expected, file: path)
  }

  /// Decodes the bytes of a file.
  ///
  /// - Parameters:
  ///   - expected: what the tensor must be; nil takes the file's word.
  ///   - file: how errors name the bytes.
  public static func decode(
    _ bytes: [UInt8], as expected: TensorType? = nil, file: String? = nil
  ) throws(InvalidInput) -> Tensor {
    do {
      let header = try NumPyHeader(of: bytes)
      return try NumPyDecoder(header, expected: expected).decode(bytes)
    } catch {
      throw file.map(error.inFile) ?? error
    }
  }

  /// The bytes that numpy.save writes: version 1.0, little-endian, C order.
  public static func encode(_ tensor: Tensor) -> [UInt8] {
    let header = NumPyHeader(
      descriptor: NumPyElement.descriptor(of: tensor.dtype), shape: tensor.shape)
    return header.encoded() + tensor.bytes
  }
}
