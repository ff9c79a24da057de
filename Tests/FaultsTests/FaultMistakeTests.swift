import Faults
import Fuzz
import Testing

/// What reductions say of planted faults: the sentence that each has in the catalogue.
@Suite struct FaultMistakeTests {
  @Test(
    arguments: [
      ("conv-padding-raw-zero", "padding is 0 in a convolution"),
      ("pool-zero-point-twice", "input_zp twice in AVG_POOL2D"),
      ("pool-counts-padding", "padding counts in AVG_POOL2D"),
      ("rescale-saturates-early", "saturated before output_zp in RESCALE"),
      ("rescale-multiplier-16", "multiplier of 16 bits in RESCALE"),
      ("depthwise-last-column", "left at 0, the last column"),
      ("axon-padding-zero", "padding is 0 in a convolution"),
      ("axon-bias-last-channel", "wrong only in the last channel"),
      ("axon-add-in-place", "another tensor written over it"),
      ("axon-activation-fraction", "half as large in RESCALE"),
      ("rescales-merged", "another tensor is read"),
      ("axon-second-output", "left at 0"),
    ])
  func `a reduction names the mistake that was planted`(name: String, mistake: String) throws {
    let fault = try #require(FaultCatalogue.fault(named: name))
    let hunt = FaultHunt([fault], bench: fault.bench, seed: 1)
    let find = try #require(hunt.next { $0 >= 300 })
    let reduction = Shrinker(oracle: fault.bench.oracle([fault]))
      .shrink(find.found, failure: find.failure)
    #expect(reduction.failure.mistakes.contains(mistake))
  }
}
