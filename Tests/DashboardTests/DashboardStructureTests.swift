import Codegen
import SLODSL
import TestSupport
import Testing

/// What holds for every dashboard, whatever it shows: what Grafana demands, and what
/// dashboard-linter and experience ask for besides.
@Suite struct DashboardStructureTests {
  /// A dashboard of the corpus or of the repository's own specs.
  struct Subject: Sendable, CustomTestStringConvertible {
    let spec: Corpus.Case?
    var testDescription: String { spec?.name ?? "specs/" }

    private let artifacts: [Artifact]

    private init(spec: Corpus.Case?) throws {
      self.spec = spec
      let model = try (spec.map { try SpecModel($0) } ?? .ofRepository()).model
      artifacts = GrafanaBackend.artifacts(for: Plans(for: model))
    }

    var dashboards: [ReadDashboard] {
      get throws { try artifacts.map { try ReadDashboard($0) } }
    }

    static let all = Result {
      [try Subject(spec: nil)] + (try Corpus("dashboards").cases.map(Subject.init))
    }
  }

  private static let prometheus = ReadDashboard.Source(type: "prometheus", uid: "${datasource}")
  private static let loki = ReadDashboard.Source(type: "loki", uid: "${loki}")

  @Test(arguments: try Subject.all.get())
  func identifiersAreValidAndDistinct(_ subject: Subject) throws {
    let dashboards = try subject.dashboards
    #expect(!dashboards.isEmpty)
    for dashboard in dashboards {
      let uid = dashboard.content.uid
      #expect(uid.utf8.count <= 40, "\(uid)")
      // Grafana 12 stores it as a Kubernetes name.
      #expect(uid.wholeMatch(of: /[a-z0-9]([-a-z0-9]*[a-z0-9])?/) != nil, "\(uid)")
      #expect(dashboard.object["id"] == nil)
      #expect(dashboard.object["__inputs"] == nil)
      #expect(dashboard.object["gnetId"] == nil)
    }
    #expect(Set(dashboards.map(\.content.uid)).count == dashboards.count)
    #expect(Set(dashboards.map { $0.path.lowercased() }).count == dashboards.count)
    #expect(Set(dashboards.map(\.content.title)).count == dashboards.count)
  }

  @Test(arguments: try Subject.all.get())
  func panelsStandBesideEachOther(_ subject: Subject) throws {
    for dashboard in try subject.dashboards {
      let panels = dashboard.content.panels
      #expect(panels.first?.isRow ?? false)
      #expect(Set(panels.map(\.id)).count == panels.count, "numbers in \(dashboard.path)")
      for (index, panel) in panels.enumerated() {
        let place = panel.gridPos
        #expect((0..<1 << 31).contains(panel.id))
        #expect(place.x >= 0 && place.x + place.w <= 24 && place.w > 0 && place.h > 0)
        for other in panels[..<index] {
          #expect(!place.overlaps(other.gridPos), "\(panel.title) and \(other.title)")
        }
      }
    }
  }

  @Test(arguments: try Subject.all.get())
  func everythingAsksTheChosenDataSource(_ subject: Subject) throws {
    for dashboard in try subject.dashboards {
      let content = dashboard.content
      #expect(
        content.templating.list.first.map { [$0.name, $0.type] } == ["datasource", "datasource"]
      )
      let others = content.templating.list.dropFirst()
      let logs = content.panels.flatMap { $0.targets ?? [] }.filter { !$0.isPromQL }
      #expect(others.contains { $0.name == "loki" } == !logs.isEmpty)
      for variable in others where variable.type != "datasource" {
        #expect(variable.datasource == Self.prometheus)
        #expect(variable.refresh == 2, "\(variable.name) is read again when the time changes")
      }
      for annotation in content.annotations.list.dropFirst() {
        #expect(annotation.datasource == Self.prometheus)
      }
      for panel in content.panels where panel.asks {
        #expect([Self.prometheus, Self.loki].contains(panel.datasource))
        #expect((panel.targets ?? []).allSatisfy { $0.datasource == panel.datasource })
      }
    }
  }

  @Test(arguments: try Subject.all.get())
  func panelsSayWhatTheyShow(_ subject: Subject) throws {
    for dashboard in try subject.dashboards {
      let content = dashboard.content
      #expect(content.schemaVersion == 41)
      #expect(!content.editable)
      #expect(!content.description.isEmpty)
      for panel in content.panels where !panel.isRow {
        #expect(!panel.title.isEmpty)
        let isOwn = content.uid.hasPrefix("slogen-page-")
        #expect(isOwn || !(panel.description ?? "").isEmpty, "\(panel.title)")
        guard panel.asks else {
          #expect(panel.type == "text", "\(panel.title) asks nothing")
          continue
        }
        #expect(panel.fieldConfig?.defaults.unit != nil, "\(panel.title)")
        #expect(panel.fieldConfig?.defaults.noValue == "no data", "\(panel.title)")
        let targets = panel.targets ?? []
        #expect(Set(targets.map(\.refId)).count == targets.count)
        #expect(targets.allSatisfy { $0.isPromQL ? $0.instant != $0.range : $0.queryType != nil })
        if panel.type == "table" { #expect(targets.allSatisfy { $0.format == "table" }) }
      }
    }
  }

  @Test(arguments: try Subject.all.get())
  func thresholdsBeginBelowEverythingAndRise(_ subject: Subject) throws {
    for dashboard in try subject.dashboards {
      for panel in dashboard.content.panels where panel.asks {
        let values = try #require(panel.fieldConfig?.defaults.thresholds).steps.map(\.value)
        #expect(values.first == .some(nil), "\(panel.title)")
        let rising = values.dropFirst().compactMap(\.self)
        #expect(rising.count == values.count - 1 && rising == Set(rising).sorted())
      }
    }
  }

  /// Zero in place of nothing would show an SLO without data as one without errors.
  @Test(arguments: try Subject.all.get())
  func missingDataStaysMissing(_ subject: Subject) throws {
    for dashboard in try subject.dashboards {
      for expression in dashboard.expressions {
        #expect(!expression.contains("vector("), "\(expression)")
        #expect(!expression.contains("absent("), "\(expression)")
      }
    }
  }

  /// Every `$name` in an expression is a variable of the page or one of Grafana's own; every
  /// expression reads back once values stand for them.
  @Test(arguments: try Subject.all.get())
  func variablesAreDeclared(_ subject: Subject) throws {
    let builtIn: Set<Substring> = ["__rate_interval", "__interval"]
    for dashboard in try subject.dashboards {
      let declared = Set(dashboard.content.templating.list.map { $0.name[...] })
      #expect(declared.count == dashboard.content.templating.list.count)
      for expression in dashboard.expressions {
        #expect(!expression.contains("[["), "\(expression)")
        for name in expression.matches(of: /\$\{?(\w+)/).map(\.output.1) {
          #expect(declared.contains(name) || builtIn.contains(name), "\(name) in \(expression)")
        }
        let plain = GrafanaText.filled(expression, values: [:])
        let parsed = PromQLParser.parse(
          plain,
          options: PromQLOptions(rulers: [.prometheus(.v2_42)])
        )
        #expect(parsed.errors.isEmpty, "\(expression)")
      }
    }
  }

  /// Exceptions name a column that is there.
  @Test(arguments: try Subject.all.get())
  func overridesMeetSomething(_ subject: Subject) throws {
    for dashboard in try subject.dashboards {
      for panel in dashboard.content.panels where panel.type == "table" {
        let columns = try dashboard.columns(of: panel.id)
        for override in panel.fieldConfig?.overrides ?? [] where override.matcher.id == "byName" {
          #expect(columns.contains(override.matcher.options), "\(override) in \(panel.title)")
        }
      }
    }
  }

  /// A panel keeps its number when another SLO is added in front of it.
  @Test func numbersBelongToTheirSubjects() throws {
    let cases = try Corpus("dashboards").cases
    let spec = try #require(cases.first { $0.name == "kinds" })
    let model = try SpecModel(spec).model
    let service = model.services[0]
    let fewer = Model(
      project: model.project,
      services: [
        Service(
          name: service.name,
          summary: service.summary,
          details: service.details,
          owner: service.owner,
          runbook: service.runbook,
          objectives: Array(service.objectives.dropFirst()),
          catalog: service.catalog,
          origin: service.origin
        )
      ],
      receivers: [],
      metrics: model.metrics
    )
    func numbers(_ model: Model) throws -> Set<Int> {
      let artifact = try #require(
        GrafanaBackend.artifacts(for: Plans(for: model)).first {
          $0.path == "grafana/\(service.name).json"
        }
      )
      return Set(try ReadDashboard(artifact).content.panels.map(\.id))
    }
    let (few, all) = (try numbers(fewer), try numbers(model))
    #expect(few.isSubset(of: all) && few.count < all.count)
  }
}

extension ReadDashboard {
  /// Everything that Prometheus is asked.
  var expressions: [String] {
    content.panels.flatMap { $0.targets ?? [] }.filter(\.isPromQL).map(\.expr)
      + content.annotations.list.compactMap(\.expr)
  }

  /// The titles of a table's columns.
  func columns(of panel: Int) throws -> Set<String> {
    let panels = try #require(object["panels"] as? [[String: Any]])
    let found = try #require(panels.first { $0["id"] as? Int == panel })
    let steps = try #require(found["transformations"] as? [[String: Any]])
    let options = try #require(steps.last?["options"] as? [String: Any])
    return Set(try #require(options["renameByName"] as? [String: String]).values)
  }
}
