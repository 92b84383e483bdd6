package import SLODSL

/// What holds for all services: each setting of the project, written or not.
package enum ProjectExplanation {
  package static func sections(of project: Project) -> [ExplanationSection] {
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
            (project.rulers.map(\.text) + ["alertmanager(\(project.alertmanager.text))"])
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

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}
