import Foundation
import Graph
import Testing

@Suite struct FileContentsTests {
  /// A fresh folder for one test, removed afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func refusal(of path: String, limit: Int = 1 << 20) -> InvalidInput? {
    do throws(InvalidInput) {
      _ = try FileContents.read(path, limit: limit)
      return nil
    } catch { return error }
  }

  @Test(arguments: [0, 1, 4095, 4096, 100_000])
  func readsWhatItWrote(count: Int) throws {
    try withFolder { folder in
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try FileContents.write(bytes, to: folder + "/f")
      #expect(try FileContents.read(folder + "/f") == bytes)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["f"])
    }
  }

  @Test func refusesMissingFile() throws {
    try withFolder { folder in
      let error = try #require(refusal(of: folder + "/none"))
      #expect(error.code == .file)
      #expect(error.message == "there is no such file")
      #expect(error.remedy != nil)
      #expect(error.location.file == folder + "/none")
    }
  }

  @Test func refusesFolder() throws {
    try withFolder { folder in
      #expect(refusal(of: folder)?.message == "is a folder, not a file")
    }
  }

  @Test func refusesPipeWithoutWaiting() throws {
    try withFolder { folder in
      try #require(mkfifo(folder + "/pipe", 0o600) == 0)
      #expect(refusal(of: folder + "/pipe")?.message == "is not a regular file")
    }
  }

  @Test(arguments: ["/dev/zero", "", "a\0b", "/dev/null/x"])
  func refusesWhatIsNoFile(path: String) {
    #expect(refusal(of: path)?.code == .file)
  }

  @Test func limitIsInclusive() throws {
    try withFolder { folder in
      try FileContents.write([1, 2, 3, 4], to: folder + "/f")
      #expect(refusal(of: folder + "/f", limit: 4) == nil)
      #expect(refusal(of: folder + "/f", limit: 3)?.code == .file)
    }
  }

  /// Files under /proc say that they are empty; the limit must hold all the same.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/maps")))
  func readsFileOfUnknownSize() throws {
    let content = try FileContents.read("/proc/self/maps")
    #expect(content.count > 100)
    #expect(refusal(of: "/proc/self/maps", limit: 100)?.code == .file)
  }

  @Test func writingFollowsLinksAndKeepsPermissions() throws {
    try withFolder { folder in
      try FileContents.write([1], to: folder + "/real")
      try #require(chmod(folder + "/real", 0o640) == 0)
      try #require(symlink("real", folder + "/link") == 0)
      try FileContents.write([2], to: folder + "/link")
      #expect(try FileContents.read(folder + "/real") == [2])
      let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/real")
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      let link = try FileManager.default.attributesOfItem(atPath: folder + "/link")
      #expect(link[.type] as? FileAttributeType == .typeSymbolicLink)
    }
  }

  @Test(arguments: ["/dev/null", "", "/no/such/folder/f"])
  func writingNowhereIsAnInfrastructureFailure(path: String) {
    #expect(throws: InfrastructureFailure.self) { try FileContents.write([1], to: path) }
  }

  @Test func writingToFolderLeavesNoTemporaryFile() throws {
    try withFolder { folder in
      #expect(throws: InfrastructureFailure.self) { try FileContents.write([1], to: folder) }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }
}
