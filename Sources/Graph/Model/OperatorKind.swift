/// The 75 operators of TOSA 1.0, by their specification names.
///
/// Raw values are those of the `Op` enum in the TOSA FlatBuffers schema; 76 and above are drafts of
/// TOSA 1.1, which Assay does not read.
public enum OperatorKind: UInt32, Sendable, Hashable, CaseIterable {
  case argMax = 1
  case avgPool2D
  case conv2D
  case conv3D
  case depthwiseConv2D
  case fft2D
  case matMul
  case maxPool2D
  case rfft2D
  case transposeConv2D
  case clamp
  case erf
  case sigmoid
  case tanh
  case add
  case arithmeticRightShift
  case bitwiseAnd
  case bitwiseOr
  case bitwiseXor
  case intDiv
  case logicalAnd
  case logicalLeftShift
  case logicalRightShift
  case logicalOr
  case logicalXor
  case maximum
  case minimum
  case mul
  case pow
  case sub
  case table
  case abs
  case bitwiseNot
  case ceil
  case clz
  case cos
  case exp
  case floor
  case log
  case logicalNot
  case negate
  case reciprocal
  case rsqrt
  case sin
  case select
  case equal
  case greater
  case greaterEqual
  case reduceAll
  case reduceAny
  case reduceMax
  case reduceMin
  case reduceProduct
  case reduceSum
  case concat
  case pad
  case reshape
  case reverse
  case slice
  case tile
  case transpose
  case gather
  case scatter
  case resize
  case cast
  case rescale
  case const
  case identity
  case custom
  case condIf
  case whileLoop
  case variable
  case variableWrite
  case variableRead
  case constShape

  /// The name in the TOSA specification, such as `DEPTHWISE_CONV2D`.
  public var name: String {
    switch self {
    case .argMax: "ARGMAX"
    case .avgPool2D: "AVG_POOL2D"
    case .conv2D: "CONV2D"
    case .conv3D: "CONV3D"
    case .depthwiseConv2D: "DEPTHWISE_CONV2D"
    case .fft2D: "FFT2D"
    case .matMul: "MATMUL"
    case .maxPool2D: "MAX_POOL2D"
    case .rfft2D: "RFFT2D"
    case .transposeConv2D: "TRANSPOSE_CONV2D"
    case .clamp: "CLAMP"
    case .erf: "ERF"
    case .sigmoid: "SIGMOID"
    case .tanh: "TANH"
    case .add: "ADD"
    case .arithmeticRightShift: "ARITHMETIC_RIGHT_SHIFT"
    case .bitwiseAnd: "BITWISE_AND"
    case .bitwiseOr: "BITWISE_OR"
    case .bitwiseXor: "BITWISE_XOR"
    case .intDiv: "INTDIV"
    case .logicalAnd: "LOGICAL_AND"
    case .logicalLeftShift: "LOGICAL_LEFT_SHIFT"
    case .logicalRightShift: "LOGICAL_RIGHT_SHIFT"
    case .logicalOr: "LOGICAL_OR"
    case .logicalXor: "LOGICAL_XOR"
    case .maximum: "MAXIMUM"
    case .minimum: "MINIMUM"
    case .mul: "MUL"
    case .pow: "POW"
    case .sub: "SUB"
    case .table: "TABLE"
    case .abs: "ABS"
    case .bitwiseNot: "BITWISE_NOT"
    case .ceil: "CEIL"
    case .clz: "CLZ"
    case .cos: "COS"
    case .exp: "EXP"
    case .floor: "FLOOR"
    case .log: "LOG"
    case .logicalNot: "LOGICAL_NOT"
    case .negate: "NEGATE"
    case .reciprocal: "RECIPROCAL"
    case .rsqrt: "RSQRT"
    case .sin: "SIN"
    case .select: "SELECT"
    case .equal: "EQUAL"
    case .greater: "GREATER"
    case .greaterEqual: "GREATER_EQUAL"
    case .reduceAll: "REDUCE_ALL"
    case .reduceAny: "REDUCE_ANY"
    case .reduceMax: "REDUCE_MAX"
    case .reduceMin: "REDUCE_MIN"
    case .reduceProduct: "REDUCE_PRODUCT"
    case .reduceSum: "REDUCE_SUM"
    case .concat: "CONCAT"
    case .pad: "PAD"
    case .reshape: "RESHAPE"
    case .reverse: "REVERSE"
    case .slice: "SLICE"
    case .tile: "TILE"
    case .transpose: "TRANSPOSE"
    case .gather: "GATHER"
    case .scatter: "SCATTER"
    case .resize: "RESIZE"
    case .cast: "CAST"
    case .rescale: "RESCALE"
    case .const: "CONST"
    case .identity: "IDENTITY"
    case .custom: "CUSTOM"
    case .condIf: "COND_IF"
    case .whileLoop: "WHILE_LOOP"
    case .variable: "VARIABLE"
    case .variableWrite: "VARIABLE_WRITE"
    case .variableRead: "VARIABLE_READ"
    case .constShape: "CONST_SHAPE"
    }
  }
}

extension OperatorKind: CustomStringConvertible {
  public var description: String { name }
}
