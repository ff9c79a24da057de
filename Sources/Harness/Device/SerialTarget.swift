import Foundation
public import Graph

/// Runs jobs on a board at a serial line: the firmware of `Firmware/zephyr` with the model built in.
public struct SerialTarget: BoardTarget {
  public let name: String
  /// The line's path; nil for the one on which a development kit answers.
  private let path: String?
  /// After which silence is a failure.
  public var limit: Duration
  /// Where the system lists serial lines by what they belong to.
  var devices = "/dev/serial/by-id"

  /// A board at `path`.
  public init(path: String, limit: Duration = .seconds(20)) {
    name = "serial:\(path)"
    self.path = path
    self.limit = limit
  }

  private init(limit: Duration) {
    name = "dk"
    path = nil
    self.limit = limit
  }

  /// The development kit that is plugged in: the first line of its debugger on which the firmware
  /// answers.
  public static let developmentKit = SerialTarget(limit: .seconds(20))

  public func run(_ job: LadderJob) throws(EngineError) -> LadderRun {
    let board = try connect()
    do throws(InfrastructureFailure) {
      return try board.run(job)
    } catch {
      throw .infrastructure(error)
    }
  }

  public func greeting() throws(EngineError) -> BoardGreeting { try connect().greeting }

  public func patterns() throws(EngineError) -> [PatternCount] {
    let board = try connect()
    do throws(InfrastructureFailure) {
      return try board.patterns()
    } catch {
      throw .infrastructure(error)
    }
  }

  private func connect() throws(EngineError) -> BoardConversation {
    if let path { return try connect(to: path) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: devices)) ?? []
    let lines = names.filter { $0.contains("SEGGER") || $0.contains("Nordic") }.sorted()
    var refusals: [String] = []
    for line in lines {
      do throws(EngineError) {
        return try connect(to: "\(devices)/\(line)")
      } catch {
        refusals.append("\(error)")
      }
    }
    throw .infrastructure(
      InfrastructureFailure(
        subject: name,
        reason: refusals.isEmpty
          ? "no development kit is plugged in (\(devices))" : refusals.joined(separator: "; "),
        remedy: refusals.isEmpty
          ? "Plug one in, or name its line: --target serial:/dev/ttyACM0." : nil))
  }

  private func connect(to path: String) throws(EngineError) -> BoardConversation {
    let line = BoardLine(try SerialPort(path), limit: limit)
    do throws(InfrastructureFailure) {
      return try BoardConversation(greeting: line)
    } catch {
      throw .infrastructure(error)
    }
  }
}
