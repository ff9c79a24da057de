import Graph

// SCATTER: values_in [N, K, C], indices [N, W], input [N, W, C], result [N, K, C]. An index must not
// occur twice in a batch.
extension Scatter: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    Set.integers.contains { operands.are($0, .int32, $0, giving: $0) }
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (values, indices, rows, output) = (
      site.inputs[0], site.inputs[1], site.inputs[2], site.outputs[0]
    )
    let (count, picks) = (values.shape[1], indices.shape[1])
    let rowBytes = values.shape[2] * values.dtype.hostSize
    let copy = StridedCopy(contiguous: values.type)
    let seenSpace = site.reserveWorkspace(byteCount: count)
    let open = site.unpredictable("an index is outside 0 to \(count - 1), or occurs twice")
    return { (arena) throws(EngineError) in
      copy.run(arena, from: values, to: output)
      guard let index = arena.read(indices, as: Int32.self).baseAddress,
        let from = arena.read(rows, as: UInt8.self).baseAddress,
        let to = arena.write(output, as: UInt8.self).baseAddress
      else { return }
      let seen = arena.workspace(seenSpace, as: UInt8.self)
      for pick in 0..<indices.elementCount {
        if pick % picks == 0 { seen.update(repeating: 0) }
        let row = Int(index[pick])
        guard (0..<count).contains(row), seen[row] == 0 else { throw open }
        seen[row] = 1
        let target = to + (pick / picks * count + row) * rowBytes
        target.update(from: from + pick * rowBytes, count: rowBytes)
      }
    }
  }
}
