import Testing

/// Folders of a module are layers: a file uses types of its own folder and of those below it.
@Suite struct LayerTests {
  /// A module and its folders from the bottom up; folders of one row do not know each other. What
  /// stands beside the folders may use all of them.
  struct Module: Sendable, CustomTestStringConvertible {
    let path: String
    let rows: [[String]]
    var testDescription: String { path }
  }

  private static let modules = [
    Module(
      path: "Sources/SLODSL",
      rows: [
        ["Text"], ["Diagnostics"], ["Numbers"], ["Syntax", "PromQL", "Exposition"],
        ["Formatting", "Model"],
        ["LabelSets", "Kinds"], ["Lints", "Practice"], ["Checking"],
      ]
    ),
    Module(
      path: "Sources/Codegen",
      rows: [
        ["Documents", "Plans"], ["Simulation", "Scaling", "Canaries", "LoadTests"], ["Routing"],
        ["Backends", "AlarmTest", "RuleTests", "Catalog", "Explanation"],
        ["Pictures", "Verification", "Cost"],
      ]
    ),
    Module(
      path: "Sources/slogen",
      rows: [["Host", "Arguments"], ["Output", "Network"], ["Commands"]]
    ),
  ]

  @Test(arguments: modules)
  func layersUseOnlyLowerOnes(_ module: Module) {
    var seen: Set<String> = []
    for (row, folders) in module.rows.enumerated() {
      let higher = module.rows[row...].flatMap { $0 }
      for folder in folders {
        seen.insert(folder)
        let forbidden = higher.filter { $0 != folder }
        let files = Repository.swift(in: module.path + "/" + folder)
        let own = Set(files.flatMap(Self.names))
        let types = Self.types(in: forbidden.map { module.path + "/" + $0 })
          .filter { !own.contains($0.key) }
        for file in files {
          Self.expect(file, toNameNoneOf: types)
        }
      }
    }
    let present = Repository.swift(in: module.path)
      .compactMap { $0.path.dropFirst(module.path.count + 1).split(separator: "/").first }
      .filter { !$0.hasSuffix(".swift") }
    #expect(Set(present.map(String.init)).isSubset(of: seen), "a folder has no layer yet")
  }

  private static func expect(
    _ file: Repository.TextFile,
    toNameNoneOf types: [String: String]
  ) {
    for (index, line) in file.code.enumerated() {
      for word in line.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }) {
        guard let origin = types[String(word)] else { continue }
        Issue.record("\(file):\(index + 1) uses \(word) of \(origin)")
      }
    }
  }

  /// Every type that a file declares, however deep, and the parameters of generic ones.
  private static func names(in file: Repository.TextFile) -> [String] {
    file.code.flatMap { line -> [String] in
      let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      guard let keyword = words.firstIndex(where: keywords.contains) else { return [] }
      let isGeneric = line.contains("<")
      return words[(keyword + 1)...].prefix(isGeneric ? 4 : 1).map(String.init)
    }
  }

  private static let keywords: Set<Substring> = [
    "struct", "enum", "class", "protocol", "actor", "typealias",
  ]

  /// The types that folders declare on the outermost level, with the folder of each.
  private static func types(in folders: [String]) -> [String: String] {
    let access: Set<Substring> = ["package", "private", "fileprivate", "indirect", "final"]
    var types: [String: String] = [:]
    for folder in folders {
      for file in Repository.swift(in: folder) {
        for line in file.code where line.first?.isLowercase ?? false {
          let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            .drop { access.contains($0) }
          guard let first = words.first, keywords.contains(first), words.count > 1 else { continue }
          types[String(words[words.startIndex + 1])] = folder
        }
      }
    }
    return types
  }
}
