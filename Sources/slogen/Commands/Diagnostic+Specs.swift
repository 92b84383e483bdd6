import SLODSL

// Reading specs.
extension Diagnostic {
  /// SLO9001: the system would not give us the file.
  static func unreadable(_ error: FileError, importedAt range: SourceRange?) -> Diagnostic {
    Diagnostic(.SLO9001, "cannot read \(error.path): \(error.reason)", at: range)
  }

  /// SLO9002: nothing is at the path.
  static func notFound(
    _ path: String,
    importedAt range: SourceRange?,
    nearest: String?
  ) -> Diagnostic {
    Diagnostic(
      .SLO9002,
      range == nil
        ? "there is no file or folder \(path)" : "the imported file \(path) does not exist",
      at: range,
      notes: range == nil ? [] : ["imports are looked up from the folder of the importing file"],
      help: nearest.map { ["did you mean \($0)?"] } ?? []
    )
  }

  /// SLO9003: something that is no spec was named or imported.
  static func notASpec(
    _ path: String,
    because reason: String,
    importedAt range: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .SLO9003,
      "\(DisplayWidth.printable(path)) is not a spec: \(reason)",
      at: range,
      help: ["specs are files whose names end in .slo"]
    )
  }

  /// SLO9004: a folder without a spec.
  static func noSpecs(in folder: String) -> Diagnostic {
    Diagnostic(
      .SLO9004,
      "there are no specs in \(folder)",
      at: nil,
      notes: ["folders are searched for files whose names end in .slo, hidden ones left out"]
    )
  }

  /// SLO9004: no spec was named, and the folder that stands for none is missing.
  static func noDefaultSpecs(in folder: String) -> Diagnostic {
    Diagnostic(
      .SLO9004,
      "no spec is named, and there is no folder \(folder) here",
      at: nil,
      help: ["write a first spec to \(folder)/, or name a file or folder"]
    )
  }

  /// SLO9011: a file that cannot be laid out anew.
  static func notFormatted(_ path: String, because refusal: FormattedSpec.Refusal) -> Diagnostic {
    Diagnostic(.SLO9011, "\(path) is left as it is: \(refusal.reason)", at: nil)
  }
}
