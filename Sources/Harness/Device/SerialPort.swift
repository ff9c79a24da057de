import Foundation
import Graph

/// An open serial line: raw bytes at 115,200 baud, nobody else's while it is open.
final class SerialPort: BoardPort {
  let name: String
  private let descriptor: Int32

  /// Opens a line, such as `/dev/ttyACM0`.
  ///
  /// - Throws: `invalid` if the path is no serial line; `infrastructure` where it is not there, may not
  ///   be opened or is in use.
  init(_ path: String) throws(EngineError) {
    name = path
    let descriptor = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .infrastructure(Self.failure(path, error: errno)) }
    do throws(EngineError) {
      try Self.prepare(descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  var fromBoard: Int32 { descriptor }
  var toBoard: Int32 { descriptor }

  func ending() -> String { "the line was closed: the board was unplugged or switched off" }

  private static func prepare(_ descriptor: Int32, _ path: String) throws(EngineError) {
    guard isatty(descriptor) == 1 else {
      throw .invalid(
        InvalidInput(
          .usage, "\(path) is no serial line", remedy: "Name one such as /dev/ttyACM0."))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw .infrastructure(
        InfrastructureFailure(
          subject: path, reason: "another program is using it",
          remedy: "Close the terminal or the run that has it open."))
    }
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else {
      throw .infrastructure(failure(path, error: errno))
    }
    cfmakeraw(&settings)
    cfsetspeed(&settings, speed_t(B115200))
    settings.c_cflag |= tcflag_t(CLOCAL | CREAD)
    guard tcsetattr(descriptor, TCSANOW, &settings) == 0 else {
      throw .infrastructure(failure(path, error: errno))
    }
    tcflush(descriptor, TCIOFLUSH)
  }

  private static func failure(_ path: String, error: Int32) -> InfrastructureFailure {
    let remedy: String? =
      switch error {
      case ENOENT, ENODEV, ENXIO:
        "Plug the board in; ls /dev/serial/by-id shows the serial lines there are."
      case EACCES, EPERM: "Serial lines belong to the group dialout: add yourself to it."
      default: nil
      }
    return InfrastructureFailure(
      subject: path, reason: String(cString: strerror(error)), remedy: remedy)
  }
}
