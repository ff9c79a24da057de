import Axon
import Testing

/// The known defects on the layers that were measured on 1.4.0 (`Suites/axon/README.md`).
@Suite struct MeasuredDefectTests {
  static let quirks = VectorTests.quirks

  /// What is refused gives no numbers, and so no vector.
  @Test func `every defect with numbers has a measured case and the other way round`() {
    let measured = (VectorTests.vectors + CampaignVectorTests.vectors).compactMap(\.quirk)
    let known = KnownDefect.all.filter { $0.formula != .refused }.map(\.name)
    #expect(Set(measured) == Set(known))
  }

  @Test(arguments: quirks)
  func `a defective case is flagged by name`(quirk: String) throws {
    for vector in VectorTests.vectors where vector.quirk == quirk {
      let names = try VectorReplay(vector).defects.map(\.defect.name)
      #expect(names.contains(quirk), "\(vector.id): \(names)")
    }
  }

  @Test(arguments: quirks)
  func `1.4.0 gives the measured outputs where a formula is known`(quirk: String) throws {
    let defect = try #require(KnownDefect(named: quirk))
    for vector in VectorTests.vectors where vector.quirk == quirk {
      let replay = try VectorReplay(vector, version: .v140)
      let expected = defect.formula == .unknown ? vector.plainEqual : replay.outputs
      #expect(replay.equal == expected, "\(vector.id): \(replay.equal) of \(replay.outputs)")
    }
  }

  @Test(arguments: VectorTests.subjects)
  func `1.4.0 computes every plain case as before`(subject: String) throws {
    for vector in VectorTests.vectors where vector.subject == subject && vector.quirk == nil {
      let documented = try VectorReplay(vector)
      #expect(try VectorReplay(vector, version: .v140).equal == documented.equal, "\(vector.id)")
    }
  }

  @Test func `no plain case is flagged with a defect that structure decides`() throws {
    for vector in VectorTests.vectors where vector.quirk == nil {
      let certain = try VectorReplay(vector).defects.filter { $0.defect.recognition == .structure }
      #expect(certain.isEmpty, "\(vector.id): \(certain.map(\.finding))")
    }
  }

  /// A fully connected layer with unequal shifts may wrap; of 11 such cases whose inputs make none
  /// wrap, the bounds of the sums clear one, dev-0047.
  @Test func `plain cases that may meet a defect are few and known`() throws {
    var flagged: [String: [String]] = [:]
    for vector in VectorTests.vectors where vector.quirk == nil {
      for meeting in try VectorReplay(vector).defects {
        flagged[meeting.defect.name, default: []].append(vector.id)
      }
    }
    let numbers = [32, 33, 35, 37, 39, 41, 42, 43, 45, 46]
    #expect(flagged == ["fc_shift_wrap": numbers.map { "dev-00\($0)" }])
  }
}
