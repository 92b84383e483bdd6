/// What a run tells the shell.
enum ExitCode: Int32, Sendable {
  case fine = 0
  /// Specs have errors, files cannot be read or written, or the output is out of date.
  case problems = 1
  /// The command line cannot be meant.
  case misuse = 2
}
