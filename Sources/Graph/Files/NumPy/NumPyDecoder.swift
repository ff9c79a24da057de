/// Turns the data of a `.npy` file into a tensor, and checks that it is the one wanted.
struct NumPyDecoder {
  private let header: NumPyHeader
  private let element: NumPyElement
  private let type: TensorType

  /// Settles the tensor's type.
  /// - Throws: `tensor` if the header does not fit `expected`, or no TOSA type fits it.
  init(_ header: NumPyHeader, expected: TensorType?) throws(InvalidInput) {
    let wanted = expected.map { ", \($0) is expected" } ?? ""
    func failure(_ message: String, at offset: Int, remedy: String? = nil) -> InvalidInput {
      InvalidInput(
        .tensor, message + wanted, remedy: remedy, at: InputLocation(byteOffset: offset))
    }
    guard let element = NumPyElement(header.descriptor) else {
      throw failure(
        "an array of type '\(header.descriptor)'", at: header.descriptorOffset,
        remedy: "Save numbers, not objects.")
    }
    if let axis = header.shape.firstIndex(of: 0) {
      throw failure(
        "axis \(axis) of the array \(header.shape) is empty", at: header.shapeOffset,
        remedy: "TOSA has no empty tensors.")
    }
    guard let dtype = expected?.dtype ?? element.defaultType else {
      throw failure(
        "an array of type '\(header.descriptor)' is no TOSA tensor", at: header.descriptorOffset,
        remedy: "Convert it to the type of the model's tensor, such as float32 or int8.")
    }
    guard element.canHold(dtype) else {
      throw failure(
        "an array of type '\(header.descriptor)' and shape \(header.shape)",
        at: header.descriptorOffset)
    }
    if let expected, expected.shape != header.shape {
      throw failure(
        "an array of type '\(header.descriptor)' and shape \(header.shape)",
        at: header.shapeOffset)
    }
    self.header = header
    self.element = element
    type = TensorType(dtype, header.shape)
  }

  /// The tensor.
  /// - Parameter bytes: the whole file.
  /// - Throws: `format` if the data is longer or shorter than the shape says, `tensor` if an element
  ///   is outside the type's range.
  func decode(_ bytes: [UInt8]) throws(InvalidInput) -> Tensor {
    let available = bytes.count - header.dataOffset
    guard available == type.byteCount else {
      let problem = available < type.byteCount ? "ends after" : "has"
      throw InvalidInput(
        .format,
        "an array of type '\(header.descriptor)' and shape \(header.shape) has "
          + "\(type.byteCount) bytes of data, the file \(problem) \(available)",
        at: InputLocation(
          byteOffset: available < type.byteCount
            ? bytes.count : header.dataOffset + type.byteCount))
    }
    var data = Array(bytes[header.dataOffset...])
    if element.isBigEndian { reverseEachElement(&data) }
    try checkRange(data)
    if header.isFortranOrder, type.shape.rank > 1 { data = rowMajor(data) }
    return Tensor(type, bytes: data)
  }

  private func reverseEachElement(_ data: inout [UInt8]) {
    data.withUnsafeMutableBufferPointer { bytes in
      for start in stride(from: 0, to: bytes.count, by: element.size) {
        var (low, high) = (start, start + element.size - 1)
        while low < high {
          bytes.swapAt(low, high)
          low += 1
          high -= 1
        }
      }
    }
  }

  /// The elements with the last axis varying fastest, from those with the first axis doing so.
  private func rowMajor(_ columnMajor: [UInt8]) -> [UInt8] {
    let size = element.size
    // Column-major strides, in bytes.
    var strides: [Int] = []
    var stride = size
    for length in type.shape {
      strides.append(stride)
      stride *= length
    }
    var result: [UInt8] = []
    result.reserveCapacity(columnMajor.count)
    var coordinates = [Int](repeating: 0, count: type.shape.rank)
    var offset = 0
    while result.count < columnMajor.count {
      for byte in 0..<size { result.append(columnMajor[offset + byte]) }
      var axis = type.shape.rank - 1
      while axis >= 0 {
        coordinates[axis] += 1
        offset += strides[axis]
        if coordinates[axis] < type.shape[axis] { break }
        offset -= strides[axis] * type.shape[axis]
        coordinates[axis] = 0
        axis -= 1
      }
    }
    return result
  }

  /// Checks what the host layout can hold and the type can't: BOOL beside 0 and 1, INT4, INT48.
  private func checkRange(_ data: [UInt8]) throws(InvalidInput) {
    let range: ClosedRange<Int64>
    switch type.dtype {
    case .bool: range = 0...1
    case .int4: range = -8...7
    case .int48: range = -(1 << 47)...((1 << 47) - 1)
    case .int8, .int16, .int32, .fp32, .fp16, .bf16, .shape: return
    }
    let wrong: (index: Int, value: Int64)? = data.withUnsafeBytes { raw in
      for index in 0..<raw.count / element.size {
        let value =
          element.size == 8
          ? Int64(littleEndian: raw.loadUnaligned(fromByteOffset: index * 8, as: Int64.self))
          : Int64(Int8(bitPattern: raw[index]))
        if !range.contains(value) { return (index, value) }
      }
      return nil
    }
    guard let wrong else { return }
    throw InvalidInput(
      .tensor,
      "element \(wrong.index) is \(wrong.value), \(type) holds "
        + "\(range.lowerBound) to \(range.upperBound)",
      at: InputLocation(byteOffset: header.dataOffset + wrong.index * element.size))
  }
}
