public import Graph

/// The first difference between two graphs that should be the same.
public struct GraphDifference: Sendable, Hashable, CustomStringConvertible {
  /// Which tensor or operator differs.
  public var subject: String
  /// How: for a constant the element and both values.
  public var difference: String

  public var description: String { "\(subject): \(difference)" }

  /// Compares operators, types and constants of the blocks that run; nil if they are the same.
  public static func first(between graph: Graph, and other: Graph) -> GraphDifference? {
    guard let block = graph.regions.first?.blocks.first,
      let twin = other.regions.first?.blocks.first
    else { return graph == other ? nil : GraphDifference(subject: "graph", difference: "no block") }
    for (tensor, counterpart) in zip(block.tensors, twin.tensors) where tensor != counterpart {
      return difference(tensor, counterpart)
    }
    for (index, (op, counterpart)) in zip(block.operators, twin.operators).enumerated()
    where op != counterpart {
      return GraphDifference(
        subject: block.subject(ofOperator: index),
        difference: "is \(twin.subject(ofOperator: index)) or has other attributes there")
    }
    guard graph != other else { return nil }
    return GraphDifference(
      subject: "graph",
      difference: "\(block.operators.count) operators and \(block.tensors.count) tensors against "
        + "\(twin.operators.count) and \(twin.tensors.count), or another version or interface")
  }

  private static func difference(_ tensor: TensorInfo, _ other: TensorInfo) -> GraphDifference {
    let subject = "tensor '\(tensor.name)'"
    guard tensor.name == other.name, tensor.type == other.type,
      let value = tensor.value, let counterpart = other.value, value.type == counterpart.type
    else {
      return GraphDifference(
        subject: subject, difference: "\(tensor.type) against '\(other.name)' \(other.type)")
    }
    let ours = value.realValues
    let theirs = counterpart.realValues
    let differing = ours.indices.filter { ours[$0].bitPattern != theirs[$0].bitPattern }
    guard let index = differing.first else {
      return GraphDifference(subject: subject, difference: "other bits")
    }
    let place = value.shape.coordinates(ofFlatIndex: index)
    return GraphDifference(
      subject: subject,
      difference: "\(differing.count) of \(value.count) elements differ, first at \(Shape(place)): "
        + "\(ours[index]) against \(theirs[index]), difference \(ours[index] - theirs[index])")
  }
}
