import Foundation

/// Starts workers, starts them again behind an input that killed them, and says what happened.
final class Supervisor {
  /// A run with more failures is given up.
  private static let failureLimit = 20

  /// One of the workers.
  private struct Job {
    let index: Int
    let path: String
    let recorder: Recorder
    var program: Process
    var lastDone = -1
    var lastChange = Date()
  }

  private let options: Options
  private let subject: SubjectName
  private let folder: String
  private var jobs: [Job] = []
  private var failures = 0

  init(_ options: Options, subject: SubjectName) throws {
    self.options = options
    self.subject = subject
    folder = NSTemporaryDirectory() + "slogen-fuzz-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Returns how many inputs failed.
  func run() throws -> Int {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let start = Date()
    for index in 0..<options.jobs {
      let path = folder + "/\(index)"
      let recorder = try Recorder(creating: path)
      recorder[.end] = options.end
      let program = try program(job: index, from: options.from, recorder: path)
      jobs.append(Job(index: index, path: path, recorder: recorder, program: program))
    }
    while jobs.contains(where: { $0.program.isRunning || $0.recorder[.isFinished] == 0 }) {
      usleep(50_000)
      let isOver = options.seconds.map { -start.timeIntervalSinceNow > $0 } ?? false
      for index in jobs.indices {
        if isOver || failures >= Self.failureLimit { jobs[index].recorder[.end] = 0 }
        try look(after: index)
      }
    }
    report(seconds: -start.timeIntervalSinceNow)
    return failures
  }

  private func program(job: Int, from: Int, recorder: String) throws -> Process {
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    program.arguments = options.arguments(
      for: subject,
      job: job,
      from: from,
      recorder: recorder
    )
    // A crash is told here, in one line.
    program.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    try program.run()
    return program
  }

  private func look(after index: Int) throws {
    let job = jobs[index]
    if job.program.isRunning {
      if job.recorder[.done] != job.lastDone || job.recorder[.isReady] == 0 {
        jobs[index].lastDone = job.recorder[.done]
        jobs[index].lastChange = Date()
      } else if -job.lastChange.timeIntervalSinceNow > options.limit {
        kill(job.program.processIdentifier, SIGKILL)
        job.program.waitUntilExit()
        try fail(index, "it takes more than \(options.limit) s")
      }
    } else if job.recorder[.isFinished] == 0 {
      if job.recorder[.messageSize] > 0 {
        try fail(index, job.recorder.message)
      } else if job.recorder[.isReady] == 0 {
        job.recorder[.isFinished] = 1
        failures += 1
        say("\(subject): the worker did not start")
      } else {
        try fail(index, "it crashes: signal \(job.program.terminationStatus)")
      }
    }
  }

  /// Tells of a failure and goes on behind it.
  private func fail(_ index: Int, _ message: String) throws {
    failures += 1
    let job = jobs[index]
    let iteration = job.recorder[.iteration]
    let input = job.recorder.input
    say("FAILED: make fuzz what=\(subject) seed=\(options.seed) from=\(iteration) count=1")
    say("  \(message)")
    say("  \(Self.escaped(input))")
    if let out = options.out {
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      let ending = subject == .spec ? "slo" : "promql"
      let path = "\(out)/\(subject)-\(options.seed)-\(iteration).\(ending)"
      try Data(input).write(to: URL(fileURLWithPath: path))
      say("  written to \(path)")
    }
    job.recorder[.messageSize] = 0
    job.recorder[.isReady] = 0
    job.recorder[.done] += 1
    guard iteration + options.jobs < job.recorder[.end] else {
      job.recorder[.isFinished] = 1
      return
    }
    jobs[index].program = try program(
      job: index,
      from: iteration + 1,
      recorder: job.path
    )
    jobs[index].lastChange = Date()
  }

  private func report(seconds: Double) {
    let sum = { (field: Recorder.Field) in self.jobs.reduce(0) { $0 &+ $1.recorder[field] } }
    let done = sum(.done)
    let rate = Int(Double(done) / max(seconds, 0.001))
    let rateOfCore = Int(Double(done) / max(Double(sum(.microseconds)) / 1e6, 0.001))
    say(
      "\(subject): \(done) inputs, \(sum(.accepted)) without errors, \(failures) failures "
        + "(seed \(options.seed), \(Int(seconds.rounded())) s, \(rate)/s, "
        + "\(rateOfCore)/s of a core, "
        + "digest \(String(UInt(bitPattern: sum(.digest)), radix: 16)))"
    )
    if let slowest = jobs.max(by: {
      $0.recorder[.slowestMicroseconds] < $1.recorder[.slowestMicroseconds]
    }) {
      say(
        "  slow: \(sum(.slow)); the slowest took "
          + "\(slowest.recorder[.slowestMicroseconds] / 1_000) ms: make fuzz what=\(subject) "
          + "seed=\(options.seed) from=\(slowest.recorder[.slowest]) count=1"
      )
    }
  }

  /// Bytes as a literal of Swift and C, shortened.
  private static func escaped(_ bytes: [UInt8]) -> String {
    var text = ""
    for byte in bytes.prefix(4_000) {
      switch byte {
      case UInt8(ascii: "\n"): text += "\\n"
      case UInt8(ascii: "\""): text += "\\\""
      case UInt8(ascii: "\\"): text += "\\\\"
      case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return "\"\(text)\"" + (bytes.count > 4_000 ? "… (\(bytes.count) bytes)" : "")
  }
}
