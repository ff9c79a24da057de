import Axon

/// Nordic's compiler and simulator, for the command line.
public enum SDKCheck {
  /// The command that does one job in a process of its own.
  public static let workerCommand = SDKWorker.command

  /// Does the job of a file.
  public static func work(onJob file: String) throws { try SDKWorkerMain.run(job: file) }
}
