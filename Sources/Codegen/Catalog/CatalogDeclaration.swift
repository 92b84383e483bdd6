import SLODSL

/// How labels with few values are declared.
package enum LabelDomains: Hashable, Sendable {
  /// Values are told in a comment: tomorrow may bring others.
  case open
  /// The values that were seen are the only ones.
  case closed
}

extension CatalogMetric {
  /// Values that a comment lists before it counts the rest.
  private static var shownValues: Int { 8 }
  /// Values beyond which a label's domain is left open, whatever was asked for.
  private static var closedValues: Int { 20 }
  private static var width: Int { 96 }

  /// The declaration in a catalog, with its comments; ends with a line feed.
  ///
  /// - Parameter targets: how many show such a page; nil says nothing of how many series there are.
  package func declaration(_ domains: LabelDomains, targets: Int? = nil) -> String {
    var lines = Self.wrapped(family.help).map { "/// " + $0 }
    lines += remarks.map { "// " + SpecText.comment($0) }
    let head = "metric \(SpecText.name(name) ?? name): \(type)"
    let body = bodyLines(domains, targets)
    guard !body.isEmpty else { return (lines + [head]).joined(separator: "\n") + "\n" }
    lines.append(head + " {")
    lines += body.map { "    " + $0 }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  /// `Counter`, `Counter<Seconds>`, `Histogram<Bytes>`
  package var type: String {
    kind == .counter && unit == .count ? kind.rawValue : "\(kind.rawValue)<\(unit.rawValue)>"
  }

  private func bodyLines(_ domains: LabelDomains, _ targets: Int?) -> [String] {
    var lines: [String] = []
    let spelled = labels.compactMap { Self.spelling(of: $0, domains) }
    if !spelled.isEmpty { lines += Self.setting("labels", spelled) }
    if kind == .histogram, !bounds.isEmpty {
      lines += Self.setting("buckets", bounds.map(\.text))
    }
    if let targets { lines += cardinality(domains, targets) }
    return lines + labels.compactMap { Self.remark(on: $0, domains) }.map { "// " + $0 }
  }

  /// `cardinality: 480, route = 12`: the series of the page once for each target, and the values of
  /// labels that no list declares.
  ///
  /// - Parameter listed: labels whose values somebody else declares.
  func cardinality(
    _ domains: LabelDomains,
    _ targets: Int,
    without listed: Set<String> = []
  ) -> [String] {
    let (all, overflows) = family.combinations.multipliedReportingOverflow(by: targets)
    guard !overflows, all > 0 else { return [] }
    let open = labels.filter { label in
      !listed.contains(label.name) && (Self.isStatus(label) || !Self.isClosed(label, domains))
    }
    let counts = open.compactMap { label in
      SpecText.name(label.name).map { "\($0) = \(label.count)" }
    }
    return Self.setting("cardinality", ["\(all)"] + counts)
  }

  /// `labels: a, b`, with later lines indented where one is not enough.
  static func setting(_ key: String, _ values: [String]) -> [String] {
    var lines: [String] = []
    var line = key + ":"
    for (index, value) in values.enumerated() {
      let text = value + (index + 1 < values.count ? "," : "")
      if line.utf8.count + 1 + text.utf8.count > width - 4, line.utf8.count > key.utf8.count + 1 {
        lines.append(line)
        line = "    " + text
      } else {
        line += " " + text
      }
    }
    return lines + [line]
  }

  /// A label in `labels:`; nil when no spec can spell its name.
  static func spelling(of label: ExposedFamily.Label, _ domains: LabelDomains) -> String? {
    guard let name = SpecText.name(label.name) else { return nil }
    if isStatus(label) { return "\(name) in 100...599" }
    guard isClosed(label, domains) else { return name }
    return "\(name) in [\(label.values.map(SpecText.literal).joined(separator: ", "))]"
  }

  /// The few values that were seen, or how many there are.
  static func remark(on label: ExposedFamily.Label, _ domains: LabelDomains) -> String? {
    let values = label.values.filter { !$0.isEmpty }
    let presence = label.isAlwaysThere ? "" : " (not on every series)"
    if isStatus(label) || isClosed(label, domains) {
      return label.isAlwaysThere ? nil : "\(SpecText.comment(label.name)): not on every series"
    }
    let shown = values.prefix(shownValues).map(SpecText.literal).joined(separator: ", ")
    guard shown.utf8.count <= width - 20 else {
      return "\(SpecText.comment(label.name)): \(label.count) values\(presence)"
    }
    let rest = label.count - min(label.count, shownValues)
    let more = rest > 0 ? ", and \(rest) more" : ""
    return "\(SpecText.comment(label.name)): \(shown)\(more)\(presence)"
  }

  /// Status codes of HTTP: all of them may come, whatever was seen so far.
  private static func isStatus(_ label: ExposedFamily.Label) -> Bool {
    let isNamed =
      ["code", "status", "status_code"].contains(label.name)
      || label.name.hasSuffix("_status_code") || label.name.hasSuffix("_response_code")
    return isNamed && !label.values.isEmpty
      && label.values.allSatisfy { value in
        value.utf8.count == 3 && Int(value).map { (100...599).contains($0) } ?? false
      }
  }

  private static func isClosed(_ label: ExposedFamily.Label, _ domains: LabelDomains) -> Bool {
    // A label that some series lack has the empty value too, which a list would have to name.
    guard label.isAlwaysThere, !label.values.contains("") else { return false }
    if label.values == ["false", "true"] { return true }
    return domains == .closed && label.count <= closedValues
      && label.values.joined().utf8.count <= 400
  }

  /// The lines of a description.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n") {
      var line = ""
      for word in SpecText.comment(String(paragraph)).split(separator: " ") {
        if !line.isEmpty, line.utf8.count + 1 + word.utf8.count > width - 4 {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      if !line.isEmpty { lines.append(line) }
    }
    return lines
  }
}
