import Graph

extension AxonConstraint {
  private static let convolutions: Set<AxonOperation> = [.conv2D, .depthwise]
  private static let pools: Set<AxonOperation> = [.averagePool, .maxPool]
  private static let sums: Set<AxonOperation> = [.add, .multiply]
  private static let images: Set<AxonOperation> =
    convolutions.union(pools).union([.pointwise, .mean])

  /// Every limit that partitioning checks, in the order in which they are reported.
  ///
  /// Observed ones are compiler 1.4.0's own result codes, found by trying sizes on both sides of the
  /// limit; where it accepts more than is documented, the documented limit holds.
  public static let all: [AxonConstraint] = [
    // Sizes of tensors.
    AxonConstraint("input width", [.fullyConnected], 1...2048, .documented) { $0.inputs[0].w },
    AxonConstraint("output width", [.fullyConnected], 1...2048, .documented) { $0.output.w },
    AxonConstraint("height", images, 1...1024, .documented) { $0.inputs[0].h },
    AxonConstraint("width", images, 1...1024, .documented) { $0.inputs[0].w },
    AxonConstraint("height", sums, 1...1020, .observed(code: -239)) { $0.inputs[0].h },
    AxonConstraint("width", sums, 1...1020, .observed(code: -239)) { $0.inputs[0].w },
    AxonConstraint("input channels", [.conv2D], 1...1024, .observed(code: -234)) {
      $0.inputs[0].c
    },
    AxonConstraint("channels", [.depthwise], 1...1023, .observed(code: -234)) { $0.inputs[0].c },
    AxonConstraint("channels", sums, 1...1023, .observed(code: -234)) { $0.inputs[0].c },
    AxonConstraint("input channels", [.pointwise], 1...512, .observed(code: -239)) {
      $0.inputs[0].c
    },
    AxonConstraint("width", [.pointwise], 4...1024, .observed(code: -240)) { $0.inputs[0].w },

    // Windows.
    AxonConstraint("kernel height", convolutions, 1...16, .observed(code: -239)) {
      $0.filterDims.h
    },
    AxonConstraint(
      "kernel width", convolutions, "1 to 16, or to 32 on a single row", .observed(code: -239),
      allowed: { 1...($0.inputs[0].h == 1 ? 32 : 16) }, measure: { $0.filterDims.w }),
    AxonConstraint("window height", pools, 1...32, .observed(code: -239)) { $0.filterDims.h },
    AxonConstraint("window width", pools, 1...32, .observed(code: -239)) { $0.filterDims.w },
    AxonConstraint(
      "window height", [.maxPool], "no more than the input", .observed(code: -225),
      allowed: { 1...max(1, $0.inputs[0].h) }, measure: { $0.filterDims.h }),
    AxonConstraint(
      "window width", [.maxPool], "no more than the input", .observed(code: -227),
      allowed: { 1...max(1, $0.inputs[0].w) }, measure: { $0.filterDims.w }),
    AxonConstraint("window height", [.mean], 1...64, .documented) { $0.filterDims.h },
    AxonConstraint("window width", [.mean], 1...64, .documented) { $0.filterDims.w },
    // Beyond it one inference in three fails.
    AxonConstraint(
      "window width", [.mean], "1 to 32 of a single channel", .observed(code: -227),
      allowed: { 1...($0.inputs[0].c == 1 ? 32 : 64) }, measure: { $0.filterDims.w }),
    AxonConstraint(
      "width", [.mean], "1 to 512 for windows of one column", .observed(code: -227),
      allowed: { 1...($0.filterDims.w == 1 ? 512 : 1024) }, measure: { $0.inputs[0].w }),
    AxonConstraint(
      "the input under a row of windows", [.mean], "5632 elements of at most 32 rows",
      .observed(code: -240), allowed: { _ in 1...5632 },
      measure: { $0.inputs[0].w * min($0.filterDims.h, 32) }),
    AxonConstraint("vertical stride", images, 1...31, .observed(code: -236)) { $0.stride.y },
    AxonConstraint(
      "horizontal stride", images.subtracting([.pointwise]), 1...31, .observed(code: -236)
    ) {
      $0.stride.x
    },
    AxonConstraint("horizontal stride", [.pointwise], 1...2, .observed(code: -236)) {
      $0.stride.x
    },

    // Padding.
    AxonConstraint("largest padding", images, 0...15, .observed(code: -238)) {
      max($0.pad.top, $0.pad.bottom, $0.pad.left, $0.pad.right)
    },
    AxonConstraint(
      "height with padding above", convolutions, "no less than the kernel", .observed(code: -238),
      allowed: { $0.filterDims.h...Int.max }, measure: { $0.inputs[0].h + $0.pad.top }),

    AxonConstraint(
      "padding below", convolutions, "0 below strides and a kernel that is higher than the input",
      .observed(code: -238),
      allowed: { 0...($0.inputs[0].h < $0.filterDims.h && $0.stride.y > 1 ? 0 : 15) },
      measure: { $0.pad.bottom }),

    // What the intermediate file can say.
    AxonConstraint(
      "shifts", [.fullyConnected], "1 under leaky ReLU", .observed(code: -1),
      allowed: { 0...($0.activation == .leakyReLU ? 1 : Int.max) }, measure: { $0.shifts.count }),
    AxonConstraint("tensor elements", Set(AxonOperation.allCases), 1...maximumElements, .assay) {
      max($0.output.count, $0.inputs.map(\.count).max() ?? 0)
    },
    AxonConstraint("operands", [.concat, .add, .multiply], 1...2, .observed(code: -216)) {
      $0.inputs.count
    },
  ]
}
