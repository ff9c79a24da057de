/// The field ids of the tables in `tosa.fbs` (schema of TOSA 1.0, as in tosa-tools 2026.8.0).
enum TOSASchema {
  /// What stands at byte 4 of every `.tosa` file.
  static let identifier = "TOSA"

  enum GraphField {
    static let version = 0
    static let regions = 1
  }

  /// The numbers default to -1, the draft flag to true.
  enum VersionField {
    static let major = 0
    static let minor = 1
    static let patch = 2
    static let draft = 3
  }

  enum RegionField {
    static let name = 0
    static let blocks = 1
  }

  enum BlockField {
    static let name = 0
    static let operators = 1
    static let tensors = 2
    static let inputs = 3
    static let outputs = 4
    static let shapes = 5
  }

  enum OperatorField {
    static let op = 0
    static let attributeType = 1
    static let attribute = 2
    static let inputs = 3
    static let outputs = 4
    static let location = 5
  }

  enum LocationField {
    static let text = 0
  }

  enum TensorField {
    static let name = 0
    static let shape = 1
    static let type = 2
    static let data = 3
    static let variable = 4
    static let isUnranked = 5
    static let variableName = 6
    static let offset = 7
    static let size = 8
    /// From here on TOSA 1.1: block-scaled types.
    static let scaleType = 9
    static let scaleData = 10
    static let blockShape = 11
    static let scaleOffset = 12
    static let scaleSize = 13
  }

  enum ShapeField {
    static let name = 0
    static let rank = 1
    static let data = 2
  }

  /// Names of the operators that only drafts of TOSA 1.1 have, from number 76 on.
  static let draftOperators = [
    "MATMUL_T_BLOCK_SCALED", "CAST_FROM_BLOCK_SCALED", "CAST_TO_BLOCK_SCALED", "DIM",
    "CONCAT_SHAPE", "ADD_SHAPE", "SUB_SHAPE", "MUL_SHAPE", "SLICE_SHAPE", "EXP2_SHAPE",
    "LOG2_CEIL_SHAPE", "LOG2_FLOOR_SHAPE", "MAX_SHAPE", "MIN_SHAPE", "MOD_SHAPE",
    "DIV_CEIL_SHAPE", "DIV_FLOOR_SHAPE", "ASSERT_EQUAL_SHAPE", "CONV2D_BLOCK_SCALED",
    "MAX_POOL2D_ADAPTIVE", "AVG_POOL2D_ADAPTIVE", "RESHAPE_BLOCK_SCALED",
    "ROW_GATHER_BLOCK_SCALED", "ROW_GATHER", "MATMUL_T",
  ]

  /// Names of the element types that Assay does not read, from number 11 on: the first two are an
  /// extension of TOSA 1.0, the others drafts of 1.1.
  static let otherTypes = [
    "FP8E4M3", "FP8E5M2", "FP6E2M3", "FP6E3M2", "FP4E2M1", "FP8UE8M0", "INT64", "MXINT8",
  ]
}
