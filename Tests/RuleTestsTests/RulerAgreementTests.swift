import Codegen
import Foundation
import SLODSL
import TestSupport
import Testing

/// The same specs mean the same for every ruler: from the same scrapes the same counts, and
/// windows, burn rates, budgets and alerts that are theirs, as late as docs/RULES.md says.
///
/// Of native histograms promtool has no notation; rules for vmalert are compared with those for
/// Thanos, from which they differ in ranges alone.
@Suite(.enabled(if: Promtool.shouldRun, "promtool is not installed"))
struct RulerAgreementTests {
  private typealias Models = ExampleModels

  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let model: @Sendable (Ruler) throws -> Model

    var testDescription: String { name }
  }

  /// Each kind of indicator and of recording, and the specs of this repository.
  static let examples =
    LateRulerTests.examples.map { example in
      Example(name: example.name) { packed(example.model(readBy: $0)) }
    }
    + ["accounts", "backup", "gateway", "website", "worker"].map { service in
      Example(name: "specs/\(service)") { try packed(specs($0, only: service)) }
    }

  /// With groups that SLOs share, where Mimir is the ruler.
  private static func packed(_ model: Model) -> Model {
    var project = model.project
    project.mimirTenant.longGroups = 2
    project.mimirTenant.reconcileGroups = 1
    return Model(
      project: project,
      services: model.services,
      receivers: model.receivers,
      intervals: model.intervals,
      metrics: model.metrics
    )
  }

  /// A service of the repository's specs, as a ruler reads them.
  private static func specs(_ ruler: Ruler, only service: String) throws -> Model {
    let folder = URL(filePath: Corpus.root).deletingLastPathComponent().deletingLastPathComponent()
      .appending(component: "specs")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
      .filter { $0.hasSuffix(".slo") }.sorted()
    let sources = try names.enumerated().map { index, name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        .replacing("target: prometheus(2.42)", with: "target: \(ruler.text)")
        // All scrapes are of one server.
        .replacing("external: cluster, replica\n", with: "\n")
      return SourceFile(id: FileID(index), path: name, bytes: Array(text.utf8))
    }
    let compilation = Compilation.compile(sources.map(Parser.parse), inputs: [])
    let model = try #require(compilation.model, "\(compilation.diagnostics.map(\.message))")
    return Model(
      project: model.project,
      services: model.services.filter { $0.name == service },
      receivers: model.receivers,
      intervals: model.intervals,
      metrics: model.metrics
    )
  }

  // MARK: Forms

  /// Who evaluates the rules, and how late what it records may be.
  enum Form: String, CaseIterable {
    case prometheus
    /// In groups that SLOs share.
    case mimir
    case thanosAtOnce
    /// Every rule before those that it reads.
    case thanosNextTime
    /// As no ruler but Prometheus and Mimir may read its rules.
    case prometheusNextTime

    var ruler: Ruler {
      switch self {
      case .prometheus, .prometheusNextTime: .prometheus(.v2_42)
      case .mimir: .mimir
      case .thanosAtOnce, .thanosNextTime: .thanos
      }
    }

    /// Minutes by which sums up to 6h are older than counts, and longer ones.
    var lag: (short: Int, long: Int) {
      switch self {
      case .prometheus, .prometheusNextTime, .mimir: (0, 0)
      case .thanosAtOnce, .thanosNextTime: (1, 2)
      }
    }
  }

  private static func course(
    of example: Example,
    as form: Form,
    fedWith input: TestInput,
    rewritten rewrite: (String) -> String = { $0 }
  ) throws -> RecordedCourse {
    let plans = Plans(for: try example.model(form.ruler))
    switch form {
    case .prometheus, .thanosAtOnce:
      let files = PrometheusBackend.artifacts(for: plans).map { file in
        let text = rewrite(String(decoding: file.bytes, as: UTF8.self))
        return Artifact(path: file.path, bytes: Array(text.utf8))
      }
      return try RecordedCourse(of: files, inOrder: order(plans.rules), fedWith: input)
    case .mimir:
      let files = MimirBackend.artifacts(for: plans).map { file in
        let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
          .filter { !$0.hasPrefix("namespace: ") }
        return Artifact(path: file.path, bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
      }
      return try RecordedCourse(of: files, inOrder: order(plans.loadedRules), fedWith: input)
    case .thanosNextTime, .prometheusNextTime:
      let split = PrometheusBackend.artifacts(for: plans).map(SplitRules.init)
      return try RecordedCourse(
        of: split.map(\.artifact),
        inOrder: split.flatMap(\.groups).reversed(),
        fedWith: input
      )
    }
  }

  /// Counts, then what is computed of them.
  private static func order(_ plan: RulePlan) -> [String] {
    let names = plan.files.flatMap(\.groups).map(\.name)
    let roles: [(String) -> Bool] = [
      { !$0.contains(":long") && !$0.contains(":reconcile") }, { $0.contains(":long") },
      { $0.contains(":reconcile") },
    ]
    return roles.flatMap { role in names.filter(role) }
  }

  /// An outage, and one in which everything vanishes; of the repository's specs the first of every
  /// SLO.
  private static func inputs(of example: Example) throws -> [TestInput] {
    let model = try example.model(.prometheus(.v2_42))
    let files = RuleTestFiles.artifacts(for: model, plan: Plans(for: model).rules, extent: .short)
    let outages = try files.flatMap(TestInput.inputs)
      .filter { $0.name.contains(": total outage") }.map { $0.lasting(70) }
    guard example.name.hasPrefix("specs/") else {
      return outages.indices.filter { [0, outages.count - 1].contains($0) }.map { outages[$0] }
    }
    return model.services.flatMap(\.objectives).compactMap { slo in
      outages.first { $0.name.hasPrefix(slo.identity.text) }
    }
  }

  // MARK: Agreement

  @Test(arguments: examples)
  func everyRulerRecordsTheSame(_ example: Example) throws {
    let inputs = try Self.inputs(of: example)
    #expect(!inputs.isEmpty)
    let pagesWait = try Self.pagesWait(in: example.model(.prometheus(.v2_42)))
    for input in inputs {
      let plain = try Self.course(of: example, as: .prometheus, fedWith: input)
      for form in [Form.prometheus, .mimir, .thanosAtOnce, .thanosNextTime] {
        let course =
          try form == .prometheus ? plain : Self.course(of: example, as: form, fedWith: input)
        let differences = RulerComparison(
          plain: plain,
          other: course,
          lag: form.lag,
          pagesWait: pagesWait
        ).differences
        #expect(
          differences.isEmpty,
          "\(input.name), \(form.rawValue): \(differences.prefix(12).joined(separator: "\n"))"
        )
      }
    }
  }

  /// Whether a page needs a window that the long group records.
  private static func pagesWait(in model: Model) -> Bool {
    model.services.flatMap(\.objectives).flatMap(\.objectives).flatMap(\.pairs).contains {
      $0.severity == .page && $0.long > .hours(6)
    }
  }

  /// What late rulers would make of rules that are not for them does not pass.
  @Test(arguments: examples.prefix(2))
  func rulesForAnotherRulerDiffer(_ example: Example) throws {
    let input = try #require(try Self.inputs(of: example).first)
    let plain = try Self.course(of: example, as: .prometheus, fedWith: input)
    let late = try Self.course(of: example, as: .prometheusNextTime, fedWith: input)
    for lag in [(short: 0, long: 0), (short: 1, long: 2)] {
      #expect(!RulerComparison(plain: plain, other: late, lag: lag).differences.isEmpty)
    }
  }

  /// A minute more or less in one window, or one group less, is found.
  @Test(
    arguments: [
      ("[4m59s999ms] offset 1m", "[4m59s999ms]"), ("[1d:5m]", "[1d:10m]"),
      ("offset 10s", "offset 25s"),
      ("record: slo:burn_rate:ratio6h", "record: slo:burn_rate:ratio6hours"),
    ]
  )
  func aRuleThatMeansSomethingElseIsFound(_ written: String, _ other: String) throws {
    let example = Self.examples[1]
    let input = try #require(try Self.inputs(of: example).first)
    let plain = try Self.course(of: example, as: .prometheus, fedWith: input)
    let course = try Self.course(of: example, as: .thanosAtOnce, fedWith: input) { text in
      #expect(text.contains(written) || !text.contains("slo:errors"))
      return text.replacing(written, with: other)
    }
    let lag = Form.thanosAtOnce.lag
    #expect(!RulerComparison(plain: plain, other: course, lag: lag).differences.isEmpty)
  }
}
