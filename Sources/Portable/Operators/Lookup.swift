import Graph

/// `aten::embedding.out(weight, indices, padding_idx, scale_grad_by_freq, sparse, out)` and
/// `aten::index_select.out(input, dim, index, out)`: rows of a tensor by their numbers.
///
/// Numbers are INT32 or INT64. Any type of elements. An index beyond the tensor is an invalid input;
/// ExecuTorch's `index_select` does not look and reads what is there.
struct Lookup: PortableOperator {
  let name: ProgramOperator
  private let isEmbedding: Bool

  /// Both of them.
  static let all = [
    Lookup(name: ProgramOperator("aten::embedding", overload: "out"), isEmbedding: true),
    Lookup(name: ProgramOperator("aten::index_select", overload: "out"), isEmbedding: false),
  ]

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let source = try site.input(0)
    let axis = isEmbedding ? 0 : try site.axis(1, ofRank: source.shape.rank)
    let indices = try site.input(isEmbedding ? 1 : 2)
    guard isEmbedding ? source.shape.rank == 2 : source.shape.rank > 0 && indices.shape.rank == 1
    else {
      throw site.unsupported(
        "a table of \(source.shape) and indices of \(indices.shape)")
    }
    guard indices.dtype == .int32 || indices.dtype == .int48 else {
      throw site.unsupported("indices are \(indices.dtype), there is a kernel for INT32 and INT64")
    }
    let sizes = source.shape.dimensions
    let output = try site.copy(
      of: source, at: isEmbedding ? 5 : 3,
      isEmbedding
        ? Shape(indices.shape.dimensions + [sizes[1]])
        : Shape(sizes[..<axis] + [indices.count] + sizes[(axis + 1)...]))

    let row = sizes[(axis + 1)...].reduce(source.dtype.hostSize, *)
    let blocks = sizes[..<axis].reduce(1, *)
    let rows = sizes[axis]
    let (from, by, to) = (source.slot, indices.slot, output.slot)
    return { [subject = site.subject] (slots) throws(EngineError) in
      let (table, numbers) = (slots[from], slots[by])
      var wrong: Int64?
      table.bytes.withUnsafeBytes { table in
        slots[to].withMutableBytes { results in
          for position in 0..<numbers.count {
            let number = numbers.index(at: position)
            guard number >= 0, number < rows else {
              wrong = wrong ?? number
              continue
            }
            for block in 0..<blocks {
              let source = (block * rows + Int(number)) * row
              let target = (block * numbers.count + position) * row
              UnsafeMutableRawBufferPointer(rebasing: results[target..<target + row]).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: table[source..<source + row]))
            }
          }
        }
      }
      if let wrong {
        throw EngineError.invalid(
          InvalidInput(
            .tensor, "there is no row \(wrong) among \(rows)",
            remedy: "Give indices from 0 to \(rows - 1).", at: InputLocation(element: subject)))
      }
    }
  }
}

extension Tensor {
  /// The element at `position` of an INT32 or INT64 tensor.
  fileprivate func index(at position: Int) -> Int64 {
    dtype == .int32
      ? withElements(as: Int32.self) { Int64($0[position]) }
      : withElements(as: Int64.self) { $0[position] }
  }
}
