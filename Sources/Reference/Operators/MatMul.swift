import Graph

extension MatMul {
  /// The product of two batches of matrices, `[N, H, C] x [N, C, W]`: for each element the products in
  /// the order of C, from zero. Integers less their zero points.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    let (left, right, result) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let size = (
      batches: left.shape[0], rows: left.shape[1], depth: left.shape[2], columns: right.shape[2]
    )
    switch (arithmetic, left.dtype) {
    case (.fp32, .fp32):
      return { arena in
        multiply(
          size, arena.read(left, as: Float.self), 0, arena.read(right), 0, arena.write(result))
      }
    case (.fp32, let dtype): throw site.unsupported("MATMUL of \(dtype) is not computed")
    case (.real, _):
      let leftZero = try site.zeroPoint(2, "A_zp")
      let rightZero = try site.zeroPoint(3, "B_zp", of: 1)
      return { arena in
        multiply(
          size, arena.read(left, as: Double.self), leftZero, arena.read(right), rightZero,
          arena.write(result))
      }
    }
  }
}

private func multiply<Element: ReferenceNumber>(
  _ size: (batches: Int, rows: Int, depth: Int, columns: Int),
  _ left: UnsafeBufferPointer<Element>, _ leftZero: Element,
  _ right: UnsafeBufferPointer<Element>, _ rightZero: Element,
  _ result: UnsafeMutableBufferPointer<Element>
) {
  guard var row = left.baseAddress, let matrices = right.baseAddress, var out = result.baseAddress
  else { return }
  for batch in 0..<size.batches {
    let matrix = matrices + batch &* size.depth &* size.columns
    for _ in 0..<size.rows {
      for column in 0..<size.columns { out[column] = 0 }
      for k in 0..<size.depth {
        let x = row[k] - leftZero
        let line = matrix + k &* size.columns
        for column in 0..<size.columns { out[column] += x * (line[column] - rightZero) }
      }
      row += size.depth
      out += size.columns
    }
  }
}
