import Foundation

/// Standard input, output and error, which a caller may have closed.
enum StandardDescriptors {
  /// Gives closed ones their numbers back: or else the next file to be opened, perhaps a report, gets
  /// the number, and with it what is printed. Reading and writing them stays an error.
  static func reserve() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is given out first.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
