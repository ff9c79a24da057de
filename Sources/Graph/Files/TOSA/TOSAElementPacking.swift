/// Elements between the layout of `.tosa` files and the host layout.
///
/// Files hold INT4 two to a byte, the low half first, and INT48 in six bytes; everything else is as
/// in memory. Source: `convertDataToUint8Vec` in the serializer of tosa-tools 2026.8.0.
enum TOSAElementPacking {
  /// Bytes of `count` elements in a file; `Int.max` where the product overflows.
  static func byteCount(of dtype: DType, count: Int) -> Int {
    if dtype == .int4 { return count / 2 + count % 2 }
    let size = dtype == .int48 ? 6 : dtype.hostSize
    let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
    return overflow ? .max : bytes
  }

  /// How many whole elements `byteCount` bytes of a file hold; nil if they don't come out even.
  static func elementCount(of dtype: DType, byteCount: Int) -> Int? {
    if dtype == .int4 { return byteCount * 2 }
    let size = dtype == .int48 ? 6 : dtype.hostSize
    return byteCount.isMultiple(of: size) ? byteCount / size : nil
  }

  /// `count` elements of a file as bytes in the host layout.
  ///
  /// BOOL becomes 0 or 1; a file's serializer may write any other byte for true.
  /// - Precondition: `data` holds at least `byteCount(of: dtype, count: count)` bytes.
  static func unpack(_ data: ArraySlice<UInt8>, as dtype: DType, count: Int) -> [UInt8] {
    switch dtype {
    case .int4:
      return (0..<count).map { index in
        let byte = data[data.startIndex + index / 2]
        let low = index.isMultiple(of: 2) ? byte : byte >> 4
        // Sign-extend the half byte.
        return (low & 0xf ^ 8) &- 8
      }
    case .int48:
      var bytes: [UInt8] = []
      bytes.reserveCapacity(8 * count)
      for index in 0..<count {
        let start = data.startIndex + 6 * index
        bytes.append(contentsOf: data[start..<(start + 6)])
        let sign: UInt8 = data[start + 5] >= 0x80 ? 0xff : 0
        bytes.append(sign)
        bytes.append(sign)
      }
      return bytes
    case .bool:
      return data.prefix(count).map { $0 == 0 ? 0 : 1 }
    case .int8, .int16, .int32, .fp32, .fp16, .bf16, .shape:
      return Array(data.prefix(byteCount(of: dtype, count: count)))
    }
  }

  /// A tensor's elements as a file holds them.
  static func pack(_ tensor: Tensor) -> [UInt8] {
    let bytes = tensor.bytes
    switch tensor.dtype {
    case .int4:
      return stride(from: 0, to: bytes.count, by: 2).map { index in
        let high = index + 1 < bytes.count ? bytes[index + 1] : 0
        return bytes[index] & 0xf | high << 4
      }
    case .int48:
      return stride(from: 0, to: bytes.count, by: 8).flatMap { bytes[$0..<($0 + 6)] }
    case .bool, .int8, .int16, .int32, .fp32, .fp16, .bf16, .shape:
      return bytes
    }
  }
}
