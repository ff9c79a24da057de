import Graph

/// About how many 32-bit words the commands of a network take on the device.
///
/// Exact for most single layers. A register that already has its value is not written again, which
/// depends on weights and on the layer before: of a network the count is some percent off.
enum CommandMemory {
  /// Words that every network has.
  static let perNetwork = 10

  /// Words of a network.
  static func words(of layers: [AxonLayer]) -> Int {
    layers.reduce(perNetwork) { $0 + words(of: $1) }
  }

  /// Words of one layer.
  static func words(of layer: AxonLayer) -> Int {
    plainWords(of: layer) + shiftWords(of: layer) + activationWords(of: layer)
  }

  /// A shift of its own takes each channel three words; a fully connected layer writes equal ones once.
  private static func shiftWords(of layer: AxonLayer) -> Int {
    let areEqual = layer.shifts.allSatisfy { $0 == layer.shifts[0] }
    if layer.operation == .fullyConnected, areEqual { return 0 }
    return 3 * max(layer.shifts.count - 1, 0)
  }

  /// A fused ReLU is a word, unless each channel sets its shift; a leaky one scales each channel twice.
  private static func activationWords(of layer: AxonLayer) -> Int {
    switch layer.activation {
    case .relu: layer.shifts.count > 1 ? 0 : 1
    case .leakyReLU: layer.operation == .fullyConnected ? 1 : 1 + 2 * layer.output.c
    case .none, .prepareSoftmax: 0
    }
  }

  private static func plainWords(of layer: AxonLayer) -> Int {
    switch layer.operation {
    case .fullyConnected: fullyConnectedWords(of: layer)
    case .conv2D: convolutionWords(of: layer)
    case .depthwise: 25 + 3 * layer.output.c
    case .pointwise:
      24 + 3 * layer.output.c + (PointwiseTicks().strips(of: layer) - 1) * (8 + 3 * layer.output.c)
    case .averagePool, .maxPool: 24
    case .mean: 26
    case .add: addWords(of: layer)
    case .multiply: multiplyWords(of: layer)
    case .concat: 24
    case .stridedSlice: 16
    case .softmax, .sigmoid, .tanh, .persistentVariable: 10
    case .reshape: 0
    }
  }

  private static func fullyConnectedWords(of layer: AxonLayer) -> Int {
    if layer.shifts.count > 1 { return 50 + 3 * layer.filterDims.h }
    let chunks = FullyConnectedTicks().chunks(of: layer)
    let isLarge = layer.filterDims.h > 639
    return 24 + (layer.activation == .prepareSoftmax ? 4 : 0)
      + (chunks > 1 ? 4 + 6 * chunks : 0) + (isLarge ? chunks > 1 ? 31 : 8 : 0)
  }

  private static func convolutionWords(of layer: AxonLayer) -> Int {
    let outputs = layer.output.c
    guard layer.inputs.first.map({ $0.c > 1 }) == true else { return 25 + 3 * outputs }
    let strips = ConvolutionTicks().strips(of: layer)
    return 9 + 29 * outputs + (strips - 1) * (32 * outputs - 2)
  }

  private static func addWords(of layer: AxonLayer) -> Int {
    guard layer.inputs.count == 1, !layer.filterDims.hasSameSizes(as: layer.inputs[0]) else {
      return 26
    }
    return layer.filterDims.count == 1 && layer.inputs[0].c > 1 ? 29 : 21 + 8 * layer.inputs[0].c
  }

  private static func multiplyWords(of layer: AxonLayer) -> Int {
    guard layer.inputs.count == 1 else { return 50 }
    if layer.filterDims.hasSameSizes(as: layer.inputs[0]) { return 54 }
    return layer.filterDims.count == 1 ? 65 : 61
  }
}
