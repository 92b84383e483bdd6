import SLODSL

/// Whether rules and routes say what the specs ask for, to the last word: who is told, of what, in
/// which words. Layout and remarks are nobody's business here.
extension FolderVerification {
  /// Only of files about which nothing else was said: whoever mends that will see the rest.
  mutating func verifyContents() {
    let loaded = MimirBackend.artifacts(for: plans) + RuleObjectsBackend.artifacts(for: plans)
    verifyPresence(of: loaded.map(\.path))
    let planned =
      PrometheusBackend.artifacts(for: plans) + loaded + AlertmanagerBackend.artifacts(for: plans)
      + kustomizations
    let wrong = Set(report.disagreements.map(\.path))
    for artifact in planned where !wrong.contains(artifact.path) {
      guard let bytes = files.bytes[artifact.path], bytes != artifact.bytes else { continue }
      for difference in Self.differences(of: bytes, from: artifact.bytes).prefix(Self.mostShown) {
        add(artifact.path, difference)
      }
    }
  }

  /// What loads these folders loads all that is there, and only that.
  private mutating func verifyPresence(of planned: [String]) {
    for path in planned where files.bytes[path] == nil { add(path, "is missing") }
    let isLoaded = { (path: String) in
      ["mimir/", "kubernetes/rules/"].contains(where: path.hasPrefix) && path.hasSuffix(".yml")
    }
    for path in files.paths.subtracting(planned).filter(isLoaded).sorted() {
      add(path, "no spec asks for these rules")
    }
  }

  /// Beyond so many, whoever reads them knows that the file is another one.
  private static let mostShown = 8

  private static func differences(of found: [UInt8], from planned: [UInt8]) -> [String] {
    if let planned = try? YAMLReader.read(planned), let found = try? YAMLReader.read(found) {
      var comparison = DocumentComparison()
      comparison.compare(found, with: planned, at: "")
      return comparison.differences
    }
    // Templates, and files that are templates of a chart.
    let lines = { (bytes: [UInt8]) in
      bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    let (own, other) = (lines(planned), lines(found))
    let index = zip(own, other).enumerated().first { $1.0 != $1.1 }?.offset
    let line = index ?? min(own.count, other.count)
    let asked = line < own.count ? DocumentComparison.quoted(own[line]) : "nothing more"
    return ["line \(line + 1) is not as the specs ask for: \(asked)"]
  }
}

/// What is different in two documents, and where.
private struct DocumentComparison {
  private(set) var differences: [String] = []

  mutating func compare(_ found: JSON, with planned: JSON, at place: String) {
    switch (found, planned) {
    case (.object(let members), .object(let others)):
      for other in others {
        let below = place.isEmpty ? other.name : place + "." + other.name
        if let member = found[other.name] {
          compare(member, with: other.value, at: below)
        } else {
          differences.append("\(below) is missing")
        }
      }
      for member in members where planned[member.name] == nil {
        let below = place.isEmpty ? member.name : place + "." + member.name
        differences.append("no spec asks for \(below)")
      }
    case (.array(let elements), .array(let others)):
      guard elements.count == others.count else {
        differences.append(
          "\(place) has \(elements.count) entries, and the specs ask for \(others.count)"
        )
        return
      }
      for (index, (element, other)) in zip(elements, others).enumerated() {
        let name = ["name", "alert", "record"].lazy.compactMap { other[$0]?.text }.first
        compare(element, with: other, at: "\(place)[\(name ?? String(index))]")
      }
    case (.text(let text), .text(let other)): compare(text, with: other, at: place)
    default:
      if found != planned {
        differences.append(
          "\(place) is \(Self.text(of: found)), and the specs ask for \(Self.text(of: planned))"
        )
      }
    }
  }

  private mutating func compare(_ found: String, with planned: String, at place: String) {
    guard found != planned else { return }
    // PromQL may be laid out otherwise.
    if place.hasSuffix(".expr"), let tree = PromQLParser.parse(planned).expression,
      PromQLParser.parse(found).expression?.writtenLine == tree.writtenLine
    {
      return
    }
    let start = Self.commonStart(of: found, planned)
    let (own, other) = (
      Self.excerpt(of: found, from: start), Self.excerpt(of: planned, from: start)
    )
    differences.append("\(place) says \(own), and the specs ask for \(other)")
  }

  // MARK: Words

  /// Where the first word begins in which two texts differ.
  private static func commonStart(of one: String, _ other: String) -> Int {
    let common = zip(one, other).prefix { $0 == $1 }.map(\.0)
    return common.lastIndex { $0.isWhitespace }.map { $0 + 1 } ?? 0
  }

  /// A few words from there on.
  private static func excerpt(of text: String, from start: Int) -> String {
    let longest = 60
    let rest = text.dropFirst(start)
    let words = rest.prefix(longest)
    return quoted((start > 0 ? "…" : "") + words + (rest.count > longest ? "…" : ""))
  }

  static func quoted(_ text: String) -> String { "\"\(text)\"" }

  private static func text(of value: JSON) -> String {
    switch value {
    case .null: "nothing"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): number.decimalText
    case .text(let text): quoted(text)
    case .array: "a list"
    case .object: "a map"
    }
  }
}
