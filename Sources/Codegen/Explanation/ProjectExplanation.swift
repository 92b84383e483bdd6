package import SLODSL

/// What holds for all services: each setting of the project, written or not.
package enum ProjectExplanation {
  package static func sections(of model: Model) -> [ExplanationSection] {
    settings(of: model.project)
      + [MimirUsage(of: RulePlan.plan(for: model), for: model).map(section)].compactMap(\.self)
  }

  private static func settings(of project: Project) -> [ExplanationSection] {
    [
      section(
        "Time",
        project,
        [
          ("scrape", project.scrape.text), ("evaluation", project.evaluation.text),
          ("settle", project.settle.text), ("period", project.period.duration.text),
          ("retention", project.retention.text),
        ]
      ),
      section(
        "Rules",
        project,
        [
          (
            "target",
            (rulers(of: project) + ["alertmanager(\(project.alertmanager.text))"])
              .joined(separator: ", ")
          ),
          ("accuracy", project.reconciles ? ".exact" : ".standard"),
          ("births", project.countsBirths ? "on" : "off"),
          ("targetLabels", list(project.targetLabels)), ("external", list(project.externalLabels)),
        ]
      ),
      section(
        "Alerts",
        project,
        [
          (
            "severities",
            "page = \"\(project.severityWords.page)\", ticket = \"\(project.severityWords.ticket)\""
          ),
          ("page", list(project.receivers.page.map(\.text))),
          ("ticket", list(project.receivers.ticket.map(\.text))),
          ("dashboards", project.dashboards ?? "none"), ("runbooks", project.runbooks ?? "none"),
        ]
      ),
    ]
  }

  private static func section(
    _ heading: String,
    _ project: Project,
    _ settings: [(String, String)]
  ) -> ExplanationSection {
    ExplanationSection(
      heading,
      rows: settings.map { key, value in
        let origin = project.settingOrigins[key]
        return .init([key, value], origin: origin, source: origin == nil ? "default" : nil)
      }
    )
  }

  private static func rulers(of project: Project) -> [String] {
    project.mimir.map { [$0.text] } ?? project.rulers.map(\.text)
  }

  // MARK: Mimir

  /// What is used of that which the tenant accepts.
  private static func section(_ usage: MimirUsage) -> ExplanationSection {
    let limit = { (most: Int?) in most.map { " of \($0)" } ?? "; any number is accepted" }
    var rows = [
      ExplanationSection.Row(["groups", "\(usage.groups)" + limit(usage.tenant.groupsPerTenant)])
    ]
    if let fullest = usage.fullest {
      rows.append(
        .init([
          "fullest group",
          "\(fullest.name), \(fullest.rules) rules" + limit(usage.tenant.rulesPerGroup),
        ])
      )
    }
    rows += usage.packings.map { packing in
      .init([
        "\(packing.role.rawValue) rules",
        "\(packing.shares.count) SLOs share \(MimirUsage.counted(packing.groups, "group"));"
          + " \(packing.fullest.name) has most, \(packing.fullest.rules)",
      ])
    }
    return ExplanationSection("Mimir", rows: rows, remarks: [usage.sum + "."])
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}
