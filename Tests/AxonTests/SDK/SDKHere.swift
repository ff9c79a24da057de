import Axon
import Foundation
import TestSupport

/// Nordic's SDK, where a developer has it; tests of it are left out elsewhere.
enum SDKHere {
  static let location: SDKLocation? =
    if case .found(let location) = SDKLocation.search() { location } else { nil }

  static var isPresent: Bool { location != nil }

  /// A worker that starts the executable built beside these tests.
  static func makeWorker(_ location: SDKLocation) -> SDKWorker {
    SDKWorker(location, executable: BuiltProduct.assay)
  }
}
