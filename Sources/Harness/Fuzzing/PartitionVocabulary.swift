import Axon
import Graph

/// The decisions that a partition of an INT8 network can come to, operator by operator.
enum PartitionVocabulary {
  /// The operators that a layer is made for, by layer.
  private static let makers: [(AxonOperation, [OperatorKind])] = [
    (.fullyConnected, [.conv2D, .depthwiseConv2D]), (.conv2D, [.conv2D, .depthwiseConv2D]),
    (.depthwise, [.depthwiseConv2D]), (.pointwise, [.conv2D, .depthwiseConv2D]),
    (.averagePool, [.avgPool2D]), (.mean, [.avgPool2D, .reduceSum]), (.maxPool, [.maxPool2D]),
    (.add, [.add, .sub]), (.multiply, [.mul]), (.concat, [.concat]), (.stridedSlice, [.slice]),
  ]

  /// The layers that an operator can be part of.
  static let layers: [(OperatorKind, AxonOperation)] =
    makers.flatMap { layer, kinds in (kinds + folded(into: layer)).map { ($0, layer) } }
    + extensions.flatMap { layer, kinds in kinds.map { ($0, layer) } }

  /// The operators that an extension of a layer stands for, by extension.
  private static let extensions: [(AxonOperation, [OperatorKind])] = [
    (.sigmoid, [.table] + layouts), (.tanh, [.table] + layouts),
    (.softmax, [.reduceMax, .sub, .table, .reduceSum, .mul, .rescale, .reshape]),
  ]

  /// What a layer takes in beside the operator that it is made for.
  private static func folded(into layer: AxonOperation) -> [OperatorKind] {
    switch layer {
    case .add, .fullyConnected, .conv2D, .depthwise, .pointwise, .multiply: [.rescale, .clamp]
    case .averagePool: [.clamp]
    // A sum is divided by a MUL with 1, then a RESCALE.
    case .mean: [.mul, .rescale, .clamp]
    default: []
    }
  }

  /// The operators that only say how a tensor lies.
  static let layouts: [OperatorKind] = [.reshape, .transpose]

  /// Why an operator of an exported network stays on the CPU, as ``ReasonClass`` has it.
  static let reasons: [(OperatorKind, String)] = limits + refusals

  /// More reasons, in graphs of other types and with patterns that no exporter emits.
  static let reasonsInFreeGraphs: [(OperatorKind, String)] =
    table(
      [.add, .sub, .mul], ["an operand is not scaled from INT8", "an operand is scaled by channel"])
    + table([.mul], ["an operand is scaled to a zero point", "its product can leave INT32"])
    + table([.avgPool2D, .maxPool2D], ["AXON pools INT8, not INT16"])
    + table(
      [.concat, .slice], ["BOOL", "INT16", "INT32"].map { "AXON moves INT8, not \($0)" })
    + table(
      [.conv2D, .depthwiseConv2D],
      [
        "AXON convolves INT8 with INT8, not INT16 with INT8",
        "AXON convolves INT8 with INT8, not INT8 with INT4", "it is scaled to INT16, not INT8",
        "it is scaled to INT32, not INT8",
      ])

  /// AXON's limits that a layer made from TOSA can break; those of Assay's own are out of reach of small
  /// graphs.
  private static let limits: [(OperatorKind, String)] = makers.flatMap { layer, kinds in
    AxonConstraint.all
      .filter {
        $0.operations.contains(layer) && $0.source != .assay && !isPrecluded($0.name, layer)
      }
      .flatMap { constraint in
        kinds.map { kind in
          let reason =
            "\(constraint.name) is 0, AXON's \(layer.rawValue) takes \(constraint.limit)"
          return (kind, ReasonClass.of(reason))
        }
      }
  }

  /// Whether the lowering refuses such an operator, or never makes such a layer, before the limit is asked.
  private static func isPrecluded(_ name: String, _ layer: AxonOperation) -> Bool {
    switch name {
    case "operands", "shifts", "kernel height": true
    case "largest padding": [.pointwise, .averagePool, .mean].contains(layer)
    default: false
    }
  }

  private static let refusals: [(OperatorKind, String)] =
    table(
      [.conv2D, .depthwiseConv2D],
      [
        "AXON's layers have no batch, this one has N images",
        "AXON's pointwise layer takes no padding", "AXON's weights have no zero point",
        "its INT32 result is read by other operators too",
        "the bias of channel N with its zero point exceeds N bits",
        "the kernel is N x N, AXON takes N x N, or N x N",
        "the scale of channel N, N, is too large for AXON",
      ])
    + table(
      [.depthwiseConv2D], ["AXON's depthwise layer gives one channel for each, this one N"])
    + table(
      [.avgPool2D, .maxPool2D], ["AXON's layers have no batch, this one has N images"])
    + table(
      [.avgPool2D], ["AXON averages whole windows only, TOSA leaves padding out of the mean"])
    + table(
      [.add, .sub, .mul],
      [
        "an operand's INT32 value is read by other operators too",
        "it broadcasts a tensor of [..] to [..], where AXON's compiler has known defects",
        "its INT32 result is read by other operators too",
      ])
    + table([.add, .sub], ["operand scales of N and N are too large for AXON"])
    + table([.mul], ["the scale N of the product does not fit AXON"])
    + table(
      [.concat],
      [
        "AXON joins no constants", "AXON joins two tensors, not N",
        "NxNxN and NxNxN do not join on AXON",
        "it joins a tensor with itself, which AXON's compiler does wrongly",
      ])
    + table([.slice], ["its elements are no box of the tensor as AXON stores it"])
    + table(
      [.concat, .slice, .reshape, .transpose],
      ["it moves data"])
    + table(
      [.table],
      [
        "AXON has no table look-up", "the MUL before it rounds its operands first",
        "width is N, AXON's add takes N to N",
        "AXON's sigmoid and tanh read a layer's result before it is INT8",
        "others read the INT8 result that it reads too, which AXON then has not",
      ])
    + table(
      [.reduceSum],
      [
        "an operand's INT32 value is read by other operators too",
        "it goes on with a sum that stays on the CPU",
        "its INT32 result is read by other operators too",
      ])
    + table([.pad], ["AXON has no PAD"])
    + table([.reduceMax], ["AXON has no REDUCE_MAX"])
    + table([.matMul], ["AXON's weights are constant"])
    + table(
      [.clamp],
      ["only a CLAMP that is a ReLU of the layer before it is folded into that layer"])
    + table(
      [.rescale],
      ["AXON scales only at the end of a layer"]
        + [OperatorKind.add, .conv2D, .depthwiseConv2D, .matMul, .mul, .reduceSum, .sub]
        .map { "it scales for \($0), which runs on the CPU" })

  private static func table(
    _ kinds: [OperatorKind], _ reasons: [String]
  ) -> [(OperatorKind, String)] {
    kinds.flatMap { kind in reasons.map { (kind, $0) } }
  }
}
