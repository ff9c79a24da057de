import Graph
import Testing

@testable import Axon

/// Reading measured ticks.
struct CycleFileTests {
  static let names =
    "op,in_h,in_w,in_c,filt_h,filt_w,out_h,out_w,out_c,stride_x,stride_y,pad,dil,act,per_channel,"
    + "ticks,cmd_words,interlayer_bytes,const_bytes"
  static let row = "dw,8,12,3,3,5,4,6,3,2,2,same,1,1,0,900,44,392,48"

  @Test func readsALayer() throws {
    let rows = try CycleTable.read(Array("\(Self.names)\n\(Self.row)\n".utf8))
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    #expect(row.subject == "dw")
    #expect(row.ticks == 900)
    let memory = MeasuredMemory(interlayerBytes: 392, constantBytes: 48, commandWords: 44)
    #expect(row.memory == memory)
    let layer = try #require(row.layers.first)
    #expect(layer.operation == .depthwise)
    #expect(layer.inputs == [AxonDims(c: 3, h: 8, w: 12)])
    #expect(layer.output == AxonDims(c: 3, h: 4, w: 6))
    #expect(layer.filterDims == AxonDims(c: 3, h: 3, w: 5))
    #expect(layer.stride == Spatial2D(y: 2, x: 2))
    #expect(layer.activation == .relu)
  }

  /// Softmax is measured behind the fully connected layer that feeds it.
  @Test func addsTheFeedingLayer() throws {
    let row = "softmax,1,16,1,1,16,1,4,1,1,1,valid,1,0,0,881,48,32,80"
    let measured = try CycleTable.read(Array("\(Self.names)\n\(row)\n".utf8))
    #expect(measured.first?.layers.map(\.operation) == [.fullyConnected, .softmax])
    #expect(measured.first?.layers.first?.output.byteWidth == 4)
  }

  /// A file, the line that the error must name, and what it must say.
  @Test(arguments: [
    ("", "line 1", "no column 'op'"),
    ("op,ticks\nfc,1\n", "line 1", "no column 'pad'"),
    ("\(names)\n", "line 1", "no layer"),
    ("\(names)\n\(row)\n\(row),1\n", "line 3", "20 fields"),
    ("\(names)\n\(row.replacing("dw", with: "dww"))\n", "line 2", "unknown operator 'dww'"),
    ("\(names)\n\(row.replacing(",900,", with: ",many,"))\n", "line 2", "ticks is 'many'"),
    ("\(names)\n\(row.replacing("dw,8", with: "dw,-8"))\n", "line 2", "in_h is '-8'"),
    (
      "\(names)\n\(row)\n\n\(row.replacing("dw,8", with: "dw,99999999999999999999"))\n", "line 4",
      "in_h is '99999999999999999999'"
    ),
  ])
  func refusesTables(text: String, line: String, words: String) throws {
    let error = #expect(throws: InvalidInput.self) { try CycleTable.read(Array(text.utf8)) }
    #expect(error?.location.element == line)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  static let network = """
    {"family":"mlp","layers":[{"op":"fc","inputs":[-1],"in":[[1,1,16,1]],"out":[1,1,4,1],\
    "filter_dims":[1,4,16],"stride":[1,1],"pad":[0,0,0,0],"activation":"none","per_channel":0}],\
    "ticks":150,"cmd_words":34,"interlayer_bytes":16,"const_bytes":80}
    """

  @Test func readsANetwork() throws {
    let measured = try CycleRecords.read(Array("\(Self.network)\n".utf8))
    #expect(measured.map(\.subject) == ["mlp"])
    #expect(measured.map(\.ticks) == [150])
    #expect(measured.first?.layers.map(\.operation) == [.fullyConnected])
  }

  @Test(arguments: [
    ("", "line 1", "no network"),
    ("\(network)\n{\"op\":3}\n", "line 2", "not a measured network"),
    ("\(network)\n\n\(network.replacing("\"fc\"", with: "\"gemm\""))", "line 3", "'gemm'"),
    (network.replacing("\"family\":\"mlp\",", with: ""), "line 1", "'family'"),
    (network.replacing("\"ticks\":150", with: "\"ticks\":-1"), "line 1", "negative ticks"),
    (network.replacing("\"in\":[[1,1,16,1]]", with: "\"in\":[]"), "line 1", "without operands"),
  ])
  func refusesRecords(text: String, line: String, words: String) throws {
    let error = #expect(throws: InvalidInput.self) { try CycleRecords.read(Array(text.utf8)) }
    #expect(error?.location.element == line)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  /// Median and quantile as numpy gives them: of 1 %, 2 %, ... 5 % they are 3 % and 4.8 %.
  @Test func quantiles() throws {
    let text = (1...5).map { share in
      // The model says 40 + 66.3 + 0.417*16 + 4*8.065 = 145.23, so 145.
      Self.network.replacing("\"ticks\":150", with: "\"ticks\":\(145 * 100 / (100 + share))")
    }
    let measured = try CycleRecords.read(Array(text.joined(separator: "\n").utf8))
    let errors = measured.map { abs(145 / Double($0.ticks) - 1) }.sorted()
    let total = CycleComparison(measured).total
    #expect(total.median == errors[2])
    #expect(abs(total.p95 - (errors[3] + 0.8 * (errors[4] - errors[3]))) < 1e-12)
  }
}
