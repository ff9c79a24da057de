import Foundation
import Graph
import TestSupport
import Testing

@Suite struct NumPyArchiveTests {
  // numpy.savez(file, x=numpy.array([1, 2, 3], 'i1'), y=numpy.array([[1.5]], 'f4'))
  static let stored = bytes(
    hexadecimal: """
      504b03042d000000000000002100ce91176effffffffffffffff05001400782e6e707901001000830000000000
      00008300000000000000934e554d5059010076007b276465736372273a20277c6931272c2027666f727472616e
      5f6f72646572273a2046616c73652c20277368617065273a2028332c292c207d20202020202020202020202020
      202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020
      20200a010203504b03042d000000000000002100f93c6c13ffffffffffffffff05001400792e6e707901001000
      84000000000000008400000000000000934e554d5059010076007b276465736372273a20273c6634272c202766
      6f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028312c2031292c207d2020202020
      202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020
      20202020202020200a0000c03f504b01022d032d000000000000002100ce91176e830000008300000005000000
      0000000000000000800100000000782e6e7079504b01022d032d000000000000002100f93c6c13840000008400
      00000500000000000000000000008001ba000000792e6e7079504b050600000000020002006600000075010000
      0000
      """)

  // numpy.savez_compressed(file, x=numpy.zeros((40, 40), 'f4'), y=numpy.arange(12, dtype='i4'))
  static let compressed = [UInt8](
    Data(
      base64Encoded:
        "UEsDBC0AAAAIAAAAIQDkebDZ//////////8FABQAeC5ucHkBABAAgBkAAAAAAABpAAAAAAAAAO3IIQ6DMBhA"
        + "4WI5xe/+kVQgqgh6bgsGMUWaUYJYxtISzMIpuDDsCpPkfe697d7emkdmFvPVPqRn1Eq0Hpxa0WGKc/Tvbop9"
        + "+P2rf6Vw/DT6Tzj64korriysrPKn3AAAAAAAAAAAAJzMDlBLAwQtAAAACAAAACEAulp6GP//////////BQAU"
        + "AHkubnB5AQAQALAAAAAAAAAAYwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mirqOgnpZfVFKUmBef"
        + "X5SSChJ3S8wpTgWKF2ckFqQC+RqGRjqaOgq1CuQDLgYgYARiJiBmBmIWIGYFYjYgZgdiDiDmBGKQQm4gBgBQ"
        + "SwECLQMtAAAACAAAACEA5Hmw2WkAAACAGQAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwECLQMtAAAACAAA"
        + "ACEAulp6GGMAAACwAAAABQAAAAAAAAAAAAAAgAGgAAAAeS5ucHlQSwUGAAAAAAIAAgBmAAAAOgEAAAAA"
    ) ?? Data())

  @Test func `what numpy stored is read in order`() throws {
    let entries = try NumPyArchive.decode(Self.stored)
    #expect(entries.map(\.name) == ["x", "y"])
    #expect(
      entries.map(\.tensor) == [
        Tensor([1, 2, 3] as [Int8], .int8, [3]), Tensor([1.5] as [Float], .fp32, [1, 1]),
      ])
  }

  @Test func `what numpy compressed is read in order`() throws {
    let entries = try NumPyArchive.decode(Self.compressed)
    #expect(entries.map(\.name) == ["x", "y"])
    #expect(
      entries.map(\.tensor) == [
        Tensor(zeros: TensorType(.fp32, [40, 40])), Tensor((0..<12).map(Int32.init), .int32, [12]),
      ])
  }

  @Test func `what is written is read back, and the same every time`() throws {
    let entries: [NumPyArchive.Entry] = [
      ("b", Tensor([7] as [Int32], .int32, [])), ("a/ü", Tensor([1, 2] as [Float], .fp32, [2])),
    ]
    let bytes = try NumPyArchive.encode(entries)
    let again = try NumPyArchive.decode(bytes)
    #expect(again.map(\.name) == entries.map(\.name))
    #expect(again.map(\.tensor) == entries.map(\.tensor))
    #expect(try NumPyArchive.encode(again) == bytes)
    #expect(try NumPyArchive.decode(NumPyArchive.encode([])).isEmpty)
  }

  @Test func `a changed element is found by the checksum`() throws {
    var bytes = Self.stored
    let element = try #require(bytes.firstRange(of: [0x0a, 1, 2, 3])).lowerBound + 1
    bytes[element] = 9
    let error = #expect(throws: InvalidInput.self) {
      try NumPyArchive.decode(bytes, file: "x.npz")
    }
    #expect(error?.message == "the checksum of 'x.npy' does not fit its content")
    #expect(error?.location.file == "x.npz")
  }

  @Test func `an archive larger than allowed is refused`() {
    let limits = ResourceLimits(tensorBytes: 1000, sessionBytes: 1000, work: 1000)
    let error = #expect(throws: InvalidInput.self) {
      try NumPyArchive.decode(Self.compressed, limits: limits)
    }
    #expect(error?.code == .limit)
  }

  @Test func `five thousand damaged archives never crash`() {
    var random = SplitMix64(seed: 5)
    var rejected = 0
    for index in 0..<5_000 {
      let original = index.isMultiple(of: 2) ? Self.stored : Self.compressed
      let bytes = Mutation.damaged(original, by: &random)
      do throws(InvalidInput) {
        _ = try NumPyArchive.decode(bytes, file: "damaged.npz")
      } catch {
        rejected += 1
        #expect(error.location.file == "damaged.npz")
      }
    }
    #expect(rejected > 3_000)
  }
}
