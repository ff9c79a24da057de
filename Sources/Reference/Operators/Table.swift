import Graph

extension Table {
  /// A straight line between the entries on either side.
  ///
  /// INT8 has an entry for each of -128...127. INT16 has one for every 128th number from -32768 to
  /// 32768, and results have 7 bits more than the entries.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    let (source, result) = (site.inputs[0], site.outputs[0])
    let entries = try site.constantValues(1, "table")
    let spacing = source.dtype == .int16 ? 128.0 : 1
    let lowest = source.dtype == .int16 ? -32_768.0 : -128
    let gain = source.dtype == .int16 ? 128.0 : 1
    guard entries.count >= 2 else { throw site.unsupported("TABLE has no entries") }
    return { arena in
      let elements = arena.read(source, as: Double.self)
      let out = arena.write(result, as: Double.self)
      for index in elements.indices {
        let position = (elements[index] - lowest) / spacing
        // Where an earlier division by zero left no number, there is none here.
        guard position.isFinite else {
          out[index] = .nan
          continue
        }
        let before = Int(min(max(position, 0), Double(entries.count - 2)))
        let part = position - Double(before)
        out[index] = gain * (entries[before] + part * (entries[before + 1] - entries[before]))
      }
    }
  }
}
