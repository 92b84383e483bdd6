import Testing

/// House rules for source code.
@Suite struct SourceTests {
  /// What each module may import: dependencies run one way, and only one module knows the system.
  private static let imports: [(folder: String, allowed: Set<String>)] = [
    ("Sources/SLODSL", []),
    ("Sources/Codegen", ["SLODSL"]),
    ("Sources/slogen", ["Codegen", "SLODSL", "Glibc", "Dispatch", "Synchronization"]),
  ]
  private static let systemModules: Set<String> = ["Glibc", "Dispatch", "Synchronization"]

  /// Files that are one long table, which splitting would make harder to read.
  private static let tables: Set<String> = ["DiagnosticCode.swift"]
  private static let folderOfTables = "Sources/SLODSL/Diagnostics/Pages/"

  /// Words that say nothing about what a thing is.
  private static let emptyWords: Set<String> = [
    "manager", "helper", "helpers", "util", "utils", "utility", "utilities", "process",
    "processor", "handle", "handler", "misc", "common", "stuff",
  ]

  @Test func thereIsSomethingToCheck() {
    for (folder, _) in Self.imports { #expect(!Repository.swift(in: folder).isEmpty) }
  }

  @Test func modulesImportOnlyWhatLiesBelowThem() {
    for (folder, allowed) in Self.imports {
      for file in Repository.swift(in: folder) {
        for module in Self.imported(by: file) {
          #expect(allowed.contains(module), "\(file) imports \(module)")
          let isHost = file.path.hasPrefix("Sources/slogen/Host/")
          #expect(
            isHost || !Self.systemModules.contains(module),
            "\(file) imports \(module): only Host touches the system"
          )
        }
      }
    }
  }

  @Test func filesAreShort() {
    for file in Repository.swift(in: "Sources")
    where !Self.tables.contains(file.name) && !file.path.hasPrefix(Self.folderOfTables) {
      #expect(file.lines.count <= 500, "\(file) has \(file.lines.count) lines")
    }
  }

  @Test func linesAreShort() {
    for file in Repository.swift(in: "Sources") + Repository.swift(in: "Tests") {
      for (index, line) in file.lines.enumerated() where line.count > 100 {
        Issue.record("\(file):\(index + 1) has \(line.count) columns")
      }
    }
  }

  @Test func nothingTrapsOrPrints() {
    let traps = ["try!", "as!", "fatal" + "Error(", "preconditionFailure("]
    for file in Repository.swift(in: "Sources") {
      for (index, line) in file.code.enumerated() {
        let place = "\(file):\(index + 1)"
        for trap in traps { #expect(!line.contains(trap), "\(place) has \(trap)") }
        #expect(!Self.unwrapsByForce(line), "\(place) unwraps by force")
        let isHost = file.path.hasPrefix("Sources/slogen/Host/")
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "(") }
        #expect(isHost || !words.contains { $0.hasPrefix("print(") }, "\(place) prints")
      }
    }
  }

  @Test func namesSaySomething() {
    let keywords: Set<Substring> = ["struct", "enum", "class", "protocol", "actor", "typealias"]
    for file in Repository.swift(in: "Sources") {
      let stem = file.name.dropLast(".swift".count)
      #expect(Self.words(of: stem).isDisjoint(with: Self.emptyWords), "\(file): the name is empty")
      for line in file.code {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        for (keyword, name) in zip(words, words.dropFirst()) where keywords.contains(keyword) {
          #expect(
            Self.words(of: name).isDisjoint(with: Self.emptyWords),
            "\(file): \(name) is empty"
          )
        }
      }
    }
  }

  @Test func theRulesRecogniseWhatTheyForbid() {
    #expect(Self.unwrapsByForce("let x = values.first!"))
    #expect(Self.unwrapsByForce("call()!.name"))
    #expect(!Self.unwrapsByForce("if x != y, !isEmpty {"))
    #expect(Self.words(of: "FileManager") == ["file", "manager"])
    let file = Repository.TextFile(path: "a.swift", text: "x() // try!\nlet s = \"try!\" + y\nz")
    #expect(file.code == ["x() ", "let s =  + y", "z"])
  }

  private static func imported(by file: Repository.TextFile) -> [String] {
    file.code.compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index <= 1, index + 1 < words.count
      else { return nil }
      return String(words[index + 1])
    }
  }

  /// Whether a `!` stands straight behind a value.
  private static func unwrapsByForce(_ line: String) -> Bool {
    let characters = Array(line)
    for (index, character) in characters.enumerated() where character == "!" && index > 0 {
      let before = characters[index - 1]
      let isBehindValue = before.isLetter || before.isNumber || ")]}_".contains(before)
      let isComparison = index + 1 < characters.count && characters[index + 1] == "="
      if isBehindValue, !isComparison { return true }
    }
    return false
  }

  /// The words of a name: those of `FileManager` are file and manager.
  private static func words(of name: Substring) -> Set<String> {
    var words: [String] = [""]
    for character in name {
      if character.isUppercase || !character.isLetter { words.append("") }
      if character.isLetter { words[words.count - 1] += character.lowercased() }
    }
    return Set(words.filter { !$0.isEmpty })
  }
}
