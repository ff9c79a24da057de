import Graph

/// For each operator a case that is right but for its element types, which are given by the names of
/// the specification's type variables.
enum TypedSamples {
  static func sample(_ name: String, _ types: [String: DType]) -> RuleCase? {
    let any = types["in_out_t"] ?? types["in_t"] ?? types["out_t"] ?? .shape
    let result = types["in_out_t"] ?? types["out_t"] ?? .shape
    if let operation = RegistryTests.samples.first(where: { $0.kind.name == name }) {
      switch operation {
      case .unary:
        return RuleCase(operation, [.tensor(any, [2])], result, [2])
      case .binary, .compare:
        return RuleCase(operation, [.tensor(any, [2]), .tensor(any, [1])], result, [2])
      case .reduce:
        return RuleCase(operation, [.tensor(any, [2, 3])], result, [1, 3])
      case .concat:
        return RuleCase(operation, [.tensor(any, [2]), .tensor(any, [1])], result, [3])
      case .pad:
        return RuleCase(
          operation, [.tensor(any, [2]), .sizes([1, 0]), .zero(any)], result, [3])
      case .reshape:
        return RuleCase(operation, [.tensor(any, [2, 2]), .sizes([4])], result, [4])
      case .slice:
        return RuleCase(operation, [.tensor(any, [4]), .sizes([1]), .sizes([2])], result, [2])
      case .tile:
        return RuleCase(operation, [.tensor(any, [2]), .sizes([3])], result, [6])
      case .reverse, .transpose, .cast:
        return RuleCase(operation, [.tensor(any, [2])], result, [2])
      case .const:
        return RuleCase(operation, [], result, [2])
      case .variable(.write):
        return RuleCase(operation, [.tensor(any, [2])], [])
      case .variable:
        return RuleCase(operation, [], any, [2])
      default: break
      }
    }
    return families(name, types, any, result)
  }

  private static func families(
    _ name: String, _ types: [String: DType], _ any: DType, _ result: DType
  ) -> RuleCase? {
    let (weight, acc) = (types["weight_t"] ?? .shape, types["acc_t"] ?? .shape)
    let zeros: [Given] = [.zero(any), .zero(weight)]
    let window = Spatial2D(y: 2, x: 2)
    switch name {
    case "CONV2D":
      return RuleCase(
        .conv2D(Conv2D(accType: acc)),
        [.tensor(any, [1, 4, 4, 3]), .tensor(weight, [2, 1, 1, 3]), .tensor(result, [2])] + zeros,
        result, [1, 4, 4, 2])
    case "CONV3D":
      let conv = Conv3D(
        pad: [0, 0, 0, 0, 0, 0], stride: [1, 1, 1], dilation: [1, 1, 1], accType: acc)
      return RuleCase(
        .conv3D(conv),
        [.tensor(any, [1, 4, 4, 4, 3]), .tensor(weight, [2, 1, 1, 1, 3]), .tensor(result, [2])]
          + zeros, result, [1, 4, 4, 4, 2])
    case "DEPTHWISE_CONV2D":
      return RuleCase(
        .depthwiseConv2D(DepthwiseConv2D(accType: acc)),
        [.tensor(any, [1, 4, 4, 3]), .tensor(weight, [1, 1, 3, 2]), .tensor(result, [6])] + zeros,
        result, [1, 4, 4, 6])
    case "TRANSPOSE_CONV2D":
      return RuleCase(
        .transposeConv2D(TransposeConv2D(outPad: Padding2D(), accType: acc)),
        [.tensor(any, [1, 4, 4, 3]), .tensor(weight, [2, 2, 2, 3]), .tensor(result, [2])] + zeros,
        result, [1, 5, 5, 2])
    case "AVG_POOL2D":
      return RuleCase(
        .avgPool2D(AvgPool2D(kernel: window, accType: acc)),
        [.tensor(any, [1, 4, 4, 3]), .zero(any), .zero(any)], result, [1, 3, 3, 3])
    case "MAX_POOL2D":
      return RuleCase(
        .maxPool2D(MaxPool2D(kernel: window)), [.tensor(any, [1, 4, 4, 3])], result, [1, 3, 3, 3])
    case "MATMUL":
      return RuleCase(
        .matMul(MatMul()),
        [.tensor(any, [1, 2, 3]), .tensor(any, [1, 3, 4]), .zero(any), .zero(any)], result,
        [1, 2, 4])
    case "FFT2D":
      let type = TensorType(result, [1, 4, 8])
      return RuleCase(
        .fft2D(FFT2D()), [.tensor(any, [1, 4, 8]), .tensor(any, [1, 4, 8])], [type, type])
    case "RFFT2D":
      let type = TensorType(result, [1, 4, 5])
      return RuleCase(.rfft2D(RFFT2D()), [.tensor(any, [1, 4, 8])], [type, type])
    default:
      return movesAndScales(name, types, any, result)
    }
  }

  private static func movesAndScales(
    _ name: String, _ types: [String: DType], _ any: DType, _ result: DType
  ) -> RuleCase? {
    let index = types["index_t"] ?? .shape
    switch name {
    case "ARGMAX":
      return RuleCase(.argMax(ArgMax(axis: 0)), [.tensor(any, [2, 3])], result, [3])
    case "CLAMP":
      let (low, high) = (Given.zero(any), Given.constant(any, [1]))
      let clamp = Clamp(minimum: low.value?.bytes ?? [], maximum: high.value?.bytes ?? [])
      return RuleCase(.clamp(clamp), [.tensor(any, [2])], result, [2])
    case "MUL":
      return RuleCase(
        .mul(Mul()), [.tensor(any, [2]), .tensor(any, [1]), .zero(.int8)], result, [2])
    case "NEGATE":
      return RuleCase(
        .negate(Negate()), [.tensor(any, [2]), .zero(any), .zero(any)], result, [2])
    case "SELECT":
      return RuleCase(
        .select(Select()), [.tensor(.bool, [1]), .tensor(any, [2]), .tensor(any, [2])], result, [2])
    case "TABLE":
      let entries = [Int](repeating: 0, count: any == .int16 ? 513 : 256)
      return RuleCase(
        .table(Table()), [.tensor(any, [2]), .constant(types["table_t"] ?? .shape, entries)],
        result, [2])
    case "GATHER":
      return RuleCase(
        .gather(Gather()), [.tensor(any, [1, 2, 3]), .tensor(index, [1, 4])], result, [1, 4, 3])
    case "SCATTER":
      return RuleCase(
        .scatter(Scatter()),
        [.tensor(any, [1, 4, 3]), .tensor(index, [1, 2]), .tensor(any, [1, 2, 3])], result,
        [1, 4, 3])
    case "RESIZE nearest", "RESIZE bilinear":
      let mode: ResizeMode = name.hasSuffix("nearest") ? .nearest : .bilinear
      return RuleCase(
        .resize(Resize(mode: mode)),
        [.tensor(any, [1, 4, 4, 3]), .sizes([2, 1, 2, 1]), .sizes([0, 0]), .sizes([1, 1])],
        result, [1, 8, 8, 3])
    case "RESCALE":
      let rescale = Rescale(scale32: any != .int48)
      return RuleCase(
        .rescale(rescale),
        [
          .tensor(any, [2]), .constant(rescale.scale32 ? .int32 : .int16, [1]),
          .constant(.int8, [30]), .zero(any), .zero(result),
        ], result, [2])
    default: return nil
    }
  }
}
