/// An element type of numpy, as `.npy` files name it.
struct NumPyElement: Hashable {
  /// The kind: `b` bool, `i` and `u` integers, `f` floating point, `V` raw bytes.
  var kind: Character
  /// Bytes of one element.
  var size: Int
  /// Whether the most significant byte comes first.
  var isBigEndian: Bool

  /// Parses a descriptor such as `<f4`, `|i1` or `>V2`; nil for any that is no such thing.
  init?(_ descriptor: String) {
    var rest = Substring(descriptor)
    var order: Character = "<"
    if let first = rest.first, "<>|=".contains(first) { order = rest.removeFirst() }
    guard let kind = rest.popFirst(), kind.isASCII, kind.isLetter,
      let size = Int(rest), (1...64).contains(size)
    else { return nil }
    self.kind = kind
    self.size = size
    self.isBigEndian = order == ">" && size > 1
  }

  /// The TOSA type of such an array when nobody says which; nil where there is none.
  ///
  /// `<V2` is how numpy writes the bfloat16 of ml_dtypes, which the TOSA tools use.
  var defaultType: DType? {
    switch (kind, size) {
    case ("b", 1): .bool
    case ("i", 1): .int8
    case ("i", 2): .int16
    case ("i", 4): .int32
    case ("i", 8): .int48
    case ("f", 4): .fp32
    case ("f", 2): .fp16
    case ("V", 2): .bf16
    default: nil
    }
  }

  /// Whether an array of this type may hold a tensor of `dtype`.
  ///
  /// Beside the default type: INT4 in `|i1`, SHAPE in `<i8`, BOOL in `|u1`, and the unsigned views of
  /// INT8 and INT16 that a RESCALE can ask for.
  func canHold(_ dtype: DType) -> Bool {
    switch (kind, size, dtype) {
    case ("i", 1, .int4), ("i", 8, .shape), ("u", 1, .bool), ("u", 1, .int8), ("u", 2, .int16):
      true
    default: defaultType == dtype
    }
  }

  /// How numpy names the host layout of `dtype`.
  static func descriptor(of dtype: DType) -> String {
    switch dtype {
    case .bool: "|b1"
    case .int4, .int8: "|i1"
    case .int16: "<i2"
    case .int32: "<i4"
    case .int48, .shape: "<i8"
    case .fp32: "<f4"
    case .fp16: "<f2"
    case .bf16: "<V2"
    }
  }
}
