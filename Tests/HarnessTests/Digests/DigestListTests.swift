import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

@Suite struct DigestListTests {
  /// SHA-256 of "abc" (FIPS 180-4).
  static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  private func list(_ text: String) throws -> (list: DigestList, folder: String) {
    let folder = try TemporarySuite(models: [])
    try FileContents.write(Array(text.utf8), to: folder.folder.appending(path: "SUMS").path)
    return (
      try DigestList(path: folder.folder.appending(path: "SUMS").path), folder.folder.path
    )
  }

  /// As `sha256sum` writes it in text and binary mode, as an editor on Windows leaves it.
  @Test(arguments: [
    "\(abc)  a b.npy\n", "\(abc) *a b.npy\n", "\(abc)  a b.npy", "\n\(abc.uppercased())  a b.npy\n",
    "\(abc)  other\r\n\(abc)  a b.npy\r\n",
  ])
  func readsWhatSha256sumWrites(text: String) throws {
    let (list, folder) = try list(text)
    #expect(list.digests["\(folder)/a b.npy"] == Self.abc)
    #expect(list.accepts(Array("abc".utf8), for: "\(folder)/a b.npy"))
    #expect(!list.accepts(Array("abd".utf8), for: "\(folder)/a b.npy"))
    #expect(list.accepts(Array("abd".utf8), for: "\(folder)/not listed"))
  }

  @Test(arguments: [
    ("\(abc)  x\nabc  y\n", "line 2"), ("\(abc)\n", "line 1"), ("\n\n\(abc)  \n", "line 3"),
    ("g\(abc.dropFirst())  x\n", "line 1"),
  ])
  func namesTheLineThatIsNone(text: String, line: String) {
    let error = #expect(throws: InvalidInput.self) { try list(text) }
    #expect(error?.description.contains("SUMS: \(line): expected 64 hexadecimal digits") == true)
  }

  @Test func aMissingListIsNamed() {
    let error = #expect(throws: InvalidInput.self) { try DigestList(path: "nowhere/SUMS") }
    #expect(error?.description.hasPrefix("nowhere/SUMS: ") == true)
  }
}
