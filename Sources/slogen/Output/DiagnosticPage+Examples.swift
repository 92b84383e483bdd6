import SLODSL

extension DiagnosticPage {
  /// The specs that declare what the expressions of the examples use, each once.
  var catalogs: [String] {
    [wrong, right].compactMap { example -> String? in
      guard case .promQL(_, let catalog, _) = example else { return nil }
      return catalog
    }
    .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension DiagnosticPage.Example {
  /// What its author wrote.
  var text: String {
    switch self {
    case .spec(let text), .promQL(let text, _, _), .session(let text): text
    }
  }

  /// A heading that says where an expression stands, since that decides what is wrong with it.
  func heading(_ word: String) -> String {
    guard case .promQL(_, _, let use) = self else { return word }
    return switch use {
    case .query: word
    case .recording: word + " in a recording rule"
    case .alerting: word + " in an alerting rule"
    case .count: word + " as a count of events"
    case .sample: word + " as a sample"
    }
  }

  /// The language of a fenced block.
  var fence: String {
    switch self {
    case .spec: "slo"
    case .promQL: "promql"
    case .session: "console"
    }
  }
}
