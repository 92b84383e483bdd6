/// The SLOs that a document of another tool describes, in the words of this language.
///
/// It is a sketch for the author, not an import: what is not understood is left as `…`.
enum ForeignSpec {
  enum Origin: String, Sendable {
    case sloth = "Sloth"
    case openSLO = "OpenSLO"
    case pyrra = "Pyrra"
    case kubernetes = "Kubernetes"
    case prometheus = "Prometheus"

    /// Which tool reads a document; nil when that is not plain.
    init?(_ outline: YAMLOutline) {
      let version = outline["apiVersion"] ?? outline["version"] ?? ""
      if version.hasPrefix("openslo") {
        self = .openSLO
      } else if version.hasPrefix("pyrra.dev") {
        self = .pyrra
      } else if version.hasPrefix("prometheus/v") || version.hasPrefix("sloth.") {
        self = .sloth
      } else if outline.entries.contains(where: { $0.path.first == "groups" }) {
        self = .prometheus
      } else if outline["apiVersion"] != nil, outline["kind"] != nil {
        self = .kubernetes
      } else if outline.entries.contains(where: { $0.path.first == "slos" }) {
        self = .sloth
      } else {
        return nil
      }
    }
  }

  /// More SLOs than this are not written out.
  private static let limit = 3

  /// The lines of a service block; nil when the document describes no SLO.
  static func lines(of outline: YAMLOutline, from origin: Origin) -> [String]? {
    switch origin {
    case .sloth: sloth(outline)
    case .openSLO: openSLO(outline)
    case .pyrra: pyrra(outline)
    case .kubernetes, .prometheus: nil
    }
  }

  /// One SLO on its way.
  private struct Objective {
    let name: String
    let ratio: String?
    let period: String
    let settings: [String]

    var lines: [String] {
      ["    slo \(identity(name)): \(ratio ?? "…") over \(period) {"]
        + settings.map { "        " + $0 } + ["    }"]
    }
  }

  private static func service(
    _ name: String,
    owner: String?,
    _ objectives: [Objective]
  ) -> [String]? {
    guard !objectives.isEmpty else { return nil }
    let owner = owner.map { ["    owner: \"\($0)\""] } ?? []
    return ["service \(identity(name)) {"] + owner + objectives.flatMap(\.lines) + ["}"]
  }

  // MARK: Tools

  private static func sloth(_ outline: YAMLOutline) -> [String]? {
    let root = outline["spec", "service"] == nil ? [] : ["spec"]
    var objectives: [Objective] = []
    for index in 0..<limit {
      let path = root + ["slos", String(index)]
      guard let name = outline.value(below: path, String(index), "name") else { break }
      var settings = settings(
        events: outline.value(below: path, "total_query")
          ?? outline.value(below: path, "totalQuery"),
        bad: outline.value(below: path, "error_query")
          ?? outline.value(below: path, "errorQuery")
      )
      if outline.value(below: path, "error_ratio_query") != nil {
        settings = ["events: …", "bad: …"]
      }
      objectives.append(
        Objective(
          name: name,
          ratio: outline.value(below: path, String(index), "objective").flatMap(percent),
          period: "30d",
          settings: settings
        )
      )
    }
    return service(
      outline.value(below: root, "service") ?? "my-service",
      owner: outline.value(below: root, "labels", "owner"),
      objectives
    )
  }

  private static func openSLO(_ outline: YAMLOutline) -> [String]? {
    guard outline["kind"] == "SLO" else { return nil }
    let ratio =
      outline.value(below: ["spec"], "target").flatMap(percentOfFraction)
      ?? outline.value(below: ["spec"], "targetPercent").flatMap(percent)
    func query(_ part: String) -> String? {
      outline.value(below: ["spec"], part, "metricSource", "spec", "query")
    }
    let good = query("good").map { ["good: " + ForeignQuery.counted($0)] }
    let settings = settings(events: query("total"), bad: query("bad"))
    let objective = Objective(
      name: outline["metadata", "name"] ?? "availability",
      ratio: ratio,
      period: outline.value(below: ["spec", "timeWindow"], "duration") ?? "30d",
      settings: good.map { [settings[0]] + $0 } ?? settings
    )
    return service(outline["spec", "service"] ?? "my-service", owner: nil, [objective])
  }

  private static func pyrra(_ outline: YAMLOutline) -> [String]? {
    guard outline["kind"] == "ServiceLevelObjective" else { return nil }
    let indicator = ["spec", "indicator"]
    var lines: [String]
    if let success = outline.value(below: indicator, "latency", "success", "metric"),
      let selection = ForeignSelection(success), selection.name.hasSuffix("_bucket")
    {
      let bound = selection.matchers.first { $0.label == "le" }?.value
      let histogram = selection.without("le").named(String(selection.name.dropLast(7)))
      lines = ["events: " + histogram.text, "good: value <= " + (bound.map(seconds) ?? "…")]
    } else {
      lines = settings(
        events: outline.value(below: indicator, "total", "metric"),
        bad: outline.value(below: indicator, "errors", "metric")
      )
    }
    let groups = outline.entries.filter { $0.path.dropLast().last == "grouping" }.map(\.value)
    if !groups.isEmpty { lines.append("by: " + groups.joined(separator: ", ")) }
    let objective = Objective(
      name: outline["metadata", "name"] ?? "availability",
      ratio: outline["spec", "target"].flatMap(percent),
      period: outline["spec", "window"] ?? "28d",
      settings: lines
    )
    return service(
      outline["metadata", "labels", "pyrra.dev/service"] ?? "my-service",
      owner: nil,
      [objective]
    )
  }

  // MARK: Words

  private static func settings(events: String?, bad: String?) -> [String] {
    [
      "events: " + (events.map(ForeignQuery.counted) ?? "…"),
      "bad: " + (bad.map(ForeignQuery.counted) ?? "…"),
    ]
  }

  /// A name as services and SLOs have them.
  private static func identity(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: "-") }
    return isPlain && !name.isEmpty ? name : "\"\(name)\""
  }

  /// `99.9` as `99.9%`.
  private static func percent(_ text: String) -> String? {
    isDecimal(text) ? text + "%" : nil
  }

  /// `0.999` as `99.9%`, by moving the point.
  private static func percentOfFraction(_ text: String) -> String? {
    guard isDecimal(text), text.hasPrefix("0.") else { return nil }
    var digits = Array(text.dropFirst(2))
    while digits.count < 2 { digits.append("0") }
    let whole = String(digits[..<2])
    let rest = String(digits[2...])
    return (whole.hasPrefix("0") ? String(whole.dropFirst()) : whole)
      + (rest.isEmpty ? "" : "." + rest) + "%"
  }

  /// A bucket of seconds as a duration: `0.25` as `250ms`.
  private static func seconds(_ bound: String) -> String {
    guard bound.hasPrefix("0."), isDecimal(bound), bound.utf8.count <= 5 else { return bound + "s" }
    let digits = bound.dropFirst(2) + String(repeating: "0", count: 5 - bound.utf8.count)
    return digits.drop { $0 == "0" } + "ms"
  }

  private static func isDecimal(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count < 16 && text.utf8.allSatisfy { isDigit($0) || $0 == 0x2E }
      && text.utf8.count { $0 == 0x2E } < 2 && isDigit(text.utf8.first ?? 0)
  }
}
