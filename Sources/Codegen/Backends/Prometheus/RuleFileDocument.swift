import SLODSL

/// A rule file as Prometheus reads it.
extension RuleFile {
  var bytes: [UInt8] {
    YAMLWriter.bytes(
      of: .map { "groups" => .list(groups.map { $0.yaml() }) },
      header: header
    )
  }
}

extension RuleGroup {
  /// - Parameter strategy: what Thanos does when it reaches only a part of the stores.
  func yaml(partialResponse strategy: String? = nil) -> YAML.Item {
    YAML.Item(
      .map {
        "name" => name
        "interval" => interval.text
        if let strategy { "partial_response_strategy" => strategy }
        "rules" => .list(rules.map(\.yaml))
      },
      comments: YAML.lines(of: comment)
    )
  }
}

extension PlannedRule {
  fileprivate var yaml: YAML.Item {
    switch self {
    case .recording(let rule): rule.yaml
    case .alerting(let rule): rule.yaml
    }
  }
}

extension RecordingRule {
  fileprivate var yaml: YAML.Item {
    YAML.Item(
      .map {
        "record" => series
        "expr" => expression.blockText
        "labels" => labels.yaml
      },
      comments: comment.map(YAML.lines(of:)) ?? []
    )
  }
}

extension AlertRule {
  fileprivate var yaml: YAML.Item {
    YAML.Item(
      .map {
        "alert" => name
        "expr" => expression.blockText
        if let hold { "for" => hold.text }
        if let keepFiring { "keep_firing_for" => keepFiring.text }
        "labels" => labels.map { Label($0.name, GoTemplateText.literal($0.value)) }.yaml
        "annotations" => .map(annotations.map { $0.name => template(of: $0) })
      },
      comments: comment.map(YAML.lines(of:)) ?? []
    )
  }

  private func template(of annotation: Annotation) -> String {
    GoTemplate.text(
      of: annotation,
      identity: labels.filter { $0.name == RecordedSeries.identity },
      dimensions: dimensions
    )
  }
}

extension [Label] {
  fileprivate var yaml: YAML { .inline(map { $0.name => $0.value }) }
}

extension PromQLExpression {
  /// On one line where it fits, else over several, the last of which ends: YAML writes it as a
  /// block.
  var blockText: String {
    let text = writtenText
    return text.utf8.contains(UInt8(ascii: "\n")) ? text + "\n" : text
  }
}
