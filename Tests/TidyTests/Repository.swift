import Foundation

/// The files of the repository, for rules that hold for all of them.
enum Repository {
  /// A file that people wrote or that slogen generated.
  struct TextFile: Sendable, CustomStringConvertible {
    /// Relative to the repository.
    let path: String
    let text: String

    var description: String { path }
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    var lines: [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
    }
  }

  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// Everything that is text, build products and other people's folders left out.
  static let texts: [TextFile] = {
    let mine = [
      "Sources", "Tests", "docs", "specs", "generated", "editors", ".ci", "Package.swift",
      "Makefile", "README.md", "CHANGELOG.md", ".gitattributes", ".gitignore", ".swift-format",
    ]
    return mine.flatMap { files(at: $0) }.sorted().compactMap { path in
      guard let bytes = FileManager.default.contents(atPath: root + "/" + path),
        let text = String(validating: bytes, as: UTF8.self)
      else { return nil }
      return TextFile(path: path, text: text)
    }
  }()

  static func swift(in folder: String) -> [TextFile] {
    texts.filter { $0.path.hasPrefix(folder + "/") && $0.path.hasSuffix(".swift") }
  }

  private static func files(at path: String) -> [String] {
    guard isFolder(path) else {
      return FileManager.default.fileExists(atPath: root + "/" + path) ? [path] : []
    }
    let below = FileManager.default.enumerator(atPath: root + "/" + path)
    return (below?.compactMap { $0 as? String } ?? []).map { path + "/" + $0 }
      .filter { !isFolder($0) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }
}

extension Repository.TextFile {
  /// The code alone: comments and the contents of string literals are blanked, lines stay lines.
  var code: [String] {
    // The hashes of the text of several lines that is open: they are part of its end.
    var hashes: Substring?
    return lines.map { line in
      let mark = "\"\"\""
      if let open = hashes {
        // The end stands first on its line, and the text may hold quotes of its own.
        if line.drop(while: { $0 == " " }).hasPrefix(mark + open) { hashes = nil }
        return ""
      }
      if line.ranges(of: mark).count == 1, let start = line.firstRange(of: mark)?.lowerBound {
        let before = line[..<start]
        hashes = before.suffix(before.reversed().prefix { $0 == "#" }.count)
        return String(before)
      }
      return Self.withoutLiterals(line)
    }
  }

  private static func withoutLiterals(_ line: Substring) -> String {
    var code = ""
    var isInLiteral = false
    var isEscaped = false
    var previous: Character = " "
    for character in line {
      if isInLiteral {
        if character == "\"", !isEscaped { isInLiteral = false }
        isEscaped = character == "\\" && !isEscaped
      } else if character == "\"" {
        isInLiteral = true
        isEscaped = false
      } else if character == "/", previous == "/" {
        return String(code.dropLast())
      } else {
        code.append(character)
      }
      previous = character
    }
    return code
  }
}
