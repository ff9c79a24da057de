import Graph
import Portable
import TestSupport
import Testing

/// Calls with wrong arguments: whatever a file says, there is an error or a result, never a trap.
@Suite struct DamagedCallTests {
  static let numbers: [Int64] = [
    .min, .min + 1, -1 << 32, -129, -3, -1, 0, 1, 2, 5, 127, 1 << 31, 1 << 40, .max - 1, .max,
  ]

  @Test func `twenty thousand damaged calls are refused or run`() throws {
    var random = SplitMix64(seed: 23)
    let calls = try GoldenCall.all()
    var ran = 0
    var refused = 0
    for index in 0..<20_000 {
      var (program, _) = try calls[index % calls.count].program()
      for _ in 0...Int.random(in: 0...1, using: &random) {
        Self.damage(&program.plans[0], by: &random)
      }
      do {
        let plan = try ProgramPlan(program, engine: NoEngine(), limits: Self.limits)
        _ = try plan.run(plan.inputs.map { Tensor(zeros: $0.type) })
        ran += 1
      } catch {
        refused += 1
      }
    }
    #expect(ran > 1_000)
    #expect(refused > 5_000)
  }

  static let limits = ResourceLimits(tensorBytes: 1 << 20, sessionBytes: 1 << 22, work: 1 << 24)

  private static func damage(_ plan: inout ExecutionPlan, by random: inout SplitMix64) {
    let value = Int.random(in: plan.values.indices, using: &random)
    switch plan.values[value] {
    case .int: plan.values[value] = .int(numbers.randomElement(using: &random) ?? 0)
    case .double:
      plan.values[value] = .double(
        [0, -1, .nan, .infinity, 1e300].randomElement(using: &random) ?? 0)
    case .bool(let flag): plan.values[value] = .bool(!flag)
    case .none, .string: plan.values[value] = .int(1)
    case .intList(var list):
      if list.isEmpty || Bool.random(using: &random) { list.append(0) } else { list.removeLast() }
      plan.values[value] = .intList(list)
    case .tensorList(var list):
      if list.isEmpty || Bool.random(using: &random) { list.append(0) } else { list.removeLast() }
      plan.values[value] = .tensorList(list)
    case .tensor(var tensor):
      if Bool.random(using: &random) {
        tensor.scalarType = ScalarType.allCases.randomElement(using: &random) ?? .float
      } else {
        var sizes = tensor.shape.dimensions
        let axis = Int.random(in: 0...sizes.count, using: &random)
        let size = Int([0, 1, 2, 3, 7, 1 << 20, 1 << 62].randomElement(using: &random) ?? 0)
        if axis == sizes.count { sizes.append(size) } else { sizes[axis] = size }
        if Bool.random(using: &random), !sizes.isEmpty { sizes.removeFirst() }
        tensor = ProgramTensor(tensor.scalarType, Shape(sizes), data: tensor.data)
      }
      plan.values[value] = .tensor(tensor)
    case .doubleList, .boolList, .optionalTensorList: plan.values[value] = .none
    }
  }
}
