import Graph
import TestSupport
import Testing

@Suite struct NumPyFileTests {
  @Test(arguments: NumPyGolden.all)
  func `what numpy wrote is read`(golden: NumPyGolden) throws {
    #expect(try NumPyFile.decode(golden.file, as: golden.expectation) == golden.tensor)
  }

  @Test(arguments: NumPyGolden.all.filter(\.isCanonical))
  func `what is written equals numpy's bytes`(golden: NumPyGolden) {
    #expect(NumPyFile.encode(golden.tensor) == golden.file)
  }

  @Test(arguments: Repository.modelNames)
  func `every file of a model is read and written again unchanged`(model: String) throws {
    let files = ["float_in", "float_out", "torchq_out", "tosa_in", "tosa_out", "tosaref_final_out"]
      .flatMap { Repository.files(of: model, startingWith: $0) }
    try #require(!files.isEmpty)
    for path in files {
      let original = try FileContents.read(path)
      let tensor = try NumPyFile.read(path)
      #expect(NumPyFile.encode(tensor) == original, "\(path)")
    }
  }

  @Test func `a missing file names itself`() {
    let error = #expect(throws: InvalidInput.self) { try NumPyFile.read("no/such.npy") }
    #expect(error?.location.file == "no/such.npy")
    #expect(error?.code == .file)
  }

  /// The text that numpy pads its header to grows with large shapes; 64 divides it at any length.
  @Test(arguments: 1...30)
  func `headers of every length are read back`(rank: Int) throws {
    let tensor = Tensor(zeros: TensorType(.int8, Shape([Int](repeating: 1, count: rank))))
    let bytes = NumPyFile.encode(tensor)
    #expect((bytes.count - 1) % 64 == 0)
    #expect(try NumPyFile.decode(bytes) == tensor)
  }

  @Test func `five thousand damaged files never crash`() {
    var random = SplitMix64(seed: 20_261_122)
    var rejected = 0
    let goldens = NumPyGolden.all
    for index in 0..<6_000 {
      let golden = goldens[index % goldens.count]
      let bytes = Mutation.damaged(golden.file, by: &random)
      do throws(InvalidInput) {
        let tensor = try NumPyFile.decode(bytes, as: golden.expectation, file: "damaged.npy")
        // Whatever is accepted is a sound tensor: it survives being written.
        #expect((try? NumPyFile.decode(NumPyFile.encode(tensor), as: tensor.type)) == tensor)
      } catch {
        rejected += 1
        #expect(error.location.file == "damaged.npy")
        #expect(error.location.byteOffset.map { $0 <= bytes.count } ?? false, "\(error)")
      }
    }
    #expect(rejected > 3_000)
  }
}
