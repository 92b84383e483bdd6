/// How problems are reported: the values of `--format`.
enum ReportFormat: String, CaseIterable, Sendable {
  /// Drawn with the lines that they are about, for people.
  case text
  /// One document for programs (docs/DIAGNOSTICS-FORMATS.md).
  case json
  /// SARIF 2.1.0, for code scanning.
  case sarif
  /// Workflow commands, which GitHub Actions shows beside the code.
  case github

  init(_ invocation: Invocation) throws(Misuse) {
    guard let text = invocation.value(of: .format) else {
      self = .text
      return
    }
    // What these print is no report of problems.
    let isAnswer = [.promql, .simulate, .policy, .cost].contains(invocation.command)
    guard let format = ReportFormat(rawValue: text), !isAnswer || [.text, .json].contains(format)
    else {
      let known = isAnswer ? "text or json" : "text, json, sarif or github"
      throw Misuse("'--format \(text)' is not \(known)", command: invocation.command)
    }
    self = format
  }
}
