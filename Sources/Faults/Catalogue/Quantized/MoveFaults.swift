import Graph

/// Faults of engine `quantized` in operators that move elements.
enum MoveFaults {
  static let all: [Fault] = [
    .quantized(
      "transpose-inverted", "TRANSPOSE applies the inverse permutation", .execuTorch
    ) { call in
      guard case .transpose(let transpose) = call.operation else { return }
      let permutation = transpose.permutation
      let inverse = permutation.indices.map { permutation.firstIndex(of: $0) ?? 0 }
      guard inverse != permutation else { return }
      call.operation = .transpose(Transpose(permutation: inverse))
    },
    .quantized(
      "concat-order", "CONCAT along the last axis puts the third operand before the second"
    ) { call in
      guard case .concat(let concat) = call.operation, call.operands.count > 2,
        concat.axis == call.result.shape.rank - 1,
        let kernel = call.resized(call.operation, varying: Set(call.operands.indices)),
        call.operands[1] == call.operands[2]
      else { return }
      call.distort { result, operands in
        var operands = operands
        operands.swapAt(1, 2)
        if let made = try? kernel(operands) { result = made }
      }
    },
    .quantized(
      "slice-start-aligned", "SLICE begins at a multiple of 4 along the last axis"
    ) { call in
      guard case .slice = call.operation, call.result.shape.rank > 0 else { return }
      call.edit(1) { starts in
        if let last = starts.indices.last { starts[last] &= ~3 }
      }
    },
    .quantized("pad-zero", "PAD pads with 0, whatever it is told to") { call in
      guard case .pad = call.operation else { return }
      call.edit(2) { $0 = $0.map { _ in 0 } }
    },
    .quantized("reverse-axis", "REVERSE counts its axis from the end") { call in
      guard case .reverse(var reverse) = call.operation else { return }
      reverse.axis = call.result.shape.rank - 1 - reverse.axis
      call.operation = .reverse(reverse)
    },
    .quantized("tile-repeats", "TILE repeats each element of the last axis instead of the row") {
      call in
      guard case .tile = call.operation, let shape = call.operands.first?.shape, shape.rank > 0,
        let last = call.numbers(1).last, last > 1
      else { return }
      call.distort { result, operands in
        let (source, width) = (result.integers, result.shape[result.shape.rank - 1])
        result.mapIntegers { index, _ in
          source[index / width * width + index % width / last]
        }
      }
    },
    .quantized("gather-batch", "GATHER takes every batch's indices from the first batch") { call in
      guard case .gather = call.operation, call.operands[1].shape[0] > 1,
        let kernel = call.resized(call.operation, varying: [0, 1])
      else { return }
      call.distort { result, operands in
        var operands = operands
        let row = operands[1].shape[1]
        let first = Array(operands[1].integers.prefix(row))
        operands[1].mapIntegers { index, _ in first[index % row] }
        if let made = try? kernel(operands) { result = made }
      }
    },
    .quantized("scatter-zeroes", "SCATTER begins with zeros instead of the values it is given") {
      call in
      guard case .scatter = call.operation,
        let kernel = call.resized(call.operation, varying: [0, 1, 2])
      else { return }
      call.distort { result, operands in
        var operands = operands
        operands[0].mapIntegers { _, _ in 0 }
        if let made = try? kernel(operands) { result = made }
      }
    },
  ]
}
