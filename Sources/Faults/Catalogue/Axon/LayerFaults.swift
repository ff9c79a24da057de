import Axon
import Graph

/// Faults of engine `axon` in what its computing layers are made of.
enum LayerFaults {
  static let all: [Fault] = operands + sums

  private static let operands: [Fault] = [
    .axon(
      "axon-padding-zero", "a convolution pads with 0 instead of its producer's zero point"
    ) { call in
      switch call.layer.operation {
      case .conv2D, .depthwise: break
      default: return
      }
      guard call.layer.pad != Padding2D() else { return }
      call.zeroPoints = call.zeroPoints.map { _ in 0 }
    },
    .axon(
      "axon-padding-below", "a depthwise layer pads one row more above and one less below"
    ) { call in
      guard call.layer.operation == .depthwise, call.layer.pad.bottom > 0 else { return }
      call.layer.pad.top += 1
      call.layer.pad.bottom -= 1
    },
    .axon(
      "axon-add-packed",
      "ADD swaps its multipliers where one operand enters the region and the other is made in it",
      .nordic("1.2.0")
    ) { call in
      guard call.layer.operation == .add, call.layer.operands.count == 2,
        call.isExternal(0) != call.isExternal(1)
      else { return }
      call.layer.multipliers.swapAt(0, 1)
    },
    .axon("axon-add-bias-rounded", "ADD rounds its bias, which the flow truncates") { call in
      guard call.layer.operation == .add else { return }
      call.layer.biasPrime[0] += call.layer.biasPrime[0] < 0 ? -1 << 9 : 1 << 9
    },
    .axon(
      "axon-add-in-place", "ADD writes over its first operand, which is read again later"
    ) { call in
      guard call.layer.operation == .add, !call.isExternal(0), call.isReadLater(0),
        call.layer.inputs[0] == call.layer.output
      else { return }
      call.overwritten = 0
    },
    .axon(
      "axon-mul-constant-zero-point", "MUL takes the zero point of its constant for 0"
    ) { call in
      guard call.layer.operation == .multiply, call.layer.operands.count == 1 else { return }
      call.layer.inputZeroPoint = 0
    },
    .axon(
      "axon-mul-zero-point-shared", "MUL takes the first operand's zero point for both"
    ) { call in
      guard call.layer.operation == .multiply, call.layer.operands.count == 2 else { return }
      call.zeroPoints[1] = call.zeroPoints[0]
    },
    .axon(
      "axon-constant-by-channel",
      "MUL and ADD take a constant with a value a channel for one with a value a column"
    ) { call in
      guard call.layer.operation == .add || call.layer.operation == .multiply,
        call.layer.operands.count == 1, call.layer.filterDims.plane == 1,
        call.layer.filterDims.c > 1
      else { return }
      let dims = call.layer.inputs[0]
      let values = call.layer.filter
      call.layer.filterDims = AxonDims(c: dims.c, h: dims.h, w: dims.w)
      call.layer.filter = (0..<dims.count).map { values[$0 % dims.w % values.count] }
    },
  ]

  private static let sums: [Fault] = [
    .axon(
      "axon-fc-length", "a fully connected layer reads 510 elements where there are 511 or more",
      .nordic("1.1.0")
    ) { call in
      guard call.layer.operation == .fullyConnected else { return }
      let length = call.layer.filterDims.w
      for index in call.layer.filter.indices where index % length >= 510 {
        call.layer.filter[index] = 0
      }
    },
    .axon(
      "axon-depthwise-odd",
      "the last of an odd number of depthwise channels has its neighbour's filter"
    ) { call in
      guard call.layer.operation == .depthwise else { return }
      let (channels, size) = (call.layer.output.c, call.layer.filterDims.plane)
      guard channels > 1, channels % 2 == 1 else { return }
      for index in (channels - 1) * size..<channels * size {
        call.layer.filter[index] = call.layer.filter[index - size]
      }
    },
    .axon("axon-filter-transposed", "a square window is stored column by column") { call in
      guard call.layer.operation == .conv2D, call.layer.filterDims.h == call.layer.filterDims.w,
        call.layer.filterDims.h > 1
      else { return }
      let (side, filter) = (call.layer.filterDims.h, call.layer.filter)
      for index in filter.indices {
        let (plane, place) = (index / (side * side), index % (side * side))
        call.layer.filter[index] = filter[plane * side * side + place % side * side + place / side]
      }
    },
    .axon(
      "axon-bias-last-channel", "the last of more than 8 channels has the bias of the first"
    ) { call in
      switch call.layer.operation {
      case .conv2D, .pointwise, .depthwise: break
      default: return
      }
      guard let first = call.layer.biasPrime.first, call.layer.biasPrime.count > 8 else { return }
      call.layer.biasPrime[call.layer.biasPrime.count - 1] = first
    },
    .axon(
      "axon-pool-square", "an average over a window that is not square divides by its width squared"
    ) { call in
      guard call.layer.operation == .averagePool || call.layer.operation == .mean,
        call.layer.filterDims.h != call.layer.filterDims.w, call.layer.filterDims.h > 1,
        call.layer.filterDims.w > 1
      else { return }
      let (height, width) = (Int32(call.layer.filterDims.h), Int32(call.layer.filterDims.w))
      call.layer.multipliers = call.layer.multipliers.map { $0 / width &* height }
    },
    .axon(
      "axon-pool-zero-point", "an average adds its zero point again to what has it already",
      .execuTorch
    ) { call in
      guard call.layer.operation == .averagePool else { return }
      call.layer.biasPrime = call.layer.biasPrime.map { _ in 0 }
    },
    .axon("axon-pointwise-strided", "a pointwise layer with steps begins at the second column") {
      call in
      guard call.layer.operation == .pointwise, call.layer.stride.x > 1 else { return }
      let width = call.layer.inputs[0].w
      call.rearrangeInput { $0 % width + 1 < width ? $0 + 1 : $0 }
    },
    .axon(
      "axon-region-stale",
      "a layer does not run again while its operands begin with the same element",
      bench: .axonSession
    ) { call in call.keepsOutput = true },
    .axon(
      "axon-pool-stale", "a max pool keeps its window's maximum from the run before",
      bench: .axonSession
    ) { call in
      guard call.layer.operation == .maxPool else { return }
      call.keepsOutput = true
    },
  ]
}
