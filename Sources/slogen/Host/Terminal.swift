import Glibc
import SLODSL

/// What the place that reads the messages can show.
enum Terminal {
  /// When colour is used: the values of `--color`.
  enum ColourChoice: String, CaseIterable, Sendable {
    case auto
    case always
    case never
  }

  /// The style of what goes to standard error.
  ///
  /// `auto` is colour on a terminal that can do it, unless `NO_COLOR` is set to anything
  /// (https://no-color.org).
  static func style(_ choice: ColourChoice) -> DiagnosticRenderer.Style {
    switch choice {
    case .always: .colour
    case .never: .plain
    case .auto:
      isatty(STDERR_FILENO) == 1 && isEmpty("NO_COLOR") && variable("TERM") != "dumb"
        ? .colour : .plain
    }
  }

  private static func isEmpty(_ name: String) -> Bool {
    variable(name)?.isEmpty ?? true
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }

  /// Makes writing into a closed pipe, or past a limit of file sizes, an error that is reported
  /// instead of a silent death.
  static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends the run.
  static func exit(_ code: ExitCode) -> Never {
    Glibc.exit(code.rawValue)
  }
}
