import Codegen
import SLODSL

/// Diagnostics as the Static Analysis Results Interchange Format, version 2.1.0 (OASIS).
///
/// Paths are relative to the root of the sources, as code scanning expects; columns are counted in
/// Unicode scalars, which the log declares.
struct SARIFLog {
  private let places: SourcePlaces
  private let diagnostics: [Diagnostic]
  private let version: String
  /// The codes that occur, in their order; results name them by index too.
  private let codes: [DiagnosticCode]
  private let indices: [DiagnosticCode: Int]

  /// - Parameter version: slogen's own.
  init(_ diagnostics: [Diagnostic], in files: [SourceFile], version: String) {
    places = SourcePlaces(files, for: diagnostics)
    self.diagnostics = diagnostics
    self.version = version
    codes = Set(diagnostics.map(\.code)).sorted { $0.rawValue < $1.rawValue }
    indices = Dictionary(codes.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  var json: JSON {
    let driver: JSON = [
      "name": "slogen",
      "semanticVersion": .text(version),
      "rules": .array(codes.map(rule)),
    ]
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver],
          "columnKind": "unicodeCodePoints",
          "results": .array(diagnostics.map(result)),
        ]
      ],
    ]
  }

  private func rule(_ code: DiagnosticCode) -> JSON {
    let page = code.page
    let text = [page.what, page.why].filter { !$0.isEmpty }.joined(separator: " ")
    return .members([
      "id": .text(code.rawValue),
      "shortDescription": message(page.title),
      "fullDescription": text.isEmpty ? nil : message(text),
      "help": message("'slogen explain \(code.rawValue)' says more, with examples."),
      "defaultConfiguration": ["level": level(page.severity)],
    ])
  }

  private func result(_ diagnostic: Diagnostic) -> JSON {
    let related = diagnostic.related.compactMap { related in
      location(related.range, saying: related.text)
    }
    let fixes = diagnostic.fixIts.map(fix)
    return .members([
      "ruleId": .text(diagnostic.code.rawValue),
      "ruleIndex": indices[diagnostic.code].map { .integer($0) },
      "level": level(diagnostic.severity),
      "message": message(diagnostic.lines.joined(separator: "\n")),
      "locations": .array([diagnostic.range.flatMap { location($0) }].compactMap(\.self)),
      "relatedLocations": related.isEmpty ? nil : .array(related),
      "fixes": fixes.isEmpty ? nil : .array(fixes),
    ])
  }

  private func location(_ range: SourceRange, saying text: String? = nil) -> JSON? {
    guard let place = places.place(of: range) else { return nil }
    return .members([
      "physicalLocation": ["artifactLocation": artifact(place.path), "region": region(place)],
      "message": text.map(message),
    ])
  }

  /// Edits of one file make one change; files come in the order of their first edit.
  private func fix(_ fix: FixIt) -> JSON {
    let edits = fix.edits.compactMap { edit in
      places.place(of: edit.range).map { (place: $0, text: edit.replacement) }
    }
    var paths: [String] = []
    for edit in edits where !paths.contains(edit.place.path) { paths.append(edit.place.path) }
    let changes = paths.map { path -> JSON in
      let replacements = edits.filter { $0.place.path == path }.map { edit -> JSON in
        ["deletedRegion": region(edit.place), "insertedContent": message(edit.text)]
      }
      return ["artifactLocation": artifact(path), "replacements": .array(replacements)]
    }
    return ["description": message(fix.title), "artifactChanges": .array(changes)]
  }

  private func region(_ place: SourcePlaces.Place) -> JSON {
    [
      "startLine": .integer(place.start.line),
      "startColumn": .integer(place.start.column),
      "endLine": .integer(place.end.line),
      "endColumn": .integer(place.end.column),
      "byteOffset": .integer(place.start.offset),
      "byteLength": .integer(place.end.offset - place.start.offset),
    ]
  }

  private func artifact(_ path: String) -> JSON {
    path.hasPrefix("/")
      ? ["uri": .text("file://" + Self.encoded(path))]
      : ["uri": .text(Self.encoded(path)), "uriBaseId": "%SRCROOT%"]
  }

  private func message(_ text: String) -> JSON { ["text": .text(text)] }

  private func level(_ severity: Severity) -> JSON {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }

  /// A path as part of a URI (RFC 3986): what is neither unreserved nor a slash is escaped.
  private static func encoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
