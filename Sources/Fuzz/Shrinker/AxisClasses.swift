import Graph

/// Which axes of a block's tensors must keep the same size, as a union-find over all of them.
///
/// The elements of SHAPE constants count as axes: their size is their value. A class is *fixed* if nothing
/// in it may change, because of an operator whose sizes hang together in some other way.
struct AxisClasses {
  /// The first axis of each tensor in the flat numbering.
  private let bases: [Int]
  private var parents: [Int]
  private var isFixed: [Bool]
  /// The sizes before any change.
  private let sizes: [Int]

  /// The classes that the operators of `block` make.
  init(_ block: Block) {
    var bases: [Int] = []
    var sizes: [Int] = []
    for tensor in block.tensors {
      bases.append(sizes.count)
      if tensor.type.dtype == .shape {
        sizes += (tensor.value?.integerValues ?? []).map(Int.init)
      } else {
        sizes += tensor.type.shape.dimensions
      }
    }
    self.bases = bases
    self.sizes = sizes
    parents = Array(sizes.indices)
    isFixed = [Bool](repeating: false, count: sizes.count)
    for op in block.operators { relate(op, in: block) }
  }

  /// How many axes there are.
  var axisCount: Int { parents.count }

  /// The class of an axis, by the lowest axis in it.
  func root(_ axis: Int) -> Int {
    var root = axis
    while parents[root] != root { root = parents[root] }
    return root
  }

  /// The class of an axis of a tensor, or of an element of a SHAPE constant.
  func root(of tensor: TensorID, axis: Int) -> Int { root(bases[tensor.index] + axis) }

  /// The size that all axes of a class had in the beginning.
  func size(ofClass root: Int) -> Int { sizes[root] }

  /// Whether the class must stay as it is.
  func isFixed(class root: Int) -> Bool { isFixed[root] }

  /// Makes two axes one class.
  mutating func link(_ first: TensorID, _ axis: Int, _ second: TensorID, _ otherAxis: Int) {
    let (a, b) = (root(of: first, axis: axis), root(of: second, axis: otherAxis))
    guard a != b else { return }
    let (low, high) = (min(a, b), max(a, b))
    parents[high] = low
    isFixed[low] = isFixed[low] || isFixed[high]
  }

  /// Keeps an axis as it is.
  mutating func fix(_ tensor: TensorID, axis: Int) { isFixed[root(of: tensor, axis: axis)] = true }

  /// Keeps all axes of a tensor as they are.
  mutating func fix(_ tensor: TensorID, in block: Block) {
    let info = block[tensor]
    let count = info.type.dtype == .shape ? info.value?.count ?? 0 : info.type.shape.rank
    for axis in 0..<count { fix(tensor, axis: axis) }
  }

  /// Links axes of two tensors one to one where their sizes agree; a broadcast 1 stays by itself.
  mutating func linkAll(
    _ first: TensorID, _ second: TensorID, in block: Block, except axis: Int? = nil
  ) {
    let (mine, theirs) = (block[first].type.shape, block[second].type.shape)
    for index in 0..<min(mine.rank, theirs.rank) where index != axis && mine[index] == theirs[index]
    {
      link(first, index, second, index)
    }
  }
}
