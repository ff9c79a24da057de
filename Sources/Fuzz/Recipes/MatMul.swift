import Graph

// MATMUL of INT8, INT16 and FP32.
extension MatMul {
  static let recipes = [
    Recipe("MATMUL", [.matMul, .rescale], [.cnn: 2, .int: 5, .fp: 6, .quantizable: 2]) {
      $0.matrixProduct()
    }
  ]
}

extension GraphBuilder {
  fileprivate mutating func matrixProduct() -> Bool {
    let dtype: DType =
      switch family {
      case .cnn: .int8
      case .int: dice.once(in: 3) ? .int16 : .int8
      case .fp, .quantizable: .fp32
      }
    var a = value(of: dtype)
    if a.shape.rank != 3 {
      // As ExecuTorch does: a batch of one, the last axis as the terms.
      let terms = a.shape.last ?? 1
      a = reshape(a, [1, a.shape.elementCount / terms, terms])
    }
    let (batch, rows, terms) = (a.shape[0], a.shape[1], a.shape[2])
    let most = min(
      limits.elements / (batch * max(rows, terms)), limits.work / (batch * rows * terms))
    let isSquare = dice.once(in: 4) && rows <= most
    let columns = isSquare ? rows : dice.size(from: EdgeSizes.channels, upTo: max(most, 1))
    let shape: Shape = [batch, terms, columns]
    let b: GraphValue
    if isSquare {
      b = transpose(a, [0, 2, 1])
    } else if let found = operand(where: { $0.dtype == dtype && $0.shape == shape }) {
      b = found
    } else {
      b =
        inputCount < 5
        ? input(dtype, shape, zeroPoint: dtype == .int8 ? dice.pick(EdgeSizes.zeroPoint) : 0)
        : constantValue(dtype, shape, range: dtype.fullRange)
    }
    let points = dtype == .int8 ? (a.zeroPoint, b.zeroPoint) : (0, 0)
    let most64 = terms * a.magnitude(less: points.0) * b.magnitude(less: points.1)
    let result: DType = dtype == .int8 ? .int32 : dtype == .int16 ? .int48 : .fp32
    // Sums of 16-bit products could leave INT48 only with 2^17 terms.
    let product = append(
      .matMul(MatMul()), [a.id, b.id, scalar(points.0, dtype), scalar(points.1, dtype)], result,
      [batch, rows, columns], range: .around(most64))
    guard dtype != .fp32 else { return true }
    let spread =
      Double(terms).squareRoot() * Double(a.magnitude(less: 0)) * 0.5
      * Double(b.magnitude(less: 0)) * 0.5
    finish(ConvolutionSums(value: product, spread: spread))
    return true
  }
}
