/// Reads a saved `/metrics` page: the Prometheus text format 0.0.4 and OpenMetrics 1.0.
///
/// The formats differ little, and pages in the wild mix them, so one reader takes both. A line that
/// is neither is reported and passed over.
package struct ExpositionReader {
  /// A page, read.
  package struct Page: Sendable {
    /// In the order of their first lines.
    package let families: [ExposedFamily]
    package let diagnostics: [Diagnostic]
  }

  /// Values of a label that are kept: what nobody would list is only counted.
  package static let valueLimit = 1000
  /// Malformed lines that are reported; one that is no page at all would report all of them.
  private static let problemLimit = 5

  private let file: SourceFile
  private var order: [String] = []
  private var families: [String: FamilyUnderConstruction] = [:]
  private var diagnostics: [Diagnostic] = []
  private var problems = 0

  package static func read(_ file: SourceFile) -> Page {
    var reader = ExpositionReader(file: file)
    var start = 0
    while start < file.bytes.count, reader.problems < problemLimit {
      let end = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
      reader.readLine(start..<end)
      start = end + 1
    }
    return reader.page()
  }

  private init(file: SourceFile) {
    self.file = file
  }

  private func page() -> Page {
    let found = order.compactMap { families[$0]?.family }
    guard found.isEmpty, diagnostics.isEmpty else {
      return Page(families: found, diagnostics: diagnostics)
    }
    let place = SourceRange(file: file.id, start: 0, end: 0)
    return Page(families: [], diagnostics: [.emptyExposition(at: place)])
  }

  // MARK: Lines

  private mutating func readLine(_ range: Range<Int>) {
    var line = ExpositionLine(file.bytes, range)
    line.skipBlanks()
    if line.isAtEnd { return }
    do throws(ExpositionLine.Problem) {
      if line.take("#") { try readComment(&line) } else { try readSample(&line) }
    } catch {
      problems += 1
      diagnostics.append(
        .malformedExposition(
          error.expected,
          at: SourceRange(file: file.id, start: error.offset, end: range.upperBound),
          isLast: problems == Self.problemLimit
        )
      )
    }
  }

  /// `# HELP name text`, `# TYPE name kind`, `# UNIT name unit`; any other is a remark.
  private mutating func readComment(_ line: inout ExpositionLine) throws(ExpositionLine.Problem) {
    line.skipBlanks()
    let keyword = line.word()
    guard ["HELP", "TYPE", "UNIT"].contains(keyword) else { return }
    line.skipBlanks()
    let name = try line.metricName()
    line.skipBlanks()
    enter(name)
    switch keyword {
    case "HELP": families[name]?.help = line.restUnescaped()
    case "UNIT": families[name]?.unit = line.word()
    default:
      let word = line.word()
      families[name]?.kind = ExposedFamily.Kind(rawValue: word) ?? .unknown
    }
  }

  private mutating func readSample(_ line: inout ExpositionLine) throws(ExpositionLine.Problem) {
    let sample = try line.sample()
    let (name, suffix) = family(of: sample.name)
    // `_created` says when a series began, which is no metric of its own.
    if suffix == "_created" { return }
    enter(name)
    families[name]?.add(sample, suffix: suffix)
  }

  private mutating func enter(_ name: String) {
    guard families[name] == nil else { return }
    order.append(name)
    families[name] = FamilyUnderConstruction(name: name)
  }

  /// The declared family that a sample belongs to, and what its name adds to the family's.
  private func family(of name: String) -> (name: String, suffix: String) {
    // A name that was declared itself wins: `x_count` may be a gauge beside a histogram `x`.
    if let own = families[name], own.kind != .unknown || !own.isOnlyDescribed {
      return (name, "")
    }
    for (suffix, kinds) in Self.suffixes where name.hasSuffix(suffix) {
      let base = String(name.dropLast(suffix.utf8.count))
      if let kind = families[base]?.kind, kinds.contains(kind) { return (base, suffix) }
    }
    return (name, "")
  }

  /// What each kind of family appends to its name.
  private static let suffixes: [(String, Set<ExposedFamily.Kind>)] = [
    ("_bucket", [.histogram, .gaugehistogram]), ("_sum", [.histogram, .summary]),
    ("_count", [.histogram, .summary]), ("_gsum", [.gaugehistogram]),
    ("_gcount", [.gaugehistogram]), ("_total", [.counter]), ("_info", [.info]),
    ("_created", [.counter, .histogram, .summary]),
  ]
}

/// What has been seen of a family so far.
private struct FamilyUnderConstruction {
  let name: String
  var kind = ExposedFamily.Kind.unknown
  var help = ""
  var unit = ""
  private var series: String?
  private var count = 0
  private var labels: [String: ObservedLabel] = [:]
  private var combinations: Set<[String]> = []
  /// The bounds of each combination of the other labels.
  private var bounds: [[String]: Set<ExactNumber>] = [:]
  private var isBinary = true
  private var looksLikeTime = true

  init(name: String) {
    self.name = name
  }

  /// From 2001 to 2096, in seconds since 1970: no duration is that long.
  private static let thisCentury = ExactNumber(1_000_000_000)...ExactNumber(4_000_000_000)

  /// Whether nothing but `# HELP` or `# UNIT` named it.
  var isOnlyDescribed: Bool { count == 0 }

  mutating func add(_ sample: ExpositionLine.Sample, suffix: String) {
    count += 1
    if kind == .counter || kind == .info || series == nil {
      series = kind == .histogram || kind == .summary ? name : sample.name
    }
    if sample.value != .zero, sample.value != .one { isBinary = false }
    looksLikeTime = looksLikeTime && sample.value.map { Self.thisCentury.contains($0) } ?? false
    var others: [String] = []
    for (label, value) in sample.labels {
      if label == "le", suffix == "_bucket" || kind == .histogram { continue }
      if label == "quantile", kind == .summary { continue }
      labels[label, default: ObservedLabel()].add(value)
      others += [label, value]
    }
    combinations.insert(others)
    if suffix == "_bucket" {
      let bound = sample.labels.first { $0.name == "le" }.flatMap { ExactNumber(go: $0.value) }
      bounds[others, default: []].formUnion(bound.map { [$0] } ?? [])
    }
  }

  var family: ExposedFamily? {
    guard count > 0 else { return nil }
    let sets = Array(bounds.values)
    let all = sets.reduce(into: Set<ExactNumber>()) { $0.formUnion($1) }
    let shared = sets.reduce(all) { $0.intersection($1) }
    return ExposedFamily(
      name: name,
      series: series ?? name,
      kind: kind,
      help: help,
      unit: unit,
      labels: labels.sorted { $0.key < $1.key }.map { $1.label(named: $0, of: count) },
      combinations: combinations.count,
      bounds: shared.sorted(),
      boundsDiffer: shared != all,
      isBinary: isBinary,
      looksLikeTime: looksLikeTime
    )
  }
}

/// The values of a label so far.
private struct ObservedLabel {
  private var values: Set<String> = []
  private var seen = 0

  mutating func add(_ value: String) {
    seen += 1
    values.insert(value)
  }

  func label(named name: String, of series: Int) -> ExposedFamily.Label {
    ExposedFamily.Label(
      name: name,
      values: Array(values.sorted().prefix(ExpositionReader.valueLimit)),
      count: values.count,
      isAlwaysThere: seen == series
    )
  }
}
