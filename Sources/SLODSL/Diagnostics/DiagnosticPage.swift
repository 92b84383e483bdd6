/// What is written about a diagnostic code: the heading of its diagnostics and the page that
/// `slogen explain` prints.
package struct DiagnosticPage: Sendable {
  /// Something that an author may write.
  package enum Example: Hashable, Sendable {
    /// A spec in a file of its own.
    case spec(String)
    /// An expression, and the spec that declares its metrics (and the `project`, where intervals
    /// or the retention matter), if it needs one.
    case promQL(String, catalog: String? = nil, use: Use = .recording)
    /// What is typed in a terminal, or a state of files: shown, not compiled.
    case session(String)

    /// What an expression stands in.
    package enum Use: Hashable, Sendable {
      /// Typed by somebody into a form.
      case query
      /// A recording rule.
      case recording
      /// An alerting rule.
      case alerting
      /// The events of an indicator.
      case count
      /// The samples of an indicator.
      case sample
    }
  }

  package let code: DiagnosticCode
  /// A heading: a few words, no full stop.
  package let title: String
  /// The severity unless a diagnostic says otherwise.
  package let severity: Severity
  /// What slogen found, in a sentence or two.
  package let what: String
  /// What goes wrong for the people on call if it stays.
  package let why: String
  /// Gives exactly this code.
  package let wrong: Example?
  /// The same, mended: gives nothing.
  package let right: Example?

  init(
    _ code: DiagnosticCode,
    _ title: String,
    _ severity: Severity = .error,
    what: String = "",
    why: String = "",
    wrong: Example? = nil,
    right: Example? = nil
  ) {
    self.code = code
    self.title = title
    self.severity = severity
    self.what = what
    self.why = why
    self.wrong = wrong
    self.right = right
  }

  /// Pages about one subject.
  package struct Family: Sendable {
    /// A heading: a few words, no full stop.
    package let title: String
    /// In the order of the codes.
    package let pages: [DiagnosticPage]

    init(_ title: String, _ pages: [DiagnosticPage]) {
      self.title = title
      self.pages = pages.sorted { $0.code.rawValue < $1.code.rawValue }
    }
  }

  /// Every page, by subject; subjects without a page are left out.
  package static let families: [Family] = [
    Family("characters and syntax", syntax + foreignSyntax),
    Family("names", names),
    Family("types and values", values + routing + loadTests + cardinality),
    Family("what a cluster runs", platform + canaries),
    Family("PromQL", promQL),
    Family("PromQL whose structure is a trap", promQLStructure),
    Family("PromQL that selects something else than it says", promQLSelectors),
    Family("PromQL against the kinds of metrics", promQLKinds),
    Family("PromQL over histograms", promQLHistograms),
    Family("labels, matching and aggregation in PromQL", promQLLabels),
    Family("arithmetic and ratios in PromQL", promQLArithmetic),
    Family("time in PromQL", promQLTime),
    Family("rules", promQLRules),
    Family("practice", practice + habits + loadPractice + capacity),
    Family("code generation", generation),
    Family("files and the command line", files),
  ].filter { !$0.pages.isEmpty }

  /// Every page, in the order of the codes.
  package static let all: [DiagnosticPage] = families.flatMap(\.pages)
    .sorted { $0.code.rawValue < $1.code.rawValue }

  static let byCode: [DiagnosticCode: DiagnosticPage] =
    Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
}
