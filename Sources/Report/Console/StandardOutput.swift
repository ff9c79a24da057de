import Foundation
public import Graph

/// Standard output. A reader that has gone away (`assay gate | head`) is not an error: the run goes
/// on, since its other reports are still wanted.
public struct StandardOutput: TextSink {
  public let isTerminal: Bool
  private let descriptor: Int32

  /// The process's standard output.
  public init() { self.init(descriptor: STDOUT_FILENO) }

  /// An open file, pipe or terminal; for tests.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  public func write(_ text: String) throws(InfrastructureFailure) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let (count, code) = BrokenPipe.withoutSignal { () -> (Int, Int32) in
        let count = bytes.withUnsafeBytes { buffer in
          platformWrite(
            descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        }
        return (count, errno)
      }
      if count > 0 {
        written += count
      } else if code == EAGAIN {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, -1)
      } else if code == EPIPE {
        return
      } else if code != EINTR {
        throw InfrastructureFailure(
          subject: "standard output", reason: "can't be written: \(String(cString: strerror(code)))"
        )
      }
    }
  }
}

/// Writing to a pipe that nobody reads ends a process by SIGPIPE, unless it is told otherwise.
private enum BrokenPipe {
  /// Runs `body`; a SIGPIPE that this thread causes in it is taken away, and no other setting of the
  /// process changes: a child that it starts later still gets the signal.
  static func withoutSignal<Result>(_ body: () -> Result) -> Result {
    var pipe = sigset_t()
    var before = sigset_t()
    var pending = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    sigpending(&pending)
    let wasPending = sigismember(&pending, SIGPIPE) == 1
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    let result = body()
    sigpending(&pending)
    if !wasPending, sigismember(&pending, SIGPIPE) == 1 {
      var signal: Int32 = 0
      sigwait(&pipe, &signal)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    return result
  }
}

/// The system's `write`, out of the shadow of ``StandardOutput/write(_:)``.
private func platformWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
