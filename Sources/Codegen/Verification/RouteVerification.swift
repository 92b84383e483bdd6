import SLODSL

/// Whether the labels that routes, inhibitions and texts use are on alerts.
extension FolderVerification {
  mutating func verifyLabels() {
    for alert in files.alerts { verifyTexts(of: alert) }
    let expected = AlertmanagerBackend.artifacts(for: plans).map(\.path)
    for path in expected where files.bytes[path] == nil { add(path, "is missing") }
    for routes in files.routes {
      if let root = routes.document["route"] { verify(route: root, in: routes.path) }
      for inhibition in routes.document["inhibit_rules"]?.elements ?? [] {
        verify(matchers: inhibition["source_matchers"], of: "an inhibition", in: routes.path)
        verify(matchers: inhibition["target_matchers"], of: "an inhibition", in: routes.path)
        verify(names: inhibition["equal"], of: "an inhibition", in: routes.path)
      }
      verifyReceivers(routes.document, in: routes.path)
    }
    for template in files.templates {
      // Words with a capital letter are methods.
      let names = template.text.components(behind: "Labels.").filter {
        $0.first?.isLowercase ?? false
      }
      verify(names: .array(names.map(JSON.text)), of: "a template", in: template.path)
    }
  }

  // MARK: Labels of alerts

  /// The labels that an alert may have: its rule's, its group's, and those of the server.
  private func labels(of alert: GeneratedFiles.Alert) -> Set<String> {
    var names = Set(alert.labels.map(\.name) + model.project.externalLabels + ["alertname"])
    if let slo = objective(of: alert) {
      names.formUnion(slo.dimensions)
    } else if let cause = cause(of: alert) {
      names.formUnion(cause.labels)
    } else {
      names.formUnion(alert.expression.selectors.flatMap(\.matchers).map(\.label) + ["instance"])
    }
    return names
  }

  /// `{{ $labels.route }}` in annotations.
  private mutating func verifyTexts(of alert: GeneratedFiles.Alert) {
    let known = labels(of: alert)
    for annotation in alert.annotations {
      let actions = GoTemplateText.actions(in: annotation.value).joined()
      for part in actions.components(behind: "$labels.") where !known.contains(part) {
        add(
          alert.path,
          "\(annotation.name) of \(alert.subject) shows label \(part), which it lacks"
        )
      }
    }
  }

  // MARK: Routes

  private mutating func verify(route: JSON, in path: String) {
    verify(matchers: route["matchers"], of: "a route", in: path)
    verify(names: route["group_by"], of: "a route", in: path)
    for inner in route["routes"]?.elements ?? [] { verify(route: inner, in: path) }
  }

  /// Each matcher holds for an alert: else the route is dead.
  private mutating func verify(matchers: JSON?, of subject: String, in path: String) {
    for text in (matchers?.elements ?? []).compactMap(\.text) {
      guard let matcher = Self.matcher(text) else {
        add(path, "\(text) in \(subject) is no matcher")
        continue
      }
      let holds = files.alerts.contains { Self.holds(matcher, for: $0) }
      if !holds { add(path, "\(subject) asks for \(text), which no alert has") }
    }
  }

  private mutating func verify(names: JSON?, of subject: String, in path: String) {
    let known = files.alerts.reduce(into: Set<String>()) { $0.formUnion(labels(of: $1)) }
    for name in (names?.elements ?? []).compactMap(\.text) where !known.contains(name) {
      add(path, "\(subject) uses label \(name), which no alert has")
    }
  }

  private mutating func verifyReceivers(_ document: JSON, in path: String) {
    let receivers = Set((document["receivers"]?.elements ?? []).compactMap { $0["name"]?.text })
    var open = [document["route"]].compactMap(\.self)
    while let route = open.popLast() {
      if let name = route["receiver"]?.text, !receivers.contains(name) {
        add(path, "a route leads to receiver \(name), and there is none")
      }
      open += route["routes"]?.elements ?? []
    }
  }

  /// A matcher of Alertmanager's, which is spelled as in PromQL, but for U+FFFD: PromQL wants it
  /// escaped.
  private static func matcher(_ text: String) -> LabelMatcher? {
    let text = text.withEvery("\u{FFFD}", replacedBy: "\\uFFFD")
    guard case .selector(let selector)? = PromQLParser.parse("x{\(text)}").expression,
      selector.matchers.count == 1
    else { return nil }
    return selector.matchers[0]
  }

  private static func holds(_ matcher: LabelMatcher, for alert: GeneratedFiles.Alert) -> Bool {
    let value = matcher.label == "alertname" ? alert.name : alert.labels[matcher.label]
    switch matcher.operator {
    case .equal: return value == matcher.value
    case .notEqual: return value != matcher.value
    case .matches, .matchesNot:
      // What slogen writes is a choice of texts.
      let isOne = RegexText.alternation(of: [value])
      let found = matcher.value.split(separator: "|").contains { $0 == isOne }
      return found == (matcher.operator == .matches)
    }
  }
}

extension String {
  /// The words that stand behind a text, wherever it does.
  fileprivate func components(behind start: String) -> [String] {
    ranges(of: start).map { range in
      String(self[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }
}
