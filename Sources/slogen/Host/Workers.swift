import Dispatch
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
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      var own: [(index: Int, result: Result)] = []
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < values.count else { break }
        own.append((index, body(values[index])))
      }
      finished.withLock { [own] in $0 += own }
    }
    return finished.withLock { $0 }.sorted { $0.index < $1.index }.map(\.result)
  }
}
