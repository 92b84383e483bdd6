package import SLODSL

/// A catalog brought up to date with what an exporter exposes: the author's text with insertions.
///
/// What a person wrote stays, letter by letter. Only so much changes in a declaration that is there
/// already: labels, buckets and the number of series that it lacks are added, and buckets that the
/// exporter no longer has, or has in addition, are replaced, because a bound that is no bucket
/// makes every count wrong. A kind or a unit that differs is the author's knowledge: it is kept and
/// pointed out.
package struct CatalogUpdate: Sendable {
  package let bytes: [UInt8]
  /// Names of metrics that were not there.
  package let added: [String]
  /// Names of metrics to which something was added.
  package let changed: [String]
  /// Names of metrics that the exposition does not have.
  package let missing: [String]
  /// Exposed metrics that no catalog can declare.
  package let skipped: [String]
  package let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - catalog: the present text, parsed; its mistakes are the caller's to report, and a catalog
  ///     with mistakes must not be updated.
  ///   - targets: how many show such a page; nil says nothing of how many series there are.
  package static func update(
    _ catalog: SpecSyntax,
    with families: [ExposedFamily],
    domains: LabelDomains,
    targets: Int? = nil
  ) -> CatalogUpdate {
    var writer = CatalogUpdateWriter(catalog, domains, targets: targets)
    var skipped: [String] = []
    for family in families {
      guard let metric = CatalogMetric(family) else {
        skipped.append(family.series)
        continue
      }
      writer.add(metric)
    }
    return CatalogUpdate(
      bytes: writer.result,
      added: writer.added,
      changed: writer.changed,
      missing: writer.missing,
      skipped: skipped,
      diagnostics: writer.diagnostics
    )
  }
}

private struct CatalogUpdateWriter {
  private let catalog: SpecSyntax
  private let domains: LabelDomains
  private let targets: Int?
  /// By the name of their series.
  private var declared: [String: MetricDeclaration] = [:]
  private var order: [String] = []
  private var seen: Set<String> = []
  /// Replacements of the author's text by place.
  private var edits: [(range: Range<Int>, text: String)] = []
  private var appended: [String] = []
  private(set) var added: [String] = []
  private(set) var changed: [String] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ catalog: SpecSyntax, _ domains: LabelDomains, targets: Int?) {
    self.catalog = catalog
    self.domains = domains
    self.targets = targets
    for case .metric(let metric) in catalog.declarations where !metric.isExtension {
      let name = metric.seriesName
      if declared[name] == nil { order.append(name) }
      declared[name] = metric
    }
  }

  var missing: [String] { order.filter { !seen.contains($0) } }

  mutating func add(_ metric: CatalogMetric) {
    guard seen.insert(metric.name).inserted else { return }
    guard let declaration = declared[metric.name] else {
      added.append(metric.name)
      appended.append(metric.declaration(domains, targets: targets))
      return
    }
    compare(declaration, with: metric)
    let before = edits.count
    var lines: [String] = []
    addLabels(of: metric, to: declaration, lines: &lines)
    updateBuckets(of: metric, in: declaration, lines: &lines)
    if let targets, declaration.setting("cardinality") == nil {
      lines += metric.cardinality(domains, targets, without: declaration.listedLabels)
    }
    insert(lines, into: declaration)
    if edits.count > before { changed.append(metric.name) }
  }

  /// A kind or unit that differs is kept, and pointed out.
  private mutating func compare(_ declaration: MetricDeclaration, with metric: CatalogMetric) {
    guard let type = declaration.type, metric.family.kind != .unknown else { return }
    guard type.name.text != metric.kind.rawValue else { return }
    diagnostics.append(
      .exposedDifferently(declaration.name.text, as: metric.type, at: type.range)
    )
  }

  private mutating func addLabels(
    of metric: CatalogMetric,
    to declaration: MetricDeclaration,
    lines: inout [String]
  ) {
    let setting = declaration.setting("labels")
    let known = Set((setting?.values ?? []).compactMap(\.value.labelName))
    let fresh = metric.labels.filter { !known.contains($0.name) }
    let texts = fresh.compactMap { CatalogMetric.spelling(of: $0, domains) }
    guard !texts.isEmpty else { return }
    if let last = setting?.values.last {
      let end = Int(last.range.end)
      edits.append((end..<end, ", " + texts.joined(separator: ", ")))
    } else {
      lines += CatalogMetric.setting("labels", texts)
      lines += fresh.compactMap { CatalogMetric.remark(on: $0, domains) }.map { "// " + $0 }
    }
  }

  private mutating func updateBuckets(
    of metric: CatalogMetric,
    in declaration: MetricDeclaration,
    lines: inout [String]
  ) {
    guard metric.kind == .histogram, declaration.type?.name.text == MetricKind.histogram.rawValue
    else { return }
    let texts = metric.bounds.map(\.text)
    guard let setting = declaration.setting("buckets"), let first = setting.values.first,
      let last = setting.values.last
    else {
      if !texts.isEmpty { lines += CatalogMetric.setting("buckets", texts) }
      return
    }
    // A name or a list of the author's stands for bounds that only the checker knows.
    let written = setting.values.compactMap { value -> ExactNumber? in
      guard case .quantity(let literal) = value.value else { return nil }
      return literal.quantity.converted(to: metric.unit)
    }
    guard written.count == setting.values.count, written != metric.bounds.map(\.value),
      !texts.isEmpty
    else { return }
    edits.append(
      (Int(first.range.start)..<Int(last.range.end), texts.joined(separator: ", "))
    )
  }

  /// New settings go to the end of the block; a declaration without one gets it.
  private mutating func insert(_ lines: [String], into declaration: MetricDeclaration) {
    guard !lines.isEmpty else { return }
    let text = lines.map { "    " + $0 + "\n" }.joined()
    guard let body = declaration.body else {
      let end = Int(declaration.range.end)
      edits.append((end..<end, " {\n" + text + "}"))
      return
    }
    let brace = Int(body.range.end) - 1
    let bytes = catalog.file.bytes
    var start = brace
    while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    let isOnItsLine = start > 0 && bytes[start - 1] == UInt8(ascii: "\n")
    edits.append(isOnItsLine ? (start..<start, text) : (start..<brace, "\n" + text))
  }

  /// The author's text with the edits, and what is new behind it.
  var result: [UInt8] {
    var bytes: [UInt8] = []
    var offset = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      bytes += catalog.file.bytes[offset..<edit.range.lowerBound]
      bytes += Array(edit.text.utf8)
      offset = edit.range.upperBound
    }
    bytes += catalog.file.bytes[offset...]
    for declaration in appended {
      if !bytes.isEmpty {
        if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        bytes.append(UInt8(ascii: "\n"))
      }
      bytes += Array(declaration.utf8)
    }
    return bytes
  }
}

extension MetricDeclaration {
  /// The labels whose values the author declares.
  fileprivate var listedLabels: Set<String> {
    let listed = (setting("labels")?.values ?? []).filter { argument in
      if case .binary = argument.value { true } else { false }
    }
    return Set(listed.compactMap(\.value.labelName))
  }

  /// What `series:` says, else the name.
  fileprivate var seriesName: String {
    guard case .string(let literal)? = setting("series")?.values.first?.value,
      literal.segments.count == 1, case .text(let text, _)? = literal.segments.first
    else { return name.text }
    return text
  }

  fileprivate func setting(_ key: String) -> SettingDeclaration? {
    for case .setting(let setting) in body?.declarations ?? [] where setting.key.text == key {
      return setting
    }
    return nil
  }
}

extension Expression {
  /// The label that an element of `labels:` declares: `code`, `code in 100...599`.
  fileprivate var labelName: String? {
    switch self {
    case .name(let name): name.text
    case .binary(let binary): binary.left.labelName
    default: nil
    }
  }
}
