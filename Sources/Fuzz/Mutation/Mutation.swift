import Graph

/// One way to change a case a little.
///
/// It leaves a graph whose types it has inferred again, or changes nothing; whether the graph is valid and
/// small enough is checked after the last change (``Mutator``).
struct Mutation: Sendable {
  /// `zero point`.
  let name: String
  /// How often it is tried, relative to the others.
  let weight: Int
  /// Changes the case; false if nothing fits.
  let apply: @Sendable (inout CaseEdit) -> Bool

  init(_ name: String, _ weight: Int, apply: @escaping @Sendable (inout CaseEdit) -> Bool) {
    self.name = name
    self.weight = weight
    self.apply = apply
  }

  /// All of them.
  static let all: [Mutation] = attributes + constants + structure + sizes
}

/// A case that is being changed.
struct CaseEdit {
  var item: FuzzCase
  var dice: Dice
  let limits: SizeLimits
  /// Whose recipes new operators come from.
  let family: Recipe.Family
  /// Cases that parts can be taken from.
  let others: [FuzzCase]

  var block: Block {
    get { item.block }
    set { item.block = newValue }
  }

  /// An operator that computes and that `condition` holds for; nil if there is none.
  mutating func pick(where condition: (Operator) -> Bool) -> Int? {
    let block = item.block
    let found = block.operators.indices.filter {
      !block.operators[$0].operation.isConstant && condition(block.operators[$0])
    }
    return found.isEmpty ? nil : dice.pick(found)
  }

  /// Gives one operand of one operator another constant: others that read it keep theirs.
  mutating func setConstant(_ operand: Int, of index: Int, to value: Tensor) {
    var block = item.block
    let id = TensorID(block.tensors.count)
    block.tensors.append(TensorInfo(name: block.unusedName(), type: value.type, value: value))
    block.operators[index].inputs[operand] = id
    let isShape = value.dtype == .shape
    block.operators.insert(
      Operator(isShape ? .constShape(ConstShape()) : .const(Const()), inputs: [], outputs: [id]),
      at: index)
    item.block = block
  }

  /// Puts `block` in place with types inferred again; false if a rule is broken.
  mutating func commit(_ block: Block) -> Bool {
    guard let inferred = block.inferred() else { return false }
    item.block = inferred
    return true
  }
}

extension Block {
  /// A name that no tensor has.
  func unusedName() -> String {
    let names = Set(tensors.map(\.name))
    var number = tensors.count
    while names.contains("t\(number)") { number += 1 }
    return "t\(number)"
  }

  /// Whether a tensor is of a floating-point type.
  var hasFloats: Bool { tensors.contains { $0.type.dtype.isFloat } }

  /// The value of a constant operand.
  func constant(_ id: TensorID) -> Tensor? { self[id].value }
}
