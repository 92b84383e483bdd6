import SLODSL
import TestSupport

/// Files that are compiled together, as the command line would find them.
struct SpecSet {
  /// Root of the paths that diagnostics show.
  private let root: String
  private(set) var sources: [SourceFile] = []
  var inputs: [(name: String, value: String)] = []

  /// A file and everything that it imports, in the order in which they are met.
  init(path: String, corpus: String = "check") throws {
    root = Corpus.root + "/" + corpus
    try add(path)
    readDirectives()
  }

  /// The files of a folder, `main.slo` first, with everything that they import.
  init(folder: String) throws {
    root = Corpus.root + "/check"
    let others = try Corpus("check/" + folder).cases.map(\.name).filter { $0 != "main" }
    for name in ["main"] + others { try add(folder + "/" + name + ".slo") }
    readDirectives()
  }

  /// Texts under names of their own; nothing else is read.
  init(_ texts: [(path: String, text: String)]) {
    root = ""
    sources = texts.enumerated().map { index, file in
      SourceFile(id: FileID(index), path: file.path, bytes: Array(file.text.utf8))
    }
  }

  /// One file by itself, whatever its bytes are.
  init(path: String, bytes: [UInt8]) {
    root = ""
    sources = [SourceFile(id: FileID(0), path: path, bytes: bytes)]
  }

  private mutating func add(_ path: String) throws {
    guard !sources.contains(where: { $0.path == path }) else { return }
    let bytes = try TextFile.read(root + "/" + path)
    let file = SourceFile(id: FileID(sources.count), path: path, bytes: bytes)
    sources.append(file)
    for target in ImportPath.targets(of: Parser.parse(file)) { try add(target.path) }
  }

  /// `// -D name=value` on the first lines gives an input its value.
  private mutating func readDirectives() {
    let text = String(decoding: sources[0].bytes, as: UTF8.self)
    for line in text.split(separator: "\n") {
      guard line.hasPrefix("// -D ") else { break }
      let parts = line.dropFirst(6).split(separator: "=", maxSplits: 1)
      if parts.count == 2 { inputs.append((String(parts[0]), String(parts[1]))) }
    }
  }

  /// The set with other bytes in one of its files.
  func replacing(_ file: FileID, with bytes: [UInt8]) -> SpecSet {
    var set = self
    set.sources[Int(file.index)] = SourceFile(
      id: file,
      path: sources[Int(file.index)].path,
      bytes: bytes
    )
    return set
  }

  func compiled() -> Compilation {
    Compilation.compile(sources.map { Parser.parse($0) }, inputs: inputs)
  }

  /// Everything there is to say, as the command line draws it without colours.
  func rendered(_ diagnostics: [Diagnostic]) -> String {
    DiagnosticRenderer(files: sources, style: .plain).render(diagnostics)
  }
}

extension SpecSet {
  /// The first edit that each diagnostic of a code offers, applied where edits do not overlap; nil
  /// when none is offered.
  func mended(_ diagnostics: [Diagnostic], code: DiagnosticCode) -> SpecSet? {
    let edits = diagnostics.filter { $0.code == code }.compactMap { $0.fixIts.first?.edits }
      .flatMap(\.self).sorted { $0.range < $1.range }
    guard !edits.isEmpty else { return nil }
    var set = self
    for file in sources {
      var bytes: [UInt8] = []
      var read = 0
      for edit in edits where edit.range.file == file.id && Int(edit.range.start) >= read {
        bytes += file.bytes[read..<Int(edit.range.start)] + Array(edit.replacement.utf8)
        read = Int(edit.range.end)
      }
      set = set.replacing(file.id, with: bytes + file.bytes[read...])
    }
    return set
  }
}
