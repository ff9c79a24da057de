import Graph

// GATHER: values [N, K, C], indices [N, W], result [N, W, C].
extension Gather: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    Set.integers.contains { operands.are($0, .int32, giving: $0) }
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (values, indices, output) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let (rows, picks) = (values.shape[1], indices.shape[1])
    let rowBytes = values.shape[2] * values.dtype.hostSize
    let open = site.unpredictable("an index is outside 0 to \(rows - 1)")
    return { (arena) throws(EngineError) in
      guard let from = arena.read(values, as: UInt8.self).baseAddress,
        let index = arena.read(indices, as: Int32.self).baseAddress,
        let to = arena.write(output, as: UInt8.self).baseAddress
      else { return }
      for pick in 0..<indices.elementCount {
        let row = Int(index[pick])
        guard (0..<rows).contains(row) else { throw open }
        let source = from + (pick / picks * rows + row) * rowBytes
        (to + pick * rowBytes).update(from: source, count: rowBytes)
      }
    }
  }
}
