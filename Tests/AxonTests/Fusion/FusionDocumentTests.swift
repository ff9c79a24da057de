import Axon
import Foundation
import TestSupport
import Testing

/// `docs/fusion.md` says what the registry says.
@Suite struct FusionDocumentTests {
  /// A line of the document's table.
  static func line(_ entry: FusionEntry) -> String {
    let kernels =
      entry.kernels.isEmpty
      ? "AXON's layers" : entry.kernels.map(\.rawValue).joined(separator: ", ")
    let cells = [
      String(entry.number), "`\(entry.name)`", entry.isPublished ? "published" : "ours",
      entry.formula, entry.domains.joined(separator: ", "), kernels, entry.bound,
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  @Test func `there are the 22 patterns of the design`() {
    #expect(FusionCatalog.entries.map(\.number) == Array(1...22))
    #expect(Set(FusionCatalog.entries.map(\.name)).count == 22)
    #expect(
      FusionCatalog.entries.filter(\.isPublished).map(\.name) == [
        "PTSiLU", "PTSoftplus", "RMSNorm",
      ])
    #expect(
      FusionCatalog.entries.filter { $0.kernels.contains(.q12) }.map(\.number)
        == [1, 2, 3, 4, 5, 6, 8, 9, 14, 16, 17, 18, 19, 20, 21, 22])
  }

  @Test func `the table of the document is the registry`() throws {
    let text = try String(contentsOfFile: Repository.path(of: "docs/fusion.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("| ") && $0.dropFirst(2).first?.isNumber == true }
    #expect(rows == FusionCatalog.entries.map(Self.line))
  }
}
