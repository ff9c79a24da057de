/// Sizes and steps to choose from: ordinary ones several times, and the edges. AXON's are those that its
/// compiler 1.4.0 showed (`AxonConstraint` in Sources/Axon/Partition), and one past each.
enum EdgeSizes {
  /// Heights and widths: around multiples of 4, which AXON packs.
  static let spatial = [8, 6, 4, 10, 12, 5, 7, 9, 3, 11, 13, 16, 1, 2, 15, 17, 20, 32, 33]
  /// A long axis: AXON's sums take 1020, its windows 1024 positions.
  static let long = [64, 65, 255, 256, 257, 1019, 1020, 1021, 1023, 1024, 1025]
  /// Channels.
  static let channels = [4, 8, 3, 6, 2, 5, 16, 1, 7, 12, 9, 15, 17, 32]
  /// Many channels: AXON takes 512 in a pointwise layer, 1023 in a depthwise one, 1024 in a conv2d,
  /// 2048 in a fully connected one.
  static let manyChannels = [64, 127, 128, 129, 511, 512, 513, 1023, 1024, 1025, 2047, 2048, 2049]
  /// Convolution windows: AXON takes 16 x 16, or 32 on a single row.
  static let kernel = [3, 1, 3, 1, 3, 2, 5, 3, 1, 4, 7, 15, 16, 17, 31, 32, 33]
  /// Pooling windows: AXON takes 32, 64 for a mean.
  static let poolKernel = [2, 3, 2, 3, 1, 4, 5, 8, 31, 32, 33, 64, 65]
  /// Steps: AXON takes 31, 2 along the width of a pointwise layer.
  static let stride = [1, 1, 1, 1, 2, 2, 1, 1, 2, 3, 4, 30, 31, 32]
  static let dilation = [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 15]
  /// Padding: AXON takes 15.
  static let pad = [0, 1, 2, 1, 0, 3, 1, 14, 15, 16]
  /// Any axis of a tensor that only has elements.
  static let axis = [4, 3, 2, 1, 5, 8, 7, 6, 1, 9, 16, 17, 33, 64]
  /// Zero points of INT8.
  static let zeroPoint = [-128, 0, -128, 127, -1, 1, -127, 126, 64, -64, -5, 12]
}
