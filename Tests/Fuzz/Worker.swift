import Foundation

/// Something that takes inputs of any bytes.
protocol Subject: Sendable {
  /// What the inputs are made from; never empty.
  var seeds: Seeds { get }
  /// Microseconds after which an input is slow.
  var slowness: Int { get }

  /// Tries an input that was made from a seed.
  func check(_ input: [UInt8], seed: Int, iteration: Int) throws(Failure) -> Outcome
}

/// A promise that an input broke.
struct Failure: Error {
  let message: String
}

/// What became of an input.
struct Outcome {
  let isAccepted: Bool
  /// Of all that was said about it.
  let hash: UInt64
}

/// Tries every `jobs`-th input, in a program of its own that may die.
struct Worker: Sendable {
  private let options: Options
  private let recorder: Recorder
  private let subject: any Subject

  init(_ options: Options, recorder: Recorder) throws {
    self.options = options
    self.recorder = recorder
    subject =
      switch options.subjects.first {
      case .promql: try PromQLSubject(usesShared: options.usesShared)
      case .spec, nil: try SpecSubject()
      }
  }

  func run() -> Never {
    let thread = Thread { work() }
    // As much as the threads of slogen have.
    thread.stackSize = 8 << 20
    thread.start()
    while true { sleep(1_000) }
  }

  private func work() {
    var iteration = options.from
    recorder[.isReady] = 1
    while iteration % options.jobs != options.job { iteration += 1 }
    let supervisor = getppid()
    // Nobody waits for a worker whose supervisor was killed.
    while iteration < recorder[.end], getppid() == supervisor {
      tryInput(of: iteration)
      iteration += options.jobs
    }
    recorder[.isFinished] = 1
    _exit(0)
  }

  /// What this thread has had of the processor, in microseconds.
  private static var microseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
  }

  private func tryInput(of iteration: Int) {
    let start = Self.microseconds
    var random = Random(seed: options.seed, iteration: iteration)
    let (input, seed) = subject.seeds.input(&random)
    recorder.input = input
    recorder[.iteration] = iteration
    do throws(Failure) {
      let outcome = try subject.check(input, seed: seed, iteration: iteration)
      if outcome.isAccepted { recorder[.accepted] += 1 }
      recorder[.digest] &+= Int(bitPattern: UInt(outcome.hash))
    } catch {
      recorder.message = error.message
      _exit(3)
    }
    let microseconds = Self.microseconds - start
    recorder[.microseconds] += microseconds
    if microseconds > recorder[.slowestMicroseconds] {
      recorder[.slowestMicroseconds] = microseconds
      recorder[.slowest] = iteration
    }
    if microseconds > subject.slowness { recorder[.slow] += 1 }
    recorder[.done] += 1
  }
}
