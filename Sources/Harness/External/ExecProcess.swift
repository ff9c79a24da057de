import Graph
import Workers

/// Starts a program for each job: `COMMAND FOLDER`.
struct ExecProcess: ExecRunner {
  let command: String
  let limit: Int

  func run(folder: String) throws(InfrastructureFailure) {
    try ContainedProgram(
      subject: "exec:\(command)", noun: "the program", executable: "/bin/sh",
      arguments: ["-c", command + " \"$1\"", "sh", folder], limit: limit
    ).run()
  }
}
