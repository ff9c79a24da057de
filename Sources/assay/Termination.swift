import ArgumentParser
import Foundation
import Graph

/// Ends the process after an error, with one line on standard error and the documented exit code.
enum Termination {
  static func exit(with error: any Error) -> Never {
    do throws(InfrastructureFailure) {
      try flushOutput()
    } catch let unwritten {
      // A verdict goes before the failure to print it.
      let verdict = Assay.exitCode(for: error).rawValue
      end(verdict == 0 ? 3 : verdict, unwritten.description)
    }
    switch error {
    case let error as InvalidInput: end(2, error.description)
    case let error as Unsupported: end(3, error.description)
    case let error as InfrastructureFailure: end(3, error.description)
    case let error as InternalFault: end(70, error.description)
    case let error as UnwrittenReport: end(error.status, error.cause.description)
    case let error as EngineError: end(code(of: error), error.description)
    default: Assay.exit(withError: error)
    }
  }

  /// Makes sure that what was printed has arrived: a full disk behind standard output is an error.
  static func flushOutput() throws(InfrastructureFailure) {
    guard fflush(nil) != 0 else { return }
    throw InfrastructureFailure(
      subject: "standard output", reason: "can't be written: \(String(cString: strerror(errno)))",
      remedy: "Make room, or send it elsewhere.")
  }

  private static func code(of error: EngineError) -> Int32 {
    switch error {
    case .invalid: 2
    case .unsupported, .unpredictable, .infrastructure: 3
    case .internalFault: 70
    }
  }

  private static func end(_ code: Int32, _ message: String) -> Never {
    // The code is what counts, even if nobody can read why: standard error may be closed or full.
    signal(SIGPIPE, SIG_IGN)
    try? FileHandle.standardError.write(contentsOf: Data("assay: \(message)\n".utf8))
    Foundation.exit(code)
  }
}
