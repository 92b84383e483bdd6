import Codegen
import SLODSL

/// Diagnostics as one JSON document, which docs/DIAGNOSTICS-FORMATS.md describes.
enum DiagnosticDocument {
  /// Changes when a member changes its meaning or goes; members may be added without.
  private static let version = 1

  static func json(_ diagnostics: [Diagnostic], in files: [SourceFile]) -> JSON {
    let places = SourcePlaces(files, for: diagnostics)
    let count = { (severity: Severity) in
      JSON.integer(diagnostics.count { $0.severity == severity })
    }
    return [
      "version": .integer(version),
      "summary": ["errors": count(.error), "warnings": count(.warning), "notes": count(.note)],
      "diagnostics": .array(diagnostics.map { json($0, in: places) }),
    ]
  }

  private static func json(_ diagnostic: Diagnostic, in places: SourcePlaces) -> JSON {
    let place = diagnostic.range.flatMap { places.place(of: $0) }
    return .members([
      "code": .text(diagnostic.code.rawValue),
      "severity": .text("\(diagnostic.severity)"),
      "message": .text(diagnostic.message),
      "file": place.map { .text($0.path) },
      "range": place.map(range),
      "label": diagnostic.label.map { .text($0) },
      "related": .array(
        diagnostic.related.map { related in
          let place = places.place(of: related.range)
          return .members([
            "message": .text(related.text),
            "file": place.map { .text($0.path) },
            "range": place.map(range),
          ])
        }
      ),
      "notes": .array(diagnostic.notes.map { .text($0) }),
      "help": .array(diagnostic.help.map { .text($0) }),
      "fixes": .array(diagnostic.fixIts.map { fix($0, in: places) }),
    ])
  }

  private static func fix(_ fix: FixIt, in places: SourcePlaces) -> JSON {
    .members([
      "title": .text(fix.title),
      "safety": .text("\(fix.safety)"),
      "edits": .array(
        fix.edits.compactMap { edit in
          places.place(of: edit.range).map { place in
            .members([
              "file": .text(place.path),
              "range": range(place),
              "replacement": .text(edit.replacement),
            ])
          }
        }
      ),
    ])
  }

  private static func range(_ place: SourcePlaces.Place) -> JSON {
    ["start": point(place.start), "end": point(place.end)]
  }

  private static func point(_ point: SourcePlaces.Point) -> JSON {
    [
      "line": .integer(point.line),
      "column": .integer(point.column),
      "offset": .integer(point.offset),
    ]
  }
}
