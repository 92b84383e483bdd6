extension Diagnostic {
  // MARK: 1016, 2007 rows and panels

  static func dashboardWithoutName(_ declaration: ReservedDeclaration) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "a dashboard needs a name",
      at: declaration.keyword.range,
      help: ["write dashboard flow: \"Event processing\" { row \"…\" { … } }"]
    )
  }

  static func dashboardWithoutRows(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "the dashboard '\(name)' shows nothing",
      at: range,
      help: ["give it rows with panels: row \"Throughput\" { graph \"Events\": rate(of: …) }"]
    )
  }

  static func titleMissing(_ block: ReservedDeclaration) -> Diagnostic {
    Diagnostic(
      .SLO2007,
      "\(block.keyword.text) needs a title",
      at: block.keyword.range,
      help: ["write it in quotes: \(block.keyword.text) \"Throughput\""]
    )
  }

  static func panelOutsideRow(_ block: ReservedDeclaration) -> Diagnostic {
    Diagnostic(
      .SLO1016,
      "'\(block.keyword.text)' cannot stand in a dashboard",
      at: block.keyword.range,
      help: ["panels stand in rows: row \"Throughput\" { \(block.keyword.text) … }"]
    )
  }

  static func panelWithoutQuery(
    _ block: ReservedDeclaration,
    _ kind: AuthoredPanel.Kind
  ) -> Diagnostic {
    let example =
      switch kind {
      case .text: "\"Who to ask, and where\""
      case .logs: "#logql(\"{app=\\\"worker\\\"} |= \\\"error\\\"\")"
      case .graph, .number, .table, .bars: "rate(of: http_requests_total, by: route)"
      }
    return Diagnostic(
      .SLO2007,
      "this panel shows nothing",
      at: block.keyword.range,
      help: ["say what behind a colon: \(kind.rawValue) \"…\": \(example)"]
    )
  }

  static func panelWithSeveralQueries(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "a panel shows one query, or several with names",
      at: range,
      help: ["write [\"p50\": quantile(50%, of: x), \"p99\": quantile(99%, of: x)]"]
    )
  }

  static func mixedSources(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2008,
      "a panel asks either metrics or logs",
      at: range,
      help: ["make it two panels"]
    )
  }

  static func logsNeedLogQL(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "logs are asked in LogQL",
      at: range,
      help: ["write #logql(\"{app=\\\"worker\\\"}\")"]
    )
  }

  static func panelNeedsBound(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2001,
      "a panel judges by a bound",
      at: range,
      help: ["write good: value <= 250ms, or bad: value > 250ms"]
    )
  }

  // MARK: 2005, 2007 questions

  static func questionExpected(_ metric: Metric, at range: SourceRange) -> Diagnostic {
    let question =
      switch metric.kind {
      case .histogram: "quantile(99%, of: \(metric.name)) or rate(of: \(metric.name))"
      case .nativeHistogram: "quantile(99%, of: \(metric.name))"
      case .counter, .summary, .gauge, .unknown: "rate(of: \(metric.name))"
      }
    return Diagnostic(
      .SLO2005,
      "\(metric.name) is a \(metric.kind.rawValue): its own value says nothing",
      at: range,
      related: metric.declaration("declared here"),
      help: ["ask for \(question)"]
    )
  }

  static func gaugeHasNoRate(_ metric: Metric, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2005,
      "\(metric.name) is a Gauge: it counts no events, so it has no rate",
      at: range,
      related: metric.declaration("declared here"),
      help: ["show its value: \(metric.name), or max(of: \(metric.name), by: …)"]
    )
  }

  static func momentExpected(_ question: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .SLO2005,
      "'\(question)' is that of a moment, which a Gauge<Timestamp> holds",
      at: range
    )
  }

  static func questionOfNothing(_ question: String, at range: SourceRange) -> Diagnostic {
    argumentOfQuestionMissing("of", of: question, at: range)
  }

  static func argumentOfQuestionMissing(
    _ argument: String,
    of question: String,
    at range: SourceRange
  ) -> Diagnostic {
    let example =
      switch question {
      case "increase": "increase(of: http_requests_total, over: 1h, by: route)"
      case "ratio": "ratio(of: failed_requests_total, to: requests_total, by: route)"
      case "quantile": "quantile(99%, of: http_request_duration_seconds, by: route)"
      case "average", "max", "min": "\(question)(of: queue_depth, over: 1h, by: queue)"
      case "latest": "latest(of: queue_depth, over: 1h)"
      case "predict": "predict(of: node_filesystem_avail_bytes, over: 6h, in: 1d)"
      case "absent": "absent(of: up where job == \"checkout\")"
      case "age", "remaining": "\(question)(of: backup_last_success_timestamp_seconds)"
      default: "\(question)(of: http_requests_total, by: route)"
      }
    return Diagnostic(
      .SLO2007,
      "'\(question)' lacks '\(argument)'",
      at: range,
      help: ["for example \(example)"]
    )
  }
}
