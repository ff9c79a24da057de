import Harness

extension CaseResult {
  /// What a person should read even of a case that passes.
  var warnings: [String] { properties.filter { $0.name == Property.warning }.map(\.value) }
}
