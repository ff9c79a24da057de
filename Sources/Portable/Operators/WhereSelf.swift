import Graph

/// `aten::where.self_out(condition, self, other, out)`: each element of one tensor or the other.
///
/// The three are broadcast to each other. Any element type, the same in `self`, `other` and `out`.
struct WhereSelf: PortableOperator {
  let name = ProgramOperator("aten::where", overload: "self_out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let condition = try site.input(0)
    let first = try site.input(1)
    let second = try site.input(2)
    let output = try site.output(3)
    try site.require(.bool, of: condition, "condition")
    guard first.scalarType == output.scalarType, second.scalarType == output.scalarType,
      first.dtype == output.dtype, second.dtype == output.dtype
    else { throw site.unsupported("self, other and out are of different types") }
    guard let walk = BroadcastWalk([condition.shape, first.shape, second.shape]) else {
      throw site.invalid(
        "the shapes \(condition.shape), \(first.shape) and \(second.shape) don't broadcast")
    }
    try site.require(walk.shape, of: output, "out")

    let size = output.dtype.hostSize
    return { [to = output.slot] slots in
      let (condition, first, second) = (
        slots[condition.slot], slots[first.slot], slots[second.slot]
      )
      condition.bytes.withUnsafeBytes { conditions in
        first.bytes.withUnsafeBytes { firsts in
          second.bytes.withUnsafeBytes { seconds in
            slots[to].withMutableBytes { results in
              var index = 0
              for row in 0..<walk.starts.count / 3 {
                for step in 0..<walk.rowLength {
                  let place = { walk.starts[3 * row + $0] + step * walk.steps[$0] }
                  let source =
                    conditions[place(0)] != 0
                    ? firsts[place(1) * size..<(place(1) + 1) * size]
                    : seconds[place(2) * size..<(place(2) + 1) * size]
                  let target = results[index * size..<(index + 1) * size]
                  UnsafeMutableRawBufferPointer(rebasing: target)
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: source))
                  index += 1
                }
              }
            }
          }
        }
      }
    }
  }
}
