import Graph

extension Scatter {
  /// Rows of an `[N, K, C]` tensor replaced at `[N, W]` indices.
  ///
  /// An index outside 0..<K is unpredictable.
  func step(_ site: inout OperatorSite, _ storage: any ElementStorage) throws(EngineError) -> Step {
    let (values, indices, input) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let result = site.outputs[0]
    let rows = values.shape[1]
    let width = storage.byteCount(of: values.dtype) * values.shape[2]
    let batches = indices.shape[0]
    let picks = indices.shape[1]
    let byteCount = values.shape[0] * rows * width
    let indexWidth = storage.byteCount(of: indices.dtype)
    let subject = site.subject
    return { (arena) throws(EngineError) in
      let before = UnsafeRawPointer(arena.read(values, as: UInt8.self).baseAddress)
      let source = UnsafeRawPointer(arena.read(input, as: UInt8.self).baseAddress)
      let target = UnsafeMutableRawPointer(arena.write(result, as: UInt8.self).baseAddress)
      guard let before, let source, let target else { return }
      target.copyMemory(from: before, byteCount: byteCount)
      for batch in 0..<batches {
        for pick in 0..<picks {
          let at = batch * picks + pick
          let row = RowIndex.read(arena, indices, at, width: indexWidth)
          guard row >= 0 && row < rows else { throw RowIndex.outside(row, rows, subject) }
          (target + (batch * rows + row) * width).copyMemory(
            from: source + at * width, byteCount: width)
        }
      }
    }
  }
}
