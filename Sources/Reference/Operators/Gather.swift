import Graph

extension Gather {
  /// Rows of an `[N, K, C]` tensor picked by `[N, W]` indices.
  ///
  /// An index outside 0..<K is unpredictable.
  func step(_ site: inout OperatorSite, _ storage: any ElementStorage) throws(EngineError) -> Step {
    let (values, indices, result) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let rows = values.shape[1]
    let width = storage.byteCount(of: values.dtype) * values.shape[2]
    let batches = indices.shape[0]
    let picks = indices.shape[1]
    let indexWidth = storage.byteCount(of: indices.dtype)
    let subject = site.subject
    return { (arena) throws(EngineError) in
      let source = UnsafeRawPointer(arena.read(values, as: UInt8.self).baseAddress)
      let target = UnsafeMutableRawPointer(arena.write(result, as: UInt8.self).baseAddress)
      guard let source, let target else { return }
      for batch in 0..<batches {
        for pick in 0..<picks {
          let at = batch * picks + pick
          let row = RowIndex.read(arena, indices, at, width: indexWidth)
          guard row >= 0 && row < rows else { throw RowIndex.outside(row, rows, subject) }
          (target + at * width).copyMemory(
            from: source + (batch * rows + row) * width, byteCount: width)
        }
      }
    }
  }
}

/// Indices of GATHER and SCATTER, however they are stored.
enum RowIndex {
  /// The index at a position; -1 where a real number is none.
  static func read(_ arena: Arena, _ indices: TensorSlot, _ at: Int, width: Int) -> Int {
    switch width {
    case 4: Int(arena.read(indices, as: Int32.self)[at])
    case 8: Int(exactly: arena.read(indices, as: Double.self)[at]) ?? -1
    default: Int(exactly: arena.read(indices, as: Bounded.self)[at].value) ?? -1
    }
  }

  static func outside(_ row: Int, _ rows: Int, _ subject: String) -> EngineError {
    .unpredictable(
      Unpredictable(subject: subject, reason: "index \(row) is outside 0..<\(rows)"))
  }
}
