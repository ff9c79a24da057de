import Foundation
import Graph
import Testing

@testable import Harness

@Suite struct ResultsFolderTests {
  @Test func runsOfOneSecondGetNumbers() throws {
    let temporary = try TemporarySuite(models: [])
    let parent = temporary.folder.appending(path: "results/runs").path
    // 2001-09-09 is 10^9 seconds after 1970, less the leap seconds.
    let time = Date(timeIntervalSince1970: 1_000_000_000)
    let folders = try (1...3).map { _ in try ResultsFolder.create(under: parent, at: time) }
    let first = "\(parent)/2001-09-09T014640Z"
    #expect(folders == [first, "\(first)-2", "\(first)-3"])
    #expect(folders.allSatisfy { FileManager.default.fileExists(atPath: $0) })
  }

  @Test func aFileInTheWayIsInfrastructure() throws {
    let temporary = try TemporarySuite(models: [])
    let file = temporary.folder.appending(path: "results").path
    try FileContents.write([1], to: file)
    let failure = #expect(throws: InfrastructureFailure.self) {
      try ResultsFolder.create(under: "\(file)/runs")
    }
    #expect(failure?.description.contains("results") == true)
  }
}
