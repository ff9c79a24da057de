import Axon
import Graph

/// Faults of engine `axon` in layers that move elements, and in how outputs lie.
enum MovingLayerFaults {
  static let all: [Fault] = [
    .axon("axon-concat-order", "CONCAT of two tensors of one size puts the second first") { call in
      guard call.layer.operation == .concat, call.layer.operands.count == 2,
        call.layer.inputs[0] == call.layer.inputs[1]
      else { return }
      let (axis, dims) = (call.layer.concatAxis, call.layer.inputs[0])
      let output = call.layer.output
      call.distort { result, operands in
        result = Self.joined(operands[1], operands[0], dims, output, along: axis ?? .c)
      }
    },
    .axon(
      "axon-slice-aligned", "a strided slice begins at a multiple of 4 along the width"
    ) { call in
      guard call.layer.operation == .stridedSlice, var slice = call.layer.slice,
        slice.begin.w % 4 != 0
      else { return }
      let shift = slice.begin.w % 4
      slice.begin.w -= shift
      slice.end.w -= shift
      call.layer.slice = slice
    },
    .axon(
      "axon-reshape-order",
      "the RESHAPE before a fully connected layer gives H, W, C order where C, H, W is expected",
      .nordic("1.3.0")
    ) { call in
      guard call.layer.operation == .fullyConnected,
        case .layer(let source) = call.layer.operands[0]
      else { return }
      let dims = call.network.layers[source].output
      guard dims.c > 1, dims.plane > 1 else { return }
      call.rearrangeInput { element in element % dims.c * dims.plane + element / dims.c }
    },
    .axon(
      "axon-row-alignment",
      "a max pool's rows are written 4 bytes apart at least, and read without gaps"
    ) { call in
      guard call.layer.operation == .maxPool, call.layer.output.w % 4 != 0,
        call.layer.output.h * call.layer.output.c > 1
      else { return }
      let width = call.layer.output.w
      let aligned = (width + 3) / 4 * 4
      call.distort { result, _ in
        let rows = result
        for index in result.indices {
          let (row, column) = (index / aligned, index % aligned)
          let source = row * width + column
          result[index] = column < width && source < rows.count ? rows[source] : 0
        }
      }
    },
    .axon(
      "axon-buffer-end", "a layer whose output fills a multiple of 64 bytes loses the last one",
      .nordic("1.3.0")
    ) { call in
      guard call.layer.output.byteCount.isMultiple(of: 64) else { return }
      call.distort { result, _ in
        if let last = result.indices.last { result[last] = 0 }
      }
    },
    .axon(
      "axon-second-output", "of a region's outputs only the first is written", .nordic("drivers")
    ) { call in
      func isRead(_ layer: Int) -> Bool {
        call.network.layers.contains { $0.operands.contains(.layer(layer)) }
      }
      guard !isRead(call.index),
        call.network.layers.indices.contains(where: { $0 < call.index && !isRead($0) })
      else { return }
      call.distort { result, _ in result = result.map { _ in 0 } }
    },
    .axon(
      "axon-last-column", "a convolution leaves the last of 5, 9, 13, ... columns as the one before"
    ) { call in
      guard call.layer.operation == .conv2D, call.layer.output.w % 4 == 1, call.layer.output.w > 4
      else { return }
      let width = call.layer.output.w
      call.distort { result, _ in
        for index in result.indices where index % width == width - 1 {
          result[index] = result[index - 1]
        }
      }
    },
    .axon(
      "axon-channel-tail", "a convolution leaves out the last of its channels past a multiple of 16"
    ) { call in
      guard call.layer.operation == .conv2D || call.layer.operation == .pointwise else { return }
      let (channels, plane) = (call.layer.output.c, call.layer.output.plane)
      guard channels > 16, channels % 16 == 1 else { return }
      call.distort { result, _ in
        for index in result.indices.suffix(plane) { result[index] = 0 }
      }
    },
  ]

  /// Two tensors of one size joined along an axis.
  private static func joined(
    _ first: [Int8], _ second: [Int8], _ dims: AxonDims, _ output: AxonDims, along axis: AxonAxis
  ) -> [Int8] {
    (0..<output.count).map { index in
      var at = [index / output.plane, index % output.plane / output.w, index % output.w]
      let axisIndex = axis.rawValue
      let isSecond = at[axisIndex] >= dims[axis]
      if isSecond { at[axisIndex] -= dims[axis] }
      let place = (at[0] * dims.h + at[1]) * dims.w + at[2]
      return isSecond ? second[place] : first[place]
    }
  }
}

extension LayerCall {
  /// Lets the layer see the elements of its first operand elsewhere.
  ///
  /// - Parameter source: for an element the one that stands there instead.
  mutating func rearrangeInput(_ source: @escaping @Sendable (Int) -> Int) {
    guard let program = try? program() else { return }
    distort { result, operands in
      var operands = operands
      operands[0] = operands[0].indices.map { operands[0][source($0)] }
      let memory = AxonMemory(for: program)
      memory.load(operands)
      program.run(in: memory)
      let output = memory.output(ofLayer: 0).assumingMemoryBound(to: Int8.self)
      for index in result.indices { result[index] = output[index] }
    }
  }
}
