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

  @Test(arguments: [
    ("TOSA reference model", "ASSAY_TOSA_PYTHON", "/bin/sh"),
    ("sdk-edge-ai", "SDK_EDGE_AI_PATH", "/"),
  ])
  func findsWhatTheEnvironmentNames(name: String, variable: String, path: String) throws {
    let finding = try finding(name, [variable: path])
    #expect(finding.isPresent)
    #expect(finding.detail == path)
    #expect(finding.advice == nil)
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
    #expect(required.first { $0.name == "engines" }?.detail == "reference, quantized, axon")
    #expect(
      required.first?.detail.hasPrefix("\(ProcessInfo.processInfo.activeProcessorCount) ") == true)
  }
}
