import Codegen
import SLODSL

/// What rules and autoscalers cost as one JSON document, which docs/COST.md describes.
enum CostDocument {
  /// Changes when a member changes its meaning or goes; members may be added without.
  private static let version = 1

  /// - Parameter live: the server that was asked.
  static func json(_ report: CostReport, of project: Project, live: String?) -> JSON {
    .members([
      "version": .integer(version),
      "live": live.map { .text($0) },
      "rules": .array(report.lines.map(line)),
      "autoscalers": .array(report.autoscalers.map(autoscaler)),
      "total": [
        "rules": .integer(report.rules),
        "series": sum(report.series),
        "samplesPerMinute": sum(report.samples),
        "podHours": .integer(report.podHours.upperBound),
      ],
      "limits": .array(project.limits.map { limit($0, report) }),
    ])
  }

  private static func line(_ line: CostReport.Line) -> JSON {
    var subject: [JSON.Member] = []
    switch line.rules.subject {
    case .objective(let slo): subject = [.init("slo", .text(slo.identity.text))]
    case .causes(let service, _): subject = [.init("alertsOf", .text(service))]
    case .own: subject = [.init("alertsOf", .null)]
    }
    return .object(
      subject + [
        .init("rules", .integer(line.rules.rules)),
        .init("groups", count(line.groups)),
        .init("series", sum(line.series)),
        .init("samplesPerMinute", sum(line.samples)),
        .init("reads", .array(line.readings.map(reading))),
      ]
    )
  }

  private static func reading(_ reading: CostReport.Reading) -> JSON {
    [
      "selector": .text(PromQLExpression.selector(reading.selector).text),
      "series": count(reading.series),
      "samplesPerMinuteOfEach": number(reading.samples),
    ]
  }

  private static func autoscaler(_ autoscaler: Autoscaler) -> JSON {
    [
      "service": .text(autoscaler.service),
      "workload": .text(autoscaler.workload.name),
      "fewestPods": .integer(autoscaler.replicas.lowerBound),
      "mostPods": .integer(autoscaler.replicas.upperBound),
      "fewestPodHours": .integer(autoscaler.fewestPodHours),
      "mostPodHours": .integer(autoscaler.podHours),
    ]
  }

  private static func limit(_ limit: CostLimit, _ report: CostReport) -> JSON {
    [
      "subject": .text(limit.subject.rawValue),
      "most": number(limit.most),
      "isExceeded": .boolean(report.sum(of: limit.subject).known > limit.most),
    ]
  }

  /// Null where nobody knows.
  private static func count(_ count: SeriesCount?) -> JSON {
    count.map { ["count": .integer($0.count), "source": .text($0.source.rawValue)] } ?? .null
  }

  private static func sum(_ sum: CostSum) -> JSON {
    ["known": number(sum.known), "isComplete": .boolean(sum.isComplete)]
  }

  private static func number(_ number: ExactNumber) -> JSON { .number(number.rounded(places: 3)) }
}
