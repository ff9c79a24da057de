/// Three numbers for depth, height and width; two-dimensional operators have depth 1.
struct Volume: Sendable, Hashable {
  var depth: Int
  var height: Int
  var width: Int

  static let one = Volume(depth: 1, height: 1, width: 1)
  static let zero = Volume(depth: 0, height: 0, width: 0)

  /// The product of the three.
  var count: Int { depth * height * width }
}
