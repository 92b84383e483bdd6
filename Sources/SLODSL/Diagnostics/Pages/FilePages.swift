extension DiagnosticPage {
  /// Files and the command line.
  static let files: [DiagnosticPage] = [
    DiagnosticPage(.SLO9001, "file cannot be read"),
    DiagnosticPage(.SLO9002, "file does not exist"),
    DiagnosticPage(.SLO9003, "not a spec"),
    DiagnosticPage(.SLO9004, "no specs"),
    DiagnosticPage(.SLO9005, "file was edited by hand"),
    DiagnosticPage(.SLO9006, "unsafe place for output"),
    DiagnosticPage(.SLO9007, "file cannot be written"),
    DiagnosticPage(.SLO9008, "damaged manifest"),
  ]
}
