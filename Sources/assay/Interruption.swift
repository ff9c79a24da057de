import Dispatch
import Foundation
import Harness

/// Ctrl-C and termination: the first asks the run to stop and report, a second one ends the process.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Watches until ``cancel()``.
  init(raising stop: StopSignal) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        stop.raise()
        signal(number, SIG_DFL)
      }
      source.resume()
      return source
    }
  }

  /// Gives the signals their usual meaning again.
  func cancel() {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
