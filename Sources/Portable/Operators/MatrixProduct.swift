import Graph

/// `aten::mm.out(a, b, out)` and `aten::addmm.out(input, a, b, beta, alpha, out)` on FP32.
///
/// Each sum of products is added up one after the other, in FP32, as in `vec_ops.h`; then
/// `sum * alpha + input * beta`. `input` is broadcast to the result.
struct MatrixProduct: PortableOperator {
  let name: ProgramOperator
  private let adds: Bool

  /// Both of them.
  static let all = [
    MatrixProduct(name: ProgramOperator("aten::mm", overload: "out"), adds: false),
    MatrixProduct(name: ProgramOperator("aten::addmm", overload: "out"), adds: true),
  ]

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let addend = adds ? try site.reals(0, "input") : nil
    let first = try site.reals(adds ? 1 : 0, "mat1")
    let second = try site.reals(adds ? 2 : 1, "mat2")
    let (beta, alpha) = adds ? try (site.scalar(3), site.scalar(4)) : (0, 1)
    guard first.shape.rank == 2, second.shape.rank == 2, first.shape[1] == second.shape[0] else {
      throw site.invalid("matrices of \(first.shape) and \(second.shape) have no product")
    }
    let shape: Shape = [first.shape[0], second.shape[1]]
    let output = try site.realOutput(adds ? 5 : 2, shape)
    let inner = first.shape[1]
    site.work = output.count * inner
    guard let walk = BroadcastWalk([addend?.shape ?? [], shape]), walk.shape == shape else {
      throw site.invalid("input of \(addend?.shape ?? []) does not broadcast to \(shape)")
    }
    let columns = shape[1]
    let (slotA, slotB, to) = (first.slot, second.slot, output.slot)
    guard let addend else {
      return { slots in
        multiply(slots[slotA], slots[slotB], inner: inner, columns: columns, into: &slots[to])
      }
    }
    return { slots in
      multiply(slots[slotA], slots[slotB], inner: inner, columns: columns, into: &slots[to])
      let source = slots[addend.slot]
      source.withElements(as: Float.self) { addends in
        slots[to].withMutableElements(as: Float.self) { results in
          var index = 0
          for row in 0..<walk.starts.count / 2 {
            var place = walk.starts[2 * row]
            for _ in 0..<walk.rowLength {
              results[index] = results[index] * alpha + addends[place] * beta
              index &+= 1
              place &+= walk.steps[0]
            }
          }
        }
      }
    }
  }
}

private func multiply(
  _ a: Tensor, _ b: Tensor, inner: Int, columns: Int, into result: inout Tensor
) {
  a.withElements(as: Float.self) { a in
    b.withElements(as: Float.self) { b in
      result.withMutableElements(as: Float.self) { results in
        guard columns > 0 else { return }
        // Row by row of `b`: each sum still gets its terms in order, and memory is read in order.
        results.update(repeating: 0)
        for row in 0..<results.count / columns {
          let target = row &* columns
          for step in 0..<inner {
            let factor = a[row &* inner &+ step]
            let source = step &* columns
            for column in 0..<columns {
              results[target &+ column] += factor * b[source &+ column]
            }
          }
        }
      }
    }
  }
}
