import Foundation
import Testing

@testable import Harness

@Suite struct DoctorTests {
  private func finding(_ name: String, _ environment: [String: String]) throws -> Doctor.Finding {
    try #require(Doctor(environment: environment).findings().first { $0.name == name })
  }

  @Test(arguments: ["TOSA reference model", "sdk-edge-ai"])
  func whatIsMissingIsOptionalAndExplained(name: String) throws {
    let finding = try finding(name, [:])
    #expect(!finding.isPresent)
    #expect(!finding.isRequired)
    #expect(finding.detail.hasSuffix("is not set"))
    #expect(finding.advice?.isEmpty == false)
  }

  @Test func findsTheEmulatorOnThePath() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let program = folder.appending(path: "qemu-system-arm")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data().write(to: program)
    let path = ["PATH": "/nowhere:\(folder.path)"]
    let absent = try finding("emulated board", path)
    #expect(!absent.isPresent && !absent.isRequired)
    #expect(absent.advice?.contains("apt-get install qemu-system-arm") == true)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path)
    let present = try finding("emulated board", path)
    #expect(present.isPresent && present.advice == nil)
    #expect(present.detail == program.path)
  }

  @Test func findsTheReferenceModelThatTheEnvironmentNames() throws {
    let finding = try finding("TOSA reference model", ["ASSAY_TOSA_PYTHON": "/bin/sh"])
    #expect(finding.isPresent)
    #expect(finding.detail == "/bin/sh")
    #expect(finding.advice == nil)
  }

  /// A folder alone does not do: the library must lie in it.
  @Test func findsTheSDKByItsLibrary() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-doctor-\(UUID().uuidString)")
    let libraries = folder.appending(path: "tools/axon/compiler/bin")
    defer { try? FileManager.default.removeItem(at: folder) }
    for system in ["Linux", "Darwin"] {
      try FileManager.default.createDirectory(
        at: libraries.appending(path: system), withIntermediateDirectories: true)
    }
    let empty = try finding("sdk-edge-ai", ["SDK_EDGE_AI_PATH": folder.path])
    #expect(!empty.isPresent)
    #expect(empty.advice?.contains("there is no ") == true)
    for name in [
      "Linux/libnrf-axon-nn-compiler-lib-amd64.so",
      "Linux/libnrf-axon-nn-compiler-lib-arm64.so",
      "Darwin/libnrf-axon-nn-compiler-lib-arm64.dylib",
    ] {
      try Data().write(to: libraries.appending(path: name))
    }
    let whole = try finding("sdk-edge-ai", ["SDK_EDGE_AI_PATH": folder.path])
    #expect(whole.isPresent)
    #expect(whole.detail == folder.path)
    #expect(whole.advice == nil)
  }

  /// A path that leads nowhere is as good as none, and shown; an empty one was not set.
  @Test(arguments: [
    ("TOSA reference model", "ASSAY_TOSA_PYTHON"), ("sdk-edge-ai", "SDK_EDGE_AI_PATH"),
  ])
  func showsAPathThatLeadsNowhere(name: String, variable: String) throws {
    let stray = try finding(name, [variable: "/no/such/place"])
    #expect(!stray.isPresent)
    #expect(stray.detail == "/no/such/place")
    #expect(stray.advice != nil)
    #expect(try finding(name, [variable: ""]).detail == "\(variable) is not set")
  }

  /// What every machine has.
  @Test func whatIsRequiredIsHere() {
    let required = Doctor(environment: [:]).findings().filter(\.isRequired)
    #expect(required.map(\.name) == ["processor", "engines", "current folder"])
    #expect(
      required.first { $0.name == "engines" }?.detail == "reference, quantized, axon, axon-sdk")
    #expect(
      required.first?.detail.hasPrefix("\(ProcessInfo.processInfo.activeProcessorCount) ") == true)
  }
}
