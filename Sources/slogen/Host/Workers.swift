import Glibc
import Synchronization

/// Work on many values at the same time.
enum Workers {
  /// Fewer values are worked on one after the other: starting threads would cost more.
  private static let serialLimit = 8

  /// How many processors run now, at least one.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The results in the order of the values, whoever finishes first.
  static func map<Value: Sendable, Result: Sendable>(
    _ values: [Value],
    jobs: Int,
    _ body: @Sendable (Value) -> Result
  ) -> [Result] {
    let workers = min(jobs, values.count)
    guard workers > 1, values.count > serialLimit else { return values.map(body) }
    let next = Atomic(0)
    let finished = Mutex<[(index: Int, result: Result)]>([])
    let work: @Sendable () -> Void = {
      var own: [(index: Int, result: Result)] = []
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < values.count else { break }
        own.append((index, body(values[index])))
      }
      finished.withLock { [own] in $0 += own }
    }
    withoutActuallyEscaping(work) { run(workers, $0) }
    return finished.withLock { $0 }.sorted { $0.index < $1.index }.map(\.result)
  }

  /// Runs a body on so many threads, and returns when all have done.
  ///
  /// Threads of Dispatch have half a megabyte for their calls, these as much as the first thread
  /// usually has: what is nested as deep as the limits allow must fit.
  private static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 8 << 20)
    defer { pthread_attr_destroy(&attributes) }
    var threads: [pthread_t] = []
    for _ in 1..<count {
      let work = Unmanaged.passRetained(Work(body))
      var thread = pthread_t()
      let code = pthread_create(
        &thread,
        &attributes,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        },
        work.toOpaque()
      )
      // Without more threads the work is done by fewer.
      guard code == 0 else {
        work.release()
        break
      }
      threads.append(thread)
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// What a thread does, on its way there.
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
