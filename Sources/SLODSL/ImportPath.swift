/// Where imports lead: paths only, nothing is opened here.
package enum ImportPath {
  /// The files that a file imports: the path of each as `SourceFile.path` would have it, and where
  /// the import stands.
  package static func targets(of syntax: SpecSyntax) -> [(path: String, range: SourceRange)] {
    syntax.declarations.compactMap { declaration in
      guard case .importation(let importation) = declaration,
        case .file(let literal) = importation.source,
        let text = literal.plainText, !text.isEmpty
      else { return nil }
      return (resolve(text, from: syntax.file.path), literal.range)
    }
  }

  /// What an import in `importer` would say to mean the file at `path`.
  package static func relative(_ path: String, to importer: String) -> String {
    let slash = UInt8(ascii: "/")
    let target = path.utf8.split(separator: slash, omittingEmptySubsequences: true)
    let folder = importer.utf8.split(separator: slash, omittingEmptySubsequences: true).dropLast()
    let shared = zip(target.dropLast(), folder).prefix { $0.elementsEqual($1) }.count
    let steps =
      Array(repeating: "..", count: folder.count - shared)
      + target.dropFirst(shared).map { String(Substring($0)) }
    return steps.joined(separator: "/")
  }

  /// `text` seen from the folder of the importing file, with `.` and `..` folded away.
  package static func resolve(_ text: String, from importer: String) -> String {
    let isAbsolute = text.utf8.first == UInt8(ascii: "/")
    let folder = importer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
      .dropLast()
    var parts: [Substring.UTF8View] = isAbsolute ? [] : Array(folder)
    for part in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true) {
      switch String(Substring(part)) {
      case ".": continue
      case ".." where parts.last.map { String(Substring($0)) != ".." } ?? false:
        parts.removeLast()
      default: parts.append(part)
      }
    }
    let rooted = isAbsolute || importer.utf8.first == UInt8(ascii: "/")
    return (rooted ? "/" : "") + parts.map { String(Substring($0)) }.joined(separator: "/")
  }
}
