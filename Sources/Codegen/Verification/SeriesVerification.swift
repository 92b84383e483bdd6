import SLODSL

/// Whether every recorded series that anything reads is recorded.
extension FolderVerification {
  mutating func verifySeries() {
    var readings = SeriesReadings(of: files.recordings)
    for rule in files.rules { readings.take(rule.expression, of: rule.subject, in: rule.path) }
    for alert in files.alerts { take(textsOf: alert, into: &readings) }
    for dashboard in files.dashboards { take(dashboard, into: &readings) }
    for page in files.runbooks {
      for query in page.queries {
        take(query: query, of: "a query", in: page.path, into: &readings)
      }
    }
    for planned in plans.scaling.autoscalers {
      let name = AutoscalingBackend.fileName(of: planned.autoscaler)
      for metric in planned.metrics {
        let path = "kubernetes/autoscaling/\(name).yml"
        readings.take(metric.expression, of: "metric \(metric.name)", in: path)
      }
    }
    for reading in readings.missing { add(reading.path, reading.message) }
  }

  /// - Parameter identity: the SLO whose series are meant where the query names none.
  private mutating func take(
    query: String?,
    of subject: String,
    in path: String,
    identity: String? = nil,
    into readings: inout SeriesReadings
  ) {
    countQuery()
    guard let query, let expression = GrafanaQuery.expression(of: query) else {
      add(path, "\(subject) asks what is no PromQL: \(query ?? "nothing")")
      return
    }
    readings.take(expression, of: subject, in: path, identity: identity)
  }

  private mutating func take(
    _ dashboard: GeneratedFiles.Dashboard,
    into readings: inout SeriesReadings
  ) {
    for panel in dashboard.panels {
      let subject = "panel \"\(panel["title"]?.text ?? "")\""
      for target in panel["targets"]?.elements ?? []
      where target["datasource"]?["type"]?.text != "loki" {
        let query = target["expr"]?.text
        take(query: query, of: subject, in: dashboard.path, into: &readings)
      }
    }
    for annotation in dashboard.document["annotations"]?["list"]?.elements ?? []
    where annotation["expr"] != nil {
      let subject = "annotation \"\(annotation["name"]?.text ?? "")\""
      let query = annotation["expr"]?.text
      take(query: query, of: subject, in: dashboard.path, into: &readings)
    }
  }

  /// What the texts of an alert ask when it is sent: `{{ with printf "slo:…%[1]s" $s | query }}`,
  /// where `$s` selects the alert's own group.
  private mutating func take(
    textsOf alert: GeneratedFiles.Alert,
    into readings: inout SeriesReadings
  ) {
    for annotation in alert.annotations {
      for query in annotation.value.queries {
        take(
          query: query,
          of: "\(annotation.name) of \(alert.subject)",
          in: alert.path,
          identity: alert.labels[RecordedSeries.identity],
          into: &readings
        )
      }
    }
  }
}

/// Who reads recorded series that are not there.
private struct SeriesReadings {
  /// What rules record begins so; other series come from scrapes.
  private static let prefix = "slo:"

  struct Reading {
    let series: GeneratedFiles.Recording
    let path: String
    let reader: String
    var others = 0

    /// One line, however many readers miss the series.
    var message: String {
      let whose = series.identity.isEmpty ? "" : " of \(series.identity)"
      let more = others == 0 ? "" : " (and \(others) more)"
      return "\(reader)\(more) reads \(series.series)\(whose), which no rule records"
    }
  }

  private let recorded: Set<GeneratedFiles.Recording>
  private let names: Set<String>
  /// In the order in which they were found.
  private(set) var missing: [Reading] = []

  init(of recorded: Set<GeneratedFiles.Recording>) {
    self.recorded = recorded
    names = Set(recorded.map(\.series))
  }

  mutating func take(
    _ expression: PromQLExpression,
    of reader: String,
    in path: String,
    identity given: String? = nil
  ) {
    for selector in expression.selectors {
      guard let name = selector.name, name.hasPrefix(Self.prefix) else { continue }
      let identity =
        selector.matchers.first {
          $0.label == RecordedSeries.identity && $0.operator == .equal
        }?.value ?? given ?? ""
      let series = GeneratedFiles.Recording(series: name, identity: identity)
      guard identity.isEmpty ? !names.contains(name) : !recorded.contains(series) else { continue }
      if let index = missing.firstIndex(where: { $0.series == series }) {
        if missing[index].reader != reader || missing[index].path != path {
          missing[index].others += 1
        }
      } else {
        missing.append(Reading(series: series, path: path, reader: reader))
      }
    }
  }
}

extension String {
  /// The queries of a Go template, without the part that selects the alert's group.
  fileprivate var queries: [String] {
    ["{{ with \"", "{{ with printf \""].flatMap { start in
      ranges(of: start).compactMap { range -> String? in
        var text = ""
        var rest = self[range.upperBound...].unicodeScalars
        while let scalar = rest.popFirst(), scalar != "\"" {
          text.unicodeScalars.append(scalar == "\\" ? rest.popFirst() ?? scalar : scalar)
        }
        return text.replacing("%[1]s", with: "").replacing("%%", with: "%")
      }
    }
  }
}
