import Graph

/// Compares a flow with a pattern's expression, from the result down.
struct Matcher {
  let flow: Flow
  /// Nodes that other groups have.
  let taken: Set<Int>
  private(set) var match = PatternMatch()
  /// Comparisons left; a graph made to exhaust them is not fused there.
  private var budget = 4000

  init(_ flow: Flow, taken: Set<Int>) {
    self.flow = flow
    self.taken = taken
  }

  /// The match whose result is `value`.
  static func match(
    _ form: PatternForm, at value: Int, of flow: Flow, taken: Set<Int>
  ) -> PatternMatch? {
    var matcher = Matcher(flow, taken: taken)
    guard matcher.matches(form.result, value) else { return nil }
    matcher.match.result = value
    return form.holds(matcher.match, flow) ? matcher.match : nil
  }

  private mutating func matches(_ expression: PatternExpression, _ value: Int) -> Bool {
    budget -= 1
    guard budget > 0 else { return false }
    switch expression {
    case .operand(let capture):
      return bind(capture, value, in: \.operands)
    case .number(let number):
      guard let scalar = flow.scalar(value) else { return false }
      lookThrough(value)
      return (scalar - number).magnitude <= number.magnitude * 0x1p-20
    case .parameter(let capture, let range):
      guard let scalar = flow.scalar(value), range.contains(scalar) else { return false }
      lookThrough(value)
      if let known = match.parameters[capture.index] { return known == scalar }
      match.parameters[capture.index] = scalar
      return true
    case .named(let capture, let isResult, let inner):
      if match.inner[capture.index] != nil { return bind(capture, value, in: \.inner) }
      guard matches(inner, value) else { return false }
      match.inner[capture.index] = flow.root(value)
      if isResult { match.exposed[capture.index] = flow.root(value) }
      return true
    case .spread(_, let inner):
      return matches(inner, value)
    case .apply(let operation, let operands):
      return matches(operation, operands, value)
    }
  }

  private mutating func matches(
    _ operation: FlowOperation, _ operands: [PatternExpression], _ value: Int
  ) -> Bool {
    lookThrough(value)
    guard let producer = flow.values[flow.root(value)].producer, !taken.contains(producer) else {
      return false
    }
    let node = flow.nodes[producer]
    guard node.operation == operation, node.operands.count == operands.count else { return false }
    match.nodes.insert(producer)
    let before = match
    if matches(operands, node.operands, of: node) { return true }
    guard operation.isCommutative else { return false }
    match = before
    return matches(operands, node.operands.reversed(), of: node)
  }

  private mutating func matches(
    _ expressions: [PatternExpression], _ values: [Int], of node: Flow.Node
  ) -> Bool {
    for (expression, value) in zip(expressions, values) {
      if node.operation.isElementwise,
        !isSpread(value, as: expression.spread, over: node.results[0])
      {
        return false
      }
      if !matches(expression, value) { return false }
    }
    return true
  }

  /// Whether the elements of `value` meet those of `result` as they should.
  private func isSpread(_ value: Int, as spread: Spread?, over result: Int) -> Bool {
    guard let spread else { return true }
    let shape = flow.values[value].shape
    let full = flow.values[result].shape
    guard let width = full.last(where: { $0 != 1 }) ?? full.last else { return true }
    switch spread {
    case .any: return true
    case .full: return shape.elementCount == full.elementCount
    case .rows:
      // The result's innermost axis has one element here, all others are whole.
      return shape.last == 1 && full.last == width
        && shape.elementCount == full.elementCount / max(width, 1)
    case .columns: return shape.elementCount == width && shape.last == width && full.last == width
    }
  }

  private mutating func bind(
    _ capture: Capture, _ value: Int, in table: WritableKeyPath<PatternMatch, [Int: Int]>
  ) -> Bool {
    lookThrough(value)
    if let known = match[keyPath: table][capture.index] {
      return flow.root(known) == flow.root(value)
    }
    match[keyPath: table][capture.index] = value
    return true
  }

  /// Notes the views between a value and its root.
  private mutating func lookThrough(_ value: Int) {
    var value = value
    while budget > 0, let producer = flow.values[value].producer,
      flow.nodes[producer].operation == .view
    {
      budget -= 1
      match.views.insert(producer)
      value = flow.nodes[producer].operands[0]
    }
  }
}

extension PatternExpression {
  /// How its elements meet those of the operation that reads it; nil for single numbers, which meet
  /// all.
  fileprivate var spread: Spread? {
    switch self {
    case .number, .parameter: nil
    case .spread(let spread, _): spread
    case .operand, .apply, .named: .full
    }
  }
}
