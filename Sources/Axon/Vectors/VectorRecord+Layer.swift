import Graph

extension VectorRecord.LayerRecord {
  /// The record of a layer that reads one external input.
  init(_ layer: AxonLayer) {
    func list<Element>(_ elements: [Element]) -> [Element]? { elements.isEmpty ? nil : elements }
    op = layer.operation.rawValue
    inputs = layer.operands.map { operand in
      switch operand {
      case .external: -1
      case .layer(let producer): producer
      }
    }
    self.in = layer.inputs.map(Self.sizes)
    out = Self.sizes(layer.output)
    let filter = layer.filterDims
    filter_dims = filter.count > 0 ? [filter.c, filter.h, filter.w] : nil
    self.filter = list(layer.filter)
    slice = layer.slice.map { slice in
      [slice.begin, slice.end, slice.step].flatMap { [$0.c, $0.h, $0.w] }
    }
    bias_prime = list(layer.biasPrime)
    multipliers = list(layer.multipliers)
    shifts = list(layer.shifts)
    stride = [layer.stride.y, layer.stride.x]
    dilation = [layer.dilation.y, layer.dilation.x]
    pad = [layer.pad.top, layer.pad.bottom, layer.pad.left, layer.pad.right]
    activation = layer.activation.rawValue
    in_zp = layer.inputZeroPoint
    out_zp = layer.outputZeroPoint
    concat_axis = layer.concatAxis?.rawValue
  }

  private static func sizes(_ dims: AxonDims) -> [Int] { [dims.c, dims.h, dims.w, dims.byteWidth] }
}
