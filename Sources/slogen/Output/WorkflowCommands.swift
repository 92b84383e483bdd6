import SLODSL

/// Diagnostics as workflow commands of GitHub Actions, which show them beside the changed lines.
///
/// `::error file=specs/a.slo,line=3,endLine=3,col=5,endColumn=9,title=SLO1001::message`
enum WorkflowCommands {
  static func text(_ diagnostics: [Diagnostic], in files: [SourceFile]) -> String {
    let places = SourcePlaces(files, for: diagnostics)
    var text = ""
    for diagnostic in diagnostics {
      text += line(diagnostic, at: diagnostic.range.flatMap { places.place(of: $0) })
      text += "\n"
    }
    return text
  }

  private static func line(_ diagnostic: Diagnostic, at place: SourcePlaces.Place?) -> String {
    var properties: [(String, String)] = []
    if let place {
      properties += [
        ("file", place.path), ("line", "\(place.start.line)"), ("endLine", "\(place.end.line)"),
      ]
      // Columns are only understood where they are of one line.
      if place.start.line == place.end.line {
        properties += [("col", "\(place.start.column)"), ("endColumn", "\(place.end.column)")]
      }
    }
    properties.append(("title", diagnostic.code.rawValue))
    let list = properties.map { "\($0)=\(escaped($1, alsoIn: ":,"))" }.joined(separator: ",")
    let message = escaped(diagnostic.lines.joined(separator: "\n"), alsoIn: "")
    return "::\(command(for: diagnostic.severity)) \(list)::\(message)"
  }

  private static func command(for severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  /// Line ends would end a command, and other control characters move the cursor of whoever reads
  /// the log.
  private static func escaped(_ text: String, alsoIn special: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where special.unicodeScalars.contains(scalar): result += "%3A"
      case "," where special.unicodeScalars.contains(scalar): result += "%2C"
      case "\t": result += " "
      default:
        result.unicodeScalars.append(DisplayWidth.isUnprintable(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }
}
