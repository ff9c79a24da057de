import Foundation
import Testing

/// `assay vectors --generate` and `--measure`.
@Suite(.timeLimit(.minutes(2))) struct VectorCampaignTests {
  static let isPresent = !(ProcessInfo.processInfo.environment["SDK_EDGE_AI_PATH"] ?? "").isEmpty

  @Test(arguments: [["--generate"], ["--measure", AxonVersionTests.vectors]])
  func withoutTheSDKOneLineSaysHowToEnableIt(options: [String]) throws {
    let assay = try AssayProcess()
    let result = try assay.finish(
      assay.start(["vectors", "new.jsonl"] + options, environment: ["SDK_EDGE_AI_PATH": ""]))
    #expect(result.status == 3)
    #expect(result.errors.contains("set it to the folder of Nordic's sdk-edge-ai"))
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: assay.path("new.jsonl")))
  }

  @Test func bothSourcesAtATimeAreRefused() throws {
    let result = try AssayProcess().run(
      "vectors", "new.jsonl", "--generate", "--measure", AxonVersionTests.vectors)
    #expect(result.status == 64)
  }

  @Test(.enabled(if: isPresent, "SDK_EDGE_AI_PATH leads to no SDK"))
  func generatedVectorsAreMeasuredAgainAlike() throws {
    let assay = try AssayProcess()
    let options = ["--generate", "--layers", "6", "--nets", "1", "--seed", "3", "--json"]
    let made = try assay.finish(assay.start(["vectors", "a.jsonl"] + options))
    #expect(made.output.contains("seed 3\nmeasured 7 of 7 trials"))
    #expect(made.lastLine.contains(#""campaign":{"#))
    #expect(made.status == 0, "\(made.output)")
    let again = try assay.finish(
      assay.start(["vectors", "b.jsonl", "--measure", "a.jsonl", "--jobs", "2"]))
    #expect(again.status == 0, "\(again.output)")
    let texts = try ["a.jsonl", "b.jsonl"].map {
      try String(contentsOfFile: assay.path($0), encoding: .utf8)
        .replacing("random-3", with: "measured-again")
    }
    #expect(texts[0] == texts[1])
    let refused = try assay.finish(assay.start(["vectors", "a.jsonl"] + options))
    #expect(refused.status == 2)
  }
}
