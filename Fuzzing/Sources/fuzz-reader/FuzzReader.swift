import Graph

/// Bytes that libFuzzer invented, taken for a `.tosa` file: whatever they are, the reader and the validation
/// refuse them or give a graph. A graph that is valid comes back from its file as it was.
///
/// libFuzzer brings `main` along and calls this; it takes a trap, a sanitizer's report, much memory or a long
/// time for a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let graph = try? Graph(tosa: bytes), let valid = try? ValidatedGraph(graph) else {
    return 0
  }
  do {
    let again = try Graph(tosa: valid.graph.tosaBytes())
    precondition(again == valid.graph, "the file of a valid graph holds another graph")
  } catch {
    preconditionFailure("the file of a valid graph can't be written and read: \(error)")
  }
  return 0
}
