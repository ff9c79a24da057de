extension TOSAWriter {
  /// The attribute table of an operator, empty for those without attributes.
  ///
  /// Field ids are those of `tosa.fbs`; the counterpart of `TOSAAttributeReader.operation()`.
  mutating func attributes(
    of operation: Operation
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    var fields = FlatBufferFields()
    switch operation {
    case .argMax(let rule):
      fields.set(0, try axis(rule.axis))
      fields.set(1, rule.nanMode.rawValue)
    case .avgPool2D(let rule):
      fields.set(0, try spatial(rule.kernel, "kernel"))
      fields.set(1, try spatial(rule.stride, "stride"))
      fields.set(2, try padding(rule.pad, "pad"))
      fields.set(3, rule.accType.rawValue)
    case .conv2D(let rule):
      fields.set(0, try padding(rule.pad, "pad"))
      fields.set(1, try spatial(rule.stride, "stride"))
      fields.set(2, try spatial(rule.dilation, "dilation"))
      fields.set(3, rule.localBound)
      fields.set(4, rule.accType.rawValue)
    case .conv3D(let rule):
      fields.set(0, try int32s(rule.pad, "attribute pad"))
      fields.set(1, try int32s(rule.stride, "attribute stride"))
      fields.set(2, try int32s(rule.dilation, "attribute dilation"))
      fields.set(3, rule.localBound)
      fields.set(4, rule.accType.rawValue)
    case .depthwiseConv2D(let rule):
      fields.set(0, try padding(rule.pad, "pad"))
      fields.set(1, try spatial(rule.stride, "stride"))
      fields.set(2, try spatial(rule.dilation, "dilation"))
      fields.set(3, rule.localBound)
      fields.set(4, rule.accType.rawValue)
    case .fft2D(let rule):
      fields.set(0, rule.inverse)
      fields.set(1, rule.localBound)
    case .maxPool2D(let rule):
      fields.set(0, try spatial(rule.kernel, "kernel"))
      fields.set(1, try spatial(rule.stride, "stride"))
      fields.set(2, try padding(rule.pad, "pad"))
      fields.set(3, rule.nanMode.rawValue)
    case .rfft2D(let rule):
      fields.set(0, rule.localBound)
    case .transposeConv2D(let rule):
      fields.set(0, try padding(rule.outPad, "out_pad"))
      fields.set(1, try spatial(rule.stride, "stride"))
      fields.set(2, rule.localBound)
      fields.set(3, rule.accType.rawValue)
    case .clamp(let rule):
      fields.set(0, builder.bytes(rule.minimum, alignment: 8))
      fields.set(1, builder.bytes(rule.maximum, alignment: 8))
      fields.set(2, rule.nanMode.rawValue)
    case .binary(.arithmeticRightShift(let round)):
      fields.set(0, round)
    case .binary(.maximum(let nanMode)), .binary(.minimum(let nanMode)):
      fields.set(0, nanMode.rawValue)
    case .reduce(let rule):
      fields.set(0, try axis(rule.axis))
      switch rule.function {
      case .max(let nanMode), .min(let nanMode): fields.set(1, nanMode.rawValue)
      case .all, .any, .product, .sum: break
      }
    case .concat(let rule):
      fields.set(0, try axis(rule.axis))
    case .reverse(let rule):
      fields.set(0, try axis(rule.axis))
    case .transpose(let rule):
      fields.set(0, try int32s(rule.permutation, "attribute perms"))
    case .resize(let rule):
      fields.set(0, rule.mode.rawValue)
    case .rescale(let rule):
      fields.set(0, rule.scale32)
      fields.set(1, rule.roundingMode.rawValue)
      fields.set(2, rule.perChannel)
      fields.set(3, rule.inputUnsigned)
      fields.set(4, rule.outputUnsigned)
    case .custom(let rule):
      fields.set(0, builder.string(rule.operatorName))
      fields.set(1, builder.string(rule.domainName))
      fields.set(2, builder.bytes(rule.implementationAttributes))
    case .condIf(let rule):
      fields.set(0, builder.string(rule.thenGraph))
      fields.set(1, builder.string(rule.elseGraph))
    case .whileLoop(let rule):
      fields.set(0, builder.string(rule.condGraph))
      fields.set(1, builder.string(rule.bodyGraph))
    case .unary, .binary, .compare, .matMul, .mul, .negate, .table, .select, .pad, .reshape, .slice,
      .tile, .gather, .scatter, .cast, .const, .constShape, .variable:
      break
    }
    return builder.table(fields)
  }

  private func axis(_ number: Int) throws(InvalidInput) -> Int32 {
    try int32(number, "attribute axis")
  }

  private mutating func spatial(
    _ size: Spatial2D, _ name: String
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    try int32s([size.y, size.x], "attribute \(name)")
  }

  private mutating func padding(
    _ pad: Padding2D, _ name: String
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    try int32s([pad.top, pad.bottom, pad.left, pad.right], "attribute \(name)")
  }
}
