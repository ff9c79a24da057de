/// The bounds of TOSA's level 8K, which Assay validates against.
enum Level {
  static let maximumRank = 6
  static let maximumKernel = 8192
  static let maximumStride = 8192
  static let maximumScale = 256
  static let maximumNesting = 6
  static let maximumListLength = 64
}
