internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The worker's side: loads the library, calls it once, writes its answer.
///
/// Runs in a process of its own, since the library can crash or never return.
public enum SDKWorkerMain {
  /// Does the job of a file, which lies in the job's folder.
  ///
  /// - Throws: where the job can't be read or the answer not be written.
  public static func run(job file: String) throws {
    let url = URL(filePath: file)
    let job = try JSONDecoder().decode(SDKJob.self, from: Data(contentsOf: url))
    let folder = url.deletingLastPathComponent()
    guard FileManager.default.changeCurrentDirectoryPath(folder.path) else {
      throw CocoaError(.fileNoSuchFile)
    }
    limitDamage(seconds: job.seconds)
    let answer = call(job.library)
    try JSONEncoder().encode(answer)
      .write(to: folder.appending(path: SDKJob.File.answer.rawValue))
  }

  /// No core files, no endless ones, and an end even if the parent is gone.
  private static func limitDamage(seconds: Int) {
    func limit(_ resource: Int32, to value: Int) {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      setrlimit(resource, &limit)
    }
    limit(coreSize, to: 0)
    limit(fileSize, to: 1 << 30)
    // Whoever starts a process from a thread that blocks signals hands that on.
    var alarms = sigset_t()
    sigemptyset(&alarms)
    sigaddset(&alarms, SIGALRM)
    pthread_sigmask(SIG_UNBLOCK, &alarms, nil)
    signal(SIGALRM, SIG_DFL)
    _ = alarm(UInt32(clamping: seconds))
    // What the library does to signals, the kernel's own limit does not ask.
    limit(processorTime, to: seconds)
  }

  #if canImport(Darwin)
    private static let coreSize = RLIMIT_CORE
    private static let fileSize = RLIMIT_FSIZE
    private static let processorTime = RLIMIT_CPU
  #else
    private static let coreSize = Int32(RLIMIT_CORE.rawValue)
    private static let fileSize = Int32(RLIMIT_FSIZE.rawValue)
    private static let processorTime = Int32(RLIMIT_CPU.rawValue)
  #endif

  private typealias EntryPoint =
    @convention(c) (
      Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, UnsafeMutablePointer<UInt32>?
    ) -> Int32

  private static func call(_ library: String) -> SDKAnswer {
    func failure(_ what: String) -> SDKAnswer {
      let reason = dlerror().map { String(cString: $0) } ?? "no reason given"
      return SDKAnswer(code: 0, figures: [], problem: "\(what): \(reason)")
    }
    guard let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL) else {
      return failure("the library can't be loaded")
    }
    guard let symbol = dlsym(handle, "CompilerLibMain") else {
      return failure("the library is not Nordic's compiler")
    }
    let entryPoint = unsafeBitCast(symbol, to: EntryPoint.self)

    // Compiles and infers. The value of a switch follows its letter; without all of them the library
    // was seen to crash. What is generated goes to the job's folder, the worker's current one.
    let arguments = [
      "assay", "-b" + SDKJob.File.network.rawValue, "-v" + SDKJob.File.inputs.rawValue,
      "-tgenerated_vectors.h", "-fgenerated", "-pgenerated_layers",
      "-l" + SDKJob.File.outputs.rawValue,
    ]
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var figures = [UInt32](repeating: 0, count: 5)
    let code = entryPoint(Int32(arguments.count), &pointers, &figures)
    // The arguments are left to the end of the process: the library may have kept them.
    return SDKAnswer(code: Int(code), figures: figures.map { Int($0) })
  }
}
