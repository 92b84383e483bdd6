import Foundation

/// Feeds mutated inputs to the compiler and to the readers of PromQL: `make fuzz`.
///
/// Options are `name=value`: `what` (promql, spec or all), `seconds` or `count`, `seed`, `from`
/// (the first iteration), `jobs`, `out` (a folder for inputs that fail), `limit` (seconds after
/// which an input hangs), `shared` (no: without the corpus beside the checkout). Iteration number
/// and seed alone make an input, so that whatever fails can be made again:
/// `make fuzz what=spec seed=1 from=123 count=1`.
@main struct Fuzz {
  static func main() throws {
    let options = try Options(CommandLine.arguments.dropFirst())
    if let path = options.recorder {
      try Worker(options, recorder: Recorder(opening: path)).run()
    }
    var failures = 0
    for subject in options.subjects {
      failures += try Supervisor(options, subject: subject).run()
    }
    exit(failures == 0 ? 0 : 1)
  }
}

/// Writes a line at once: what was found must not be lost with whoever found it.
func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// What is fuzzed.
enum SubjectName: String, CaseIterable, Sendable {
  case promql, spec
}

/// The command line, understood.
struct Options: Sendable {
  struct Misuse: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var subjects = SubjectName.allCases
  /// For each subject; nil when the number of inputs decides.
  private(set) var seconds: Double?
  private(set) var count: Int?
  private(set) var seed: UInt64 = 1
  private(set) var from = 0
  private(set) var jobs = max(1, ProcessInfo.processInfo.activeProcessorCount)
  private(set) var out: String?
  private(set) var limit = 20.0
  private(set) var usesShared = true
  /// Set for a worker: where it records what it does.
  private(set) var recorder: String?
  /// Of a worker: which of the jobs it is.
  private(set) var job = 0

  init(_ arguments: ArraySlice<String>) throws {
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw Misuse(description: "\(argument) is not name=value") }
      try set(String(parts[0]), String(parts[1]))
    }
    if seconds == nil, count == nil { seconds = 60 }
  }

  private mutating func set(_ name: String, _ value: String) throws {
    let wrong = Misuse(description: "\(name)=\(value) cannot be meant")
    switch name {
    case "what" where value == "all": subjects = SubjectName.allCases
    case "what":
      guard let subject = SubjectName(rawValue: value) else { throw wrong }
      subjects = [subject]
    case "out": out = value
    case "shared" where value == "yes" || value == "no": usesShared = value == "yes"
    case "recorder": recorder = value
    case "seconds", "limit":
      guard let number = Double(value), number > 0 else { throw wrong }
      if name == "limit" { limit = number } else { seconds = number }
    case "seed":
      guard let number = UInt64(value) else { throw wrong }
      seed = number
    case "count", "from", "jobs", "job":
      guard let number = Int(value), number >= 0 else { throw wrong }
      switch name {
      case "count": count = number
      case "from": from = number
      case "jobs": jobs = max(1, number)
      default: job = number
      }
    default: throw Misuse(description: "there is no option \(name)")
    }
  }

  /// The first iteration that is not run; `Int.max` when time decides.
  var end: Int { count.map { from + $0 } ?? .max }

  /// The arguments of a worker.
  func arguments(for subject: SubjectName, job: Int, from: Int, recorder: String) -> [String] {
    [
      "what=\(subject)", "seed=\(seed)", "from=\(from)", "jobs=\(jobs)", "job=\(job)",
      "recorder=\(recorder)", "shared=\(usesShared ? "yes" : "no")",
    ]
  }
}
