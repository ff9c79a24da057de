import Graph

extension AxonLayer: CustomStringConvertible {
  /// The layer in one line: `depthwise 3x9x8 to 3x5x4, window 2x3, stride 2x2, padding 1 0 1 1`, where
  /// padding is top, bottom, left, right.
  public var description: String {
    let operands = inputs.map(\.description).joined(separator: " and ")
    var parts = ["\(operation.rawValue) \(operands) to \(output)"]
    switch operation {
    case .conv2D, .depthwise, .averagePool, .maxPool, .mean:
      parts.append("window \(filterDims.h)x\(filterDims.w)")
    case .add, .multiply:
      if filterDims.count > 0 { parts.append("constant \(filterDims)") }
    default: break
    }
    if stride != Spatial2D(y: 1, x: 1) { parts.append("stride \(stride.y)x\(stride.x)") }
    if dilation != Spatial2D(y: 1, x: 1) { parts.append("dilation \(dilation.y)x\(dilation.x)") }
    if pad != Padding2D() {
      parts.append("padding \(pad.top) \(pad.bottom) \(pad.left) \(pad.right)")
    }
    if activation != .none { parts.append(activation.rawValue) }
    if shifts.count > 1 { parts.append("\(shifts.count) shifts") }
    return parts.joined(separator: ", ")
  }
}

extension AxonNetwork: CustomStringConvertible {
  /// The layers, one after the other.
  public var description: String { layers.map(\.description).joined(separator: "; ") }
}
