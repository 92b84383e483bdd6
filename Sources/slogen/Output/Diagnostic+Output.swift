import SLODSL

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
