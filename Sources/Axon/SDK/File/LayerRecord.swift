import Graph

/// One layer in the intermediate file: 208 bytes, its arrays in the pool of constants.
struct LayerRecord {
  static let size = 208

  let record: FixedRecord

  /// - Parameter isBeforeActivation: whether sigmoid or tanh reads the layer, which then gives q3.12.
  init(_ layer: AxonLayer, isBeforeActivation: Bool, constants: inout ConstantPool) {
    var record = FixedRecord(size: Self.size)
    record.set(UInt8(layer.operands.count), at: 0)
    for (index, operand) in layer.operands.enumerated() {
      let number: Int16 =
        switch operand {
        case .external: -1
        case .layer(let producer): Int16(producer)
        }
      record.set(number, at: 2 + 2 * index)
    }
    record.set(layer.operation.fileNumber, at: 12)
    for (index, dims) in layer.inputs.enumerated() {
      record.set(Self.dims(dims), at: 16 + 16 * index)
    }
    record.set(Self.dims(layer.filterDims), at: 96)
    record.set(Self.dims(layer.output), at: 112)

    record.set(UInt8(layer.concatAxis?.rawValue ?? 0), at: 128)
    record.set(UInt8(layer.stride.x), at: 129)
    record.set(UInt8(layer.stride.y), at: 130)
    record.set(UInt8(layer.dilation.x), at: 131)
    record.set(UInt8(layer.dilation.y), at: 132)
    record.set(Int8(layer.inputZeroPoint), at: 133)
    if isBeforeActivation {
      // 2^29 / 2^17 = 4096 units of q3.12 to the unit.
      record.set(UInt32(1) << 29, at: 136)
      record.set(UInt8(17), at: 140)
    }
    record.set(Int8(layer.outputZeroPoint), at: 141)

    record.set(constants.add(layer.biasPrime), at: 144)
    record.set(constants.add(layer.multipliers), at: 152)
    record.set(constants.add(layer.shifts.map { Int8($0) }), at: 160)
    record.set(UInt16(layer.shifts.count), at: 168)
    record.set(layer.activation.fileNumber, at: 172)
    for (index, pad) in [layer.pad.left, layer.pad.right, layer.pad.top, layer.pad.bottom]
      .enumerated()
    {
      record.set(UInt8(pad), at: 176 + index)
    }
    let filter = layer.slice.map { constants.add(Self.corners($0)) } ?? constants.add(layer.filter)
    record.set(filter, at: 184)
    record.set(ConstantPool.absent, at: 200)
    self.record = record
  }

  /// Height, width, channels, bytes of an element, batch.
  private static func dims(_ dims: AxonDims) -> FixedRecord {
    var record = FixedRecord(size: 16)
    record.set(UInt16(dims.h), at: 0)
    record.set(UInt16(dims.w), at: 2)
    record.set(UInt16(dims.c), at: 4)
    record.set(Int32(dims.byteWidth), at: 8)
    record.set(UInt16(1), at: 12)
    return record
  }

  /// Begin, end and step, each in the order C, H, W.
  private static func corners(_ slice: AxonLayer.Slice) -> [UInt32] {
    [slice.begin, slice.end, slice.step].flatMap { corner in
      AxonAxis.allCases.map { UInt32(corner[$0]) }
    }
  }
}

extension LayerRecord {
  /// Why a layer does not fit into a record; nil if it does.
  static func obstacle(to layer: AxonLayer, at index: Int) -> String? {
    let small = [
      layer.stride.x, layer.stride.y, layer.dilation.x, layer.dilation.y, layer.pad.left,
      layer.pad.right, layer.pad.top, layer.pad.bottom,
    ]
    let sizes = (layer.inputs + [layer.output, layer.filterDims]).flatMap { [$0.c, $0.h, $0.w] }
    let corners =
      layer.slice.map { slice in
        [slice.begin, slice.end, slice.step].flatMap { [$0.c, $0.h, $0.w] }
      } ?? []
    let zeroPoints = [layer.inputZeroPoint, layer.outputZeroPoint]
    let producers = layer.operands.map { operand in
      if case .layer(let producer) = operand { producer } else { 0 }
    }
    return
      if !(1...4).contains(layer.operands.count)
      || layer.operands.count != layer.inputs.count
    {
      "it has \(layer.operands.count) operands and \(layer.inputs.count) sizes, 1 to 4 fit"
    } else if !small.allSatisfy({ (0...255).contains($0) }) {
      "a stride, dilation or padding exceeds 255"
    } else if !(sizes + corners).allSatisfy({ (0...65_535).contains($0) }) {
      "a size exceeds 65535"
    } else if !zeroPoints.allSatisfy({ (-128...127).contains($0) })
      || !layer.shifts.allSatisfy({ (-128...127).contains($0) })
    {
      "a zero point or shift is not of 8 bits"
    } else if !producers.allSatisfy({ (0...32_767).contains($0) }) || layer.shifts.count > 65_535 {
      "there are too many layers or shifts"
    } else {
      nil
    }
  }
}
