import SLODSL

/// A unit test of generated rules: series over time, and what must be recorded and fire.
struct RuleTest: Hashable, Sendable {
  let name: String
  /// Between two samples of its series.
  let scrape: Duration
  let series: [Series]
  let assertions: [Assertion]

  struct Series: Hashable, Sendable {
    /// `name{label="value"}`
    let name: String
    /// In promtool's notation.
    let values: String
  }

  /// What an expression yields at a time.
  struct Assertion: Hashable, Sendable {
    let expression: String
    let time: Duration
    let samples: [Sample]
    let comment: String?
  }

  struct Sample: Hashable, Sendable {
    let labels: [Label]
    let value: ExactNumber
  }
}

extension RuleTest {
  /// The test as promtool reads it.
  var document: YAML {
    .map {
      "name" => name
      "interval" => scrape.text
      "input_series"
        => .list(
          series.map { series in
            let entries: [YAML.Entry] = ["series" => series.name, "values" => series.values]
            let length = series.name.utf8.count + series.values.utf8.count
            return YAML.Item(length > 88 ? .map(entries) : .inline(entries))
          }
        )
      "promql_expr_test"
        => .list(
          assertions.map { assertion in
            YAML.Item(assertion.document, comments: assertion.comment.map { [$0] } ?? [])
          }
        )
    }
  }
}

extension RuleTest.Assertion {
  /// On one line where it fits, else a line for each part.
  fileprivate var document: YAML {
    let labels = samples.map { "{" + $0.labels.map(\.matcherText).joined(separator: ",") + "}" }
    let entries: [YAML.Entry] = [
      "expr" => expression,
      "eval_time" => time.text,
      "exp_samples"
        => .inlineList(
          zip(samples, labels).map { sample, labels in
            .inline {
              "labels" => labels
              "value" => .number(sample.value)
            }
          }
        ),
    ]
    let length = labels.reduce(expression.utf8.count) { $0 + $1.utf8.count + 24 }
    return length > Self.longestLine ? .map(entries) : .inline(entries)
  }

  /// Characters of expression and labels that fit on a line beside the keys.
  private static let longestLine = 64
}

extension Label {
  /// `name="value"`
  var matcherText: String { name + "=" + quoted(value) }
}
