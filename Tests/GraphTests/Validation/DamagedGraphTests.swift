import Graph
import TestSupport
import Testing

/// Random faults in exported graphs: whatever a file can say, validation answers, and what it lets
/// through is consistent.
@Suite struct DamagedGraphTests {
  static let models = [
    "dscnn_kws_softmax_int8", "mamba1_step_fp32", "small_cnn_int8", "pools_fp32",
  ]

  @Test(arguments: models) func answersAnyDamage(model: String) throws {
    let original = try Graph(tosaFile: Repository.path(of: model, "model.tosa")).regions[0].blocks[
      0]
    var random = SplitMix64(seed: 2026)
    var refusals = 0
    for _ in 0..<400 {
      var block = original
      for _ in 0..<random.integer(in: 1...2) { Self.damage(&block, by: &random) }
      do throws(InvalidInput) {
        let graph = try ValidatedGraph(Graph(main: block))
        for tensor in graph.main.tensors where tensor.value != nil {
          #expect(tensor.value?.type == tensor.type)
        }
      } catch {
        refusals += 1
        #expect(error.code == .graph || error.code == .limit, "\(error)")
        #expect(error.location.element != nil, "\(error)")
      }
    }
    // Some faults are harmless, such as a changed constant; most are not.
    #expect(refusals > 200 && refusals < 400)
  }

  private static func damage(_ block: inout Block, by random: inout SplitMix64) {
    let tensor = random.integer(in: 0...block.tensors.count - 1)
    let op = random.integer(in: 0...block.operators.count - 1)
    let extremes = [Int.min, Int(Int32.min), -1, 0, 1, 2, 3, 8193, Int(Int32.max), Int.max]
    let extreme = extremes[random.integer(in: 0...extremes.count - 1)]
    switch random.integer(in: 0...9) {
    case 0:
      guard !block.tensors[tensor].type.shape.isEmpty else { return }
      let axis = random.integer(in: 0...block.tensors[tensor].type.shape.rank - 1)
      block.tensors[tensor].type.shape.dimensions[axis] = extreme
    case 1: block.tensors[tensor].type.shape.dimensions.append(extreme)
    case 2:
      block.tensors[tensor].type.dtype =
        DType.allCases[random.integer(in: 0...DType.allCases.count - 1)]
    case 3: block.tensors[tensor].value = nil
    case 4:
      guard let value = block.tensors[tensor].value, value.dtype == .shape, value.count > 0
      else { return }
      var elements = value.elements(as: Int64.self)
      elements[random.integer(in: 0...elements.count - 1)] = Int64(extreme)
      block.tensors[tensor].value = Tensor(elements, .shape, value.shape)
    case 5:
      let kind = random.integer(in: 0...RegistryTests.samples.count - 1)
      block.operators[op].operation = RegistryTests.samples[kind]
    case 6:
      guard !block.operators[op].inputs.isEmpty else { return }
      let operand = random.integer(in: 0...block.operators[op].inputs.count - 1)
      block.operators[op].inputs[operand] = TensorID(tensor)
    case 7: block.operators.swapAt(op, random.integer(in: 0...block.operators.count - 1))
    case 8: block.operators.remove(at: op)
    default: block.operators[op].operation = stretched(block.operators[op].operation, to: extreme)
    }
  }

  /// The operation with an attribute replaced.
  private static func stretched(_ operation: Operation, to extreme: Int) -> Operation {
    switch operation {
    case .conv2D(var conv):
      conv.stride.y = extreme
      conv.pad.bottom = extreme
      return .conv2D(conv)
    case .depthwiseConv2D(var conv):
      conv.dilation.x = extreme
      return .depthwiseConv2D(conv)
    case .maxPool2D(var pool):
      pool.kernel.x = extreme
      pool.pad.left = extreme
      return .maxPool2D(pool)
    case .transpose(var transpose):
      transpose.permutation[0] = extreme
      return .transpose(transpose)
    case .reduce(let reduce): return .reduce(Reduce(reduce.function, axis: extreme))
    case .concat: return .concat(Concat(axis: extreme))
    case .unary, .binary, .mul:
      return .clamp(Clamp(minimum: [], maximum: [UInt8(clamping: extreme)]))
    default: return operation
    }
  }
}
