import Graph
import TestSupport
import Testing

/// Damaged files: each must be refused with an error or give a graph, never trap, never hang.
@Suite struct HostileFileTests {
  /// Models small enough to be read thousands of times, from every family.
  private static let models = [
    "sigmoid_int8", "add_mul_fp32", "linear_relu_int8", "maxpool_pad_int8", "softmax_fp32",
    "residual_add_int8", "mamba1_step_fp32", "mamba1_step_explog_int8",
  ]

  private static func bytes(_ model: String) throws -> [UInt8] {
    try FileContents.read(Repository.path(of: model, "model.tosa"))
  }

  /// Reads `bytes`; a graph that comes out must also survive being listed, checked and written.
  /// - Returns: whether a graph came out.
  private static func survives(_ bytes: [UInt8]) -> Bool {
    guard let graph = try? Graph(tosa: bytes) else { return false }
    let listing = graph.listing()
    #expect(listing.hasPrefix("TOSA 1."))
    if let valid = try? ValidatedGraph(graph) {
      // Validation makes dialects regular; what it gives, it leaves alone.
      let again = try? ValidatedGraph(valid.graph)
      let isRegular = again?.graph == valid.graph
      #expect(isRegular)
    }
    do {
      let again = try Graph(tosa: graph.tosaBytes())
      #expect(again == graph)
    } catch {
      Issue.record("a graph that was read can't be written: \(error)")
    }
    return true
  }

  @Test func everyTruncationOfASmallModelIsRefused() throws {
    let bytes = try Self.bytes("sigmoid_int8")
    for length in bytes.indices where length < bytes.count - 8 {
      let graph = try? Graph(tosa: Array(bytes[..<length]))
      #expect(graph == nil, "\(length) of \(bytes.count) bytes gave a graph")
    }
  }

  @Test(arguments: models)
  func truncationsAreRefused(model: String) throws {
    let bytes = try Self.bytes(model)
    var random = SplitMix64(seed: 11)
    for _ in 0..<100 {
      let length = random.integer(in: 0...(bytes.count - 16))
      #expect((try? Graph(tosa: Array(bytes[..<length]))) == nil)
    }
  }

  /// 8 models x 800 mutants.
  @Test(arguments: models)
  func mutantsAreRefusedOrRead(model: String) throws {
    let bytes = try Self.bytes(model)
    var random = SplitMix64(seed: 20_261_123)
    var graphs = 0
    for _ in 0..<800 where Self.survives(Self.mutant(of: bytes, &random)) { graphs += 1 }
    // Most single changes hit weights or padding; if none is read, the test tests nothing.
    #expect(graphs > 0)
    #expect(graphs < 800)
  }

  /// One to four changes: a bit, a run of bytes, a 32-bit word, a chunk from elsewhere.
  private static func mutant(of bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var mutant = bytes
    for _ in 0..<random.integer(in: 1...4) {
      let place = random.integer(in: 0...(mutant.count - 1))
      let length = min(random.integer(in: 1...64), mutant.count - place)
      switch random.integer(in: 0...5) {
      case 0, 1:
        mutant[place] ^= 1 << UInt8(random.integer(in: 0...7))
      case 2:
        for offset in 0..<length {
          mutant[place + offset] = UInt8(truncatingIfNeeded: random.next())
        }
      case 3, 4:
        let word = extremes[random.integer(in: 0...(extremes.count - 1))]
        let start = place & ~3
        for offset in 0..<min(4, mutant.count - start) {
          mutant[start + offset] = UInt8(truncatingIfNeeded: word >> (8 * UInt32(offset)))
        }
      default:
        let source = random.integer(in: 0...(mutant.count - length))
        let chunk = Array(mutant[source..<(source + length)])
        mutant.replaceSubrange(place..<(place + length), with: chunk)
      }
    }
    return mutant
  }

  private static let extremes: [UInt32] = [
    0, 1, 2, 4, 8, 0x7f, 0xff, 0x7fff, 0xffff, 0x1_0000, 0x00ff_ffff, 0x3fff_ffff, 0x4000_0000,
    0x7fff_ffff, 0x8000_0000, 0x8000_0001, 0xffff_fffc, 0xffff_fffe, 0xffff_ffff,
  ]

  @Test(arguments: [[], [0], [UInt8](repeating: 0, count: 8), Array("....TOSA".utf8)])
  func fragmentsAreRefused(bytes: [UInt8]) {
    #expect(TOSAFileTests.error(in: bytes)?.code == .format)
  }
}
