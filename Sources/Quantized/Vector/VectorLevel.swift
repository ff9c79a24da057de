import CVectorKernels

/// Which form of the vector kernels runs. All give the same bits.
enum VectorLevel: Int32, Sendable, CaseIterable {
  /// Plain Swift: the statement of what the others must equal.
  case scalar = -1
  /// C for what every machine has.
  case baseline = 0
  /// AVX2.
  case avx2 = 1
  /// AVX-512 with VNNI.
  case avx512 = 2

  /// The highest level of this machine.
  static var best: VectorLevel { VectorLevel(rawValue: cvk_best_level()) ?? .baseline }

  /// Every level that this machine can run.
  static var available: [VectorLevel] { allCases.filter { $0.rawValue <= best.rawValue } }
}
