import Glibc
import Synchronization

/// Signals that ask a run to end, for commands that have something to clean up first.
enum Interrupt {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let isRequested = Atomic(false)

  /// From now on a signal is noted and does not end the process; waiting calls return early.
  ///
  /// Whoever started slogen may have blocked signals, which programs inherit.
  static func watch() {
    var mask = sigset_t()
    sigemptyset(&mask)
    for number in signals {
      sigaddset(&mask, number)
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in
        Interrupt.isRequested.store(true, ordering: .relaxed)
      }
      sigaction(number, &action, nil)
    }
    sigprocmask(SIG_UNBLOCK, &mask, nil)
  }

  /// Whether a signal has come.
  static var hasCome: Bool { isRequested.load(ordering: .relaxed) }

  /// Lets waiting go on, for cleaning up; the next signal stops that as well.
  static func acknowledge() {
    isRequested.store(false, ordering: .relaxed)
  }
}
