import Codegen

/// A generated file of rule tests, of which some can be left out.
///
/// promtool 2.42 can only run all tests of a file.
struct RuleTestFile {
  private let path: String
  /// All lines above the tests.
  private let header: [Substring]
  /// The lines of each test, its name first.
  private let tests: [[Substring]]

  init(_ artifact: Artifact) {
    path = artifact.path
    let lines = String(decoding: artifact.bytes, as: UTF8.self).split(separator: "\n")
    let first = lines.firstIndex(of: "tests:").map { $0 + 1 } ?? lines.endIndex
    header = Array(lines[..<first])
    var tests: [[Substring]] = []
    for line in lines[first...] where !line.hasPrefix("#") {
      if line.hasPrefix("- name: ") { tests.append([]) }
      if !tests.isEmpty { tests[tests.count - 1].append(line) }
    }
    self.tests = tests
  }

  /// The file with the tests whose names are wanted; nil if there are none.
  func keepingTests(named isWanted: (Substring) -> Bool) -> Artifact? {
    let kept = tests.filter { isWanted($0[0]) }
    guard !kept.isEmpty else { return nil }
    let text = (header + kept.joined()).map { $0 + "\n" }.joined()
    return Artifact(path: path, bytes: Array(text.utf8))
  }
}
