import Axon
import Graph
import Testing

/// A graph with variables, and what AXON keeps of it.
struct StateCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// The layers of each region.
  let regions: [[AxonOperation]]
  /// Why a variable stays on the CPU; nil if none does.
  let reason: String?
  let build: @Sendable (inout PatternSketch) -> [TensorID]
  var testDescription: String { name }

  init(
    _ name: String, _ regions: [[AxonOperation]], reason: String? = nil,
    _ build: @escaping @Sendable (inout PatternSketch) -> [TensorID]
  ) {
    self.name = name
    self.regions = regions
    self.reason = reason
    self.build = build
  }

  func graph(seed: UInt64) throws -> ValidatedGraph {
    var sketch = PatternSketch(seed: seed)
    let outputs = build(&sketch)
    return try sketch.graph(outputs)
  }

  static let all = [
    StateCase(
      "the last rows, under a depthwise layer",
      [[.persistentVariable, .concat, .depthwise, .stridedSlice]]
    ) {
      let past = $0.variable("past", [1, 2, 4, 3], initially: 3)
      let rows = $0.concat([$0.read(past), $0.input([1, 1, 4, 3])], axis: 1)
      let y = $0.convolveDepthwise(rows, kernel: (3, 1))
      $0.write($0.slice(rows, from: [0, 1, 0, 0], size: [1, 2, 4, 3]), to: past)
      return [y]
    },
    StateCase("a running sum", [[.persistentVariable, .add, .pointwise]]) {
      let sum = $0.variable("sum", [1, 4, 5, 3], initially: 4)
      let next = $0.combine(.add, $0.read(sum), $0.input([1, 4, 5, 3]), zeroPoints: (4, -9, 4))
      $0.write(next, to: sum)
      return [$0.convolve(next, channels: 2, kernel: (1, 1), zeroPoints: (4, 9))]
    },
    StateCase(
      "a recurrent linear layer",
      [[.persistentVariable, .concat, .fullyConnected, .fullyConnected]]
    ) {
      let hidden = $0.variable("hidden", [1, 6], initially: 0)
      let joined = $0.concat([$0.input([1, 5]), $0.read(hidden)], axis: 1)
      let x = $0.reshape(joined, to: [1, 1, 1, 11])
      let next = $0.convolve(x, channels: 6, kernel: (1, 1), zeroPoints: (0, 0))
      let y = $0.convolve(next, channels: 3, kernel: (1, 1), zeroPoints: (0, -128))
      $0.write($0.reshape(next, to: [1, 6]), to: hidden)
      return [$0.reshape(y, to: [1, 3])]
    },
    StateCase(
      "an old value that is read after the new one is made",
      [
        [.persistentVariable, .multiply, .add, .stridedSlice]
      ]
    ) {
      let x = $0.input([1, 3, 8])
      let state = $0.variable("state", [1, 3, 8], initially: -9)
      let old = $0.read(state)
      $0.write($0.multiply(x, x, zeroPoints: (4, 4, -9)), to: state)
      return [$0.combine(.add, x, old)]
    },
    StateCase(
      "an old value that is handed out", [[.add]],
      reason: "its old value is needed beside AXON, which has the new one then"
    ) {
      let state = $0.variable("state", [1, 3, 8], initially: 5)
      let old = $0.read(state)
      let next = $0.combine(.add, old, $0.input([1, 3, 8]), zeroPoints: (5, -9, 5))
      $0.write(next, to: state)
      return [next, old]
    },
    StateCase(
      "two variables, one the other's past",
      [
        [
          .persistentVariable, .add, .persistentVariable, .add, .multiply, .stridedSlice,
          .stridedSlice,
        ]
      ]
    ) {
      let (first, second) = (
        $0.variable("first", [1, 12], initially: 7), $0.variable("second", [1, 12], initially: -3)
      )
      let (a, b) = ($0.read(first), $0.read(second))
      let x = $0.input([1, 12])
      let next = $0.combine(.add, a, x, zeroPoints: (7, -9, 7))
      let later = $0.combine(.add, a, b, zeroPoints: (7, -3, -3))
      $0.write(next, to: first)
      $0.write(later, to: second)
      return [$0.multiply(next, later, zeroPoints: (7, -3, 0))]
    },
    StateCase("a running sum, the old value last", [[.persistentVariable, .add, .stridedSlice]]) {
      let sum = $0.variable("sum", [1, 4, 5, 3], initially: -9)
      let next = $0.combine(.add, $0.input([1, 4, 5, 3]), $0.read(sum), zeroPoints: (4, -9, -9))
      $0.write(next, to: sum)
      return [next]
    },
    StateCase(
      "a state under a window that it fills",
      [[.persistentVariable, .depthwise, .stridedSlice, .add]]
    ) {
      let state = $0.variable("state", [1, 4, 5, 3], initially: 3)
      let next = $0.convolveDepthwise(
        $0.read(state), kernel: (3, 3), pad: Padding2D(top: 1, bottom: 1, left: 1, right: 1),
        zeroPoints: (3, 3))
      $0.write(next, to: state)
      return [$0.combine(.add, $0.input([1, 4, 5, 3]), next, zeroPoints: (4, 3, 12))]
    },
    StateCase(
      "a new value that the CPU makes", [[.add]], reason: "its new value is not made on AXON"
    ) {
      let state = $0.variable("state", [1, 12], initially: 4)
      let next = $0.table($0.combine(.add, $0.read(state), $0.input([1, 12])))
      $0.write(next, to: state)
      return [next]
    },
    StateCase(
      "an old value that the CPU reads on the way", [[.add]],
      reason: "it is read and written in different regions"
    ) {
      let state = $0.variable("state", [1, 12], initially: 4)
      let next = $0.combine(.add, $0.table($0.read(state)), $0.input([1, 12]))
      $0.write(next, to: state)
      return [next]
    },
    StateCase(
      "an initial value of several numbers", [[.add]],
      reason: "AXON's variables begin with one number everywhere"
    ) {
      let state = $0.variable("state", [1, 4], initially: [1, 2, 3, 4])
      let next = $0.combine(.add, $0.read(state), $0.input([1, 4]))
      $0.write(next, to: state)
      return [next]
    },
    StateCase(
      "read after it is written", [[.add], [.add]],
      reason: "AXON's variables are read once and written once, in this order"
    ) {
      let state = $0.variable("state", [1, 4], initially: nil)
      let x = $0.input([1, 4])
      $0.write($0.combine(.add, x, x, zeroPoints: (4, 4, -9)), to: state)
      return [$0.combine(.add, x, $0.read(state))]
    },
    StateCase(
      "a new value that lies otherwise", [[.pointwise, .add]],
      reason: "its new value lies otherwise on AXON than its old one"
    ) {
      let state = $0.variable("state", [1, 4, 4, 4], initially: 4)
      let next = $0.combine(.add, $0.read(state), $0.input([1, 4, 4, 4]))
      let turned = $0.transpose(
        $0.convolve(next, channels: 4, kernel: (1, 1), zeroPoints: (12, 4)), [0, 3, 1, 2])
      $0.write(turned, to: state)
      return [next]
    },
  ]
}
