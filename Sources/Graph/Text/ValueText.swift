/// A tensor's elements as a person reads them: all of them if few, otherwise size and range.
enum ValueText {
  /// The most elements that are listed.
  private static let listed = 8

  /// `[1, 2, 3]`, or `432 bytes, -127...127`.
  static func summary(_ tensor: Tensor) -> String {
    if tensor.count <= listed { return list(tensor) }
    let size = "\(tensor.bytes.count) bytes"
    if let integers = tensor.integerValues {
      guard let least = integers.min(), let greatest = integers.max() else { return size }
      return least == greatest ? "\(size), all \(least)" : "\(size), \(least)...\(greatest)"
    }
    let reals = tensor.realValues
    let numbers = reals.filter { !$0.isNaN }
    let nans = reals.count - numbers.count
    let note = nans == 0 ? "" : ", \(nans) NaN"
    guard let least = numbers.min(), let greatest = numbers.max() else { return size + note }
    let range =
      least == greatest ? "all \(text(least))" : "\(text(least))...\(text(greatest))"
    return "\(size), \(range)\(note)"
  }

  /// Every element: `[1, 2, 3]`, or `3` for a scalar.
  static func list(_ tensor: Tensor) -> String {
    let elements = tensor.integerValues.map { $0.map(String.init) } ?? tensor.realValues.map(text)
    if tensor.shape.rank == 0, let only = elements.first { return only }
    return "[" + elements.joined(separator: ", ") + "]"
  }

  /// The shortest decimal that gives the same FP32 number back; FP16 and BF16 fit FP32.
  private static func text(_ value: Double) -> String { Float(value).description }
}
