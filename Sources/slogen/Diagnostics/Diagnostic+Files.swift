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
}

// Writing what was generated.
extension Diagnostic {
  /// SLO9005: a file that is to be written holds somebody's work.
  static func wouldOverwrite(_ path: String, _ edit: ForeignEdit) -> Diagnostic {
    Diagnostic(
      .SLO9005,
      edit == .editedSince
        ? "\(path) was edited since slogen wrote it"
        : "\(path) is in the way: slogen did not write it",
      at: nil,
      notes: ["nothing was written"],
      help: [
        "keep the change by making it in the spec, or move the file away",
        "overwrite the file with --force",
      ]
    )
  }

  /// SLO9005: a file that is to go holds somebody's work.
  static func wouldRemove(_ path: String) -> Diagnostic {
    Diagnostic(
      .SLO9005,
      "\(path) was edited since slogen wrote it, and no spec asks for it any more",
      at: nil,
      notes: ["nothing was written"],
      help: ["move the file away, or remove it with --force"]
    )
  }

  /// SLO9006: writing would leave the folder, or something that is no file is in the way.
  static func unsafeOutput(_ error: FileError) -> Diagnostic {
    Diagnostic(
      .SLO9006,
      "cannot write to \(error.path): \(error.reason)",
      at: nil,
      notes: ["slogen writes plain files below its output folder, and follows no links there"]
    )
  }

  /// SLO9007: the system would not take the file.
  static func unwritable(_ error: FileError, note: String) -> Diagnostic {
    Diagnostic(
      .SLO9007,
      "cannot write \(error.path): \(error.reason)",
      at: nil,
      notes: [note]
    )
  }

  /// SLO9008: the record of what was written cannot be read.
  static func damagedManifest(_ path: String, line: Int) -> Diagnostic {
    Diagnostic(
      .SLO9008,
      "line \(line) of \(path) is not a hash and a path below the folder",
      at: nil,
      notes: ["the manifest tells which files slogen wrote; nothing was written"],
      help: ["restore it, or write it anew with --force"]
    )
  }
}
