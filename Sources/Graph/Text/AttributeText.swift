/// An attribute of an operator as a person reads it, in TOSA's words: `stride` and `[1, 1]`.
public struct AttributeText: Sendable, Hashable {
  /// The name in the TOSA specification.
  public var name: String
  /// The value.
  public var value: String
}

extension AttributeText: CustomStringConvertible {
  public var description: String { "\(name)=\(value)" }
}

extension Operation {
  /// The attributes in the order of the specification; none for most operators.
  /// - Parameter dtype: the type of the operator's first operand, which says how to read the limits
  ///   of a CLAMP; without it they are given as bytes.
  public func attributeTexts(operandType dtype: DType? = nil) -> [AttributeText] {
    switch self {
    case .argMax(let rule): [axis(rule.axis), nan(rule.nanMode)]
    case .avgPool2D(let rule):
      [
        spatial("kernel", rule.kernel), spatial("stride", rule.stride), padding("pad", rule.pad),
        accumulator(rule.accType),
      ]
    case .conv2D(let rule):
      [
        padding("pad", rule.pad), spatial("stride", rule.stride),
        spatial("dilation", rule.dilation),
        accumulator(rule.accType),
      ] + flag("local_bound", rule.localBound)
    case .conv3D(let rule):
      [
        numbers("pad", rule.pad), numbers("stride", rule.stride),
        numbers("dilation", rule.dilation),
        accumulator(rule.accType),
      ] + flag("local_bound", rule.localBound)
    case .depthwiseConv2D(let rule):
      [
        padding("pad", rule.pad), spatial("stride", rule.stride),
        spatial("dilation", rule.dilation),
        accumulator(rule.accType),
      ] + flag("local_bound", rule.localBound)
    case .fft2D(let rule): flag("inverse", rule.inverse) + flag("local_bound", rule.localBound)
    case .maxPool2D(let rule):
      [
        spatial("kernel", rule.kernel), spatial("stride", rule.stride), padding("pad", rule.pad),
        nan(rule.nanMode),
      ]
    case .rfft2D(let rule): flag("local_bound", rule.localBound)
    case .transposeConv2D(let rule):
      [
        padding("out_pad", rule.outPad), spatial("stride", rule.stride), accumulator(rule.accType),
      ] + flag("local_bound", rule.localBound)
    case .clamp(let rule):
      [
        limit("min_val", rule.minimum, dtype), limit("max_val", rule.maximum, dtype),
        nan(rule.nanMode),
      ]
    case .binary(.arithmeticRightShift(let round)): flag("round", round)
    case .binary(.maximum(let mode)), .binary(.minimum(let mode)): [nan(mode)]
    case .reduce(let rule):
      switch rule.function {
      case .max(let mode), .min(let mode): [axis(rule.axis), nan(mode)]
      case .all, .any, .product, .sum: [axis(rule.axis)]
      }
    case .concat(let rule): [axis(rule.axis)]
    case .reverse(let rule): [axis(rule.axis)]
    case .transpose(let rule): [numbers("perms", rule.permutation)]
    case .resize(let rule):
      [AttributeText(name: "mode", value: rule.mode == .nearest ? "NEAREST" : "BILINEAR")]
    case .rescale(let rule):
      [rounding(rule.roundingMode)]
        + [
          ("scale32", rule.scale32), ("per_channel", rule.perChannel),
          ("input_unsigned", rule.inputUnsigned), ("output_unsigned", rule.outputUnsigned),
        ].flatMap { flag($0.0, $0.1) }
    case .custom(let rule):
      [
        AttributeText(name: "operator_name", value: rule.operatorName.debugDescription),
        AttributeText(name: "domain_name", value: rule.domainName.debugDescription),
        AttributeText(
          name: "implementation_attrs", value: "\(rule.implementationAttributes.count) bytes"),
      ]
    case .condIf(let rule):
      [
        AttributeText(name: "then_graph", value: rule.thenGraph.debugDescription),
        AttributeText(name: "else_graph", value: rule.elseGraph.debugDescription),
      ]
    case .whileLoop(let rule):
      [
        AttributeText(name: "cond_graph", value: rule.condGraph.debugDescription),
        AttributeText(name: "body_graph", value: rule.bodyGraph.debugDescription),
      ]
    case .unary, .binary, .compare, .matMul, .mul, .negate, .table, .select, .pad, .reshape, .slice,
      .tile, .gather, .scatter, .cast, .const, .constShape, .variable:
      []
    }
  }

  private func numbers(_ name: String, _ values: [Int]) -> AttributeText {
    AttributeText(name: name, value: Shape(values).description)
  }

  private func spatial(_ name: String, _ size: Spatial2D) -> AttributeText {
    numbers(name, [size.y, size.x])
  }

  private func padding(_ name: String, _ pad: Padding2D) -> AttributeText {
    numbers(name, [pad.top, pad.bottom, pad.left, pad.right])
  }

  private func axis(_ number: Int) -> AttributeText {
    AttributeText(name: "axis", value: String(number))
  }

  private func accumulator(_ dtype: DType) -> AttributeText {
    AttributeText(name: "acc_type", value: dtype.name)
  }

  private func nan(_ mode: NanPropagationMode) -> AttributeText {
    AttributeText(name: "nan_mode", value: mode == .propagate ? "PROPAGATE" : "IGNORE")
  }

  private func rounding(_ mode: RoundingMode) -> AttributeText {
    let word =
      switch mode {
      case .single: "SINGLE_ROUND"
      case .inexact: "INEXACT_ROUND"
      case .double: "DOUBLE_ROUND"
      }
    return AttributeText(name: "rounding_mode", value: word)
  }

  /// A flag is worth a word only when it is set.
  private func flag(_ name: String, _ isSet: Bool) -> [AttributeText] {
    isSet ? [AttributeText(name: name, value: "true")] : []
  }

  /// A limit of a CLAMP: a number if the bytes are one element of `dtype`.
  private func limit(_ name: String, _ bytes: [UInt8], _ dtype: DType?) -> AttributeText {
    if let dtype, bytes.count == TOSAElementPacking.byteCount(of: dtype, count: 1) {
      let element = TOSAElementPacking.unpack(bytes[...], as: dtype, count: 1)
      let tensor = Tensor(TensorType(dtype, []), bytes: element)
      return AttributeText(name: name, value: ValueText.list(tensor))
    }
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return AttributeText(name: name, value: "0x" + digits.joined())
  }
}
