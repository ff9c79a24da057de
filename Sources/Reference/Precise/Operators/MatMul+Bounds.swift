import Graph

extension MatMul {
  /// Every output as a sum of products.
  func boundedStep(_ site: OperatorSite) -> Step {
    let (left, right, result) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let (rows, depth, columns) = (left.shape[1], left.shape[2], right.shape[2])
    return { arena in
      let a = arena.read(left, as: Bounded.self)
      let b = arena.read(right, as: Bounded.self)
      let out = arena.write(result, as: Bounded.self)
      for batch in 0..<left.shape[0] {
        for row in 0..<rows {
          for column in 0..<columns {
            var sum = DotProductSum()
            for k in 0..<depth {
              sum.add(
                a[(batch * rows + row) * depth + k],
                times: b[(batch * depth + k) * columns + column])
            }
            out[(batch * rows + row) * columns + column] = sum.result(size: depth)
          }
        }
      }
    }
  }
}
