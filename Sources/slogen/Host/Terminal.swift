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

  /// Where text goes.
  enum Stream: Sendable {
    case output
    case error

    fileprivate var descriptor: Int32 {
      switch self {
      case .output: STDOUT_FILENO
      case .error: STDERR_FILENO
      }
    }
  }

  /// The style of what goes to a stream.
  ///
  /// `auto` is colour on a terminal that can do it, unless `NO_COLOR` is set to anything
  /// (https://no-color.org).
  static func style(
    _ choice: ColourChoice,
    on stream: Stream = .error
  ) -> DiagnosticRenderer.Style {
    switch choice {
    case .always: .colour
    case .never: .plain
    case .auto:
      isatty(stream.descriptor) == 1 && isEmpty("NO_COLOR") && variable("TERM") != "dumb"
        ? .colour : .plain
    }
  }

  /// The columns of the terminal that a stream goes to; nil where it goes somewhere else.
  ///
  /// `COLUMNS`, where somebody exported it, counts for every stream.
  static func width(of stream: Stream) -> Int? {
    let usable = 20...1000
    if let columns = variable("COLUMNS").flatMap({ Int($0) }), usable.contains(columns) {
      return columns
    }
    var size = winsize()
    guard isatty(stream.descriptor) == 1,
      ioctl(stream.descriptor, UInt(TIOCGWINSZ), &size) == 0, usable.contains(Int(size.ws_col))
    else { return nil }
    return Int(size.ws_col)
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
