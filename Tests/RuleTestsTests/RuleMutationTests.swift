import Codegen
import SLODSL
import Testing

/// A generated test that cannot fail proves nothing: each of these faults in the rules is found
/// by the scenario that is there for it.
@Suite(.enabled(if: Promtool.shouldRun, "promtool is not installed"))
struct RuleMutationTests {
  private typealias Models = ExampleModels

  private static let id = "{slo_id=\"shop/slo\"}"

  static let counts = [
    RuleFault(
      "offset of a minute more",
      .init("offset 10s", "offset 1m10s"),
      noticedIn: "one failure"
    ),
    RuleFault(
      "range without the shared scrape",
      .init("[1m15s]", "[1m]"),
      noticedIn: "one failure"
    ),
    RuleFault(
      "groups thrown together",
      .init("sum by (route) (", "sum ("),
      noticedIn: "restarts and"
    ),
    RuleFault(
      "groups of errors thrown together",
      in: "slo:errors:increase1m",
      .init("sum by (route) (", "sum ("),
      noticedIn: "restarts and"
    ),
    RuleFault(
      "a dimension forgotten",
      .init("by (queue, region)", "by (queue)"),
      of: Models.slo("slo", Models.secondCounter, by: ["queue", "region"], births: true),
      noticedIn: "total outage of"
    ),
    RuleFault(
      "no births",
      .init("or slo:born_errors:increase1m\(id)", ""),
      noticedIn: "born with the value"
    ),
    RuleFault(
      "births of all routes together",
      .init("count by (route) (", "count ("),
      noticedIn: "born with the value"
    ),
    RuleFault(
      "births without their target",
      .init("offset 1m10s == 1", "offset 1m10s == 0"),
      noticedIn: "born with the value"
    ),
    RuleFault(
      "births of targets that come back or are new",
      .init("and on (job, instance) (up{job=\"shop\"} offset 1m10s == 1)", ""),
      noticedIn: "replica is added"
    ),
    RuleFault(
      "counters that may fall",
      .init("rate(http", "delta(http"),
      .init("offset 10s) * 60", "offset 10s) / 75 * 60"),
      .init("offset 2m10s) * 3600", "offset 2m10s) / 3615 * 3600"),
      noticedIn: "restarts and"
    ),
    RuleFault(
      "no errors where no error series is",
      .init("or 0 * slo:events:increase1m\(id)", ""),
      noticedIn: "error series are born"
    ),
    RuleFault(
      "nothing bad where nothing was good",
      in: "slo:good:increase1m",
      .init("or 0 * slo:events:increase1m\(id)", ""),
      of: Models.slo("slo", Models.goodRequests),
      noticedIn: "first good event"
    ),
    RuleFault(
      "a counter of the sum forgotten",
      in: "slo:events:increase1m",
      .init("rate(jobs_retried_total", "rate(forgotten_total"),
      of: Models.slo("slo", Models.sumOfCounters),
      noticedIn: "every counter"
    ),
    RuleFault(
      "an alternative forgotten",
      in: "slo:errors:increase1m",
      .init("outcome=\"timeout\"", "outcome=\"forgotten\""),
      of: Models.slo("slo", Models.alternatives),
      noticedIn: "every counter"
    ),
    RuleFault(
      "a query of the wrong length",
      .init("* 60 / 75", "* 60 / 60"),
      of: Models.slo("slo", Models.queries, by: ["route"]),
      noticedIn: "restarts and"
    ),
    RuleFault(
      "another bucket",
      .init("le=~\"1|1[.]0\"", "le=~\"2|2[.]0\""),
      of: Models.slo("slo", Models.latency, by: ["route"]),
      noticedIn: "20m of records"
    ),
  ]

  private static func lagging(
    _ collapse: SampleIndicator.Collapse = .worst,
    noData: [NoDataResponse] = [.alert(after: .minutes(10), each: false)]
  ) -> ServiceLevelObjective {
    Models.slo(
      "slo",
      Models.sample(.gauge(Models.selection("lag_seconds")), .less, 30, collapse: collapse),
      noData: noData
    )
  }

  static let slices = [
    RuleFault(
      "good and bad slices exchanged",
      .init(">= bool 30", "< bool 30"),
      of: lagging(),
      noticedIn: "total outage of"
    ),
    RuleFault(
      "the best series for the worst",
      .init("max(last", "min(last"),
      of: lagging(),
      noticedIn: "two series"
    ),
    RuleFault(
      "the largest sample for the last",
      .init("last_over_time(lag", "max_over_time(lag"),
      of: lagging(),
      noticedIn: "two series"
    ),
    RuleFault(
      "the worst for the average",
      .init("avg(", "max("),
      of: lagging(.average),
      noticedIn: "two series"
    ),
    RuleFault(
      "one slice for each series",
      in: "slo:events:increase1m",
      .init("count(", "group("),
      of: lagging(.each),
      noticedIn: "replica is added"
    ),
    RuleFault(
      "missing slices good",
      .init("or vector(1)", "or vector(0)"),
      of: lagging(noData: [.bad]),
      noticedIn: "targets are down"
    ),
  ]

  static let windows = [
    RuleFault(
      "hours of two hours",
      .init("[59m59s999ms]", "[1h59m59s999ms]"),
      noticedIn: "healthy"
    ),
    RuleFault(
      "burn rate by another budget",
      in: "slo:burn_rate:ratio1h",
      .init("/ 0.001", "/ 0.01"),
      noticedIn: "healthy"
    ),
    RuleFault(
      "burn rate of a day by another budget",
      in: "slo:burn_rate:ratio1d",
      .init("/ 0.001", "/ 0.01"),
      noticedIn: "healthy"
    ),
    RuleFault(
      "budget that grows",
      .init("expr: '1 - slo:", "expr: '1 + slo:"),
      noticedIn: "total outage of"
    ),
    RuleFault(
      "groups of a long sum thrown together",
      in: "slo:errors:increase30d",
      .init("sum by (slo_id, route) (", "sum by (slo_id) ("),
      noticedIn: "series disappears"
    ),
    RuleFault(
      "sums that vanish with their series",
      in: "slo:errors:increase30d",
      .init("[30d:5m])", "[30d:5m]) and slo:errors:increase5m\(id)"),
      noticedIn: "series disappears"
    ),
    RuleFault(
      "tickets that vanish with their series",
      in: "SLOTicketBurn",
      .init(
        "slo:errors:increase2h\(id) >",
        "(slo:errors:increase2h\(id) and slo:errors:increase1m\(id)) >"
      ),
      .init(
        "slo:errors:increase6h\(id) >",
        "(slo:errors:increase6h\(id) and slo:errors:increase1m\(id)) >"
      ),
      noticedIn: "series disappears"
    ),
  ]

  static let recovery = [
    RuleFault(
      "events that are not recovered",
      in: "slo:events:increase30d",
      .init("slo:recovered_events", "slo:forgotten_events"),
      noticedIn: "healthy"
    ),
    RuleFault(
      "errors that are not recovered",
      in: "slo:errors:increase30d",
      .init("slo:recovered_errors", "slo:forgotten_errors"),
      noticedIn: "healthy"
    ),
    RuleFault(
      "recovered again and again",
      in: "slo:missing_events:increase1h",
      .init("sum_over_time(slo:recovered_events", "sum_over_time(slo:forgotten_events"),
      noticedIn: "healthy"
    ),
    RuleFault(
      "recovery in a young group",
      in: "slo:recovered_events:increase15m",
      .init(">= 3720", ">= 0"),
      noticedIn: "scrape of a target"
    ),
    RuleFault(
      "the growth of another hour",
      .init("[1h15s] offset 2m10s", "[1h15s] offset 32m10s"),
      noticedIn: "healthy"
    ),
  ]

  static let alerts = [
    RuleFault(
      "page threshold times ten",
      .init("0.0144 *", "0.144 *"),
      noticedIn: "total outage of"
    ),
    RuleFault(
      "page threshold by a tenth",
      .init("0.0144 *", "0.00144 *"),
      noticedIn: "20m of records"
    ),
    RuleFault(
      "slow page threshold times ten",
      .init("0.006 *", "0.06 *"),
      noticedIn: "total outage of"
    ),
    RuleFault(
      "no history guard of pages",
      .init(" / slo:history:ratio1h\(id)", ""),
      noticedIn: "20m of records"
    ),
    RuleFault(
      "no history guard of slow pages",
      .init(" / slo:history:ratio6h\(id)", ""),
      noticedIn: "20m of records"
    ),
    RuleFault(
      "no history guard of tickets",
      .init(" / slo:history:ratio1d\(id)", ""),
      noticedIn: "20m of records"
    ),
    RuleFault(
      "no history guard of slow tickets",
      .init(" / slo:history:ratio3d\(id)", ""),
      noticedIn: "20m of records"
    ),
    RuleFault("no minimum of errors", .init(", 2.3)", ", 0.3)"), noticedIn: "one failure"),
    RuleFault(
      "pages end at once",
      .init("    keep_firing_for: 5m", "    # ends at once"),
      noticedIn: "total outage of"
    ),
    RuleFault(
      "tickets do not end",
      in: "SLOTicketBurn",
      .init("    labels:", "    keep_firing_for: 1h\n    labels:"),
      noticedIn: "2h10m later"
    ),
  ]

  static let absences = [
    RuleFault("absence told late", .init("for: 10m", "for: 20m"), noticedIn: "targets are down"),
    RuleFault(
      "absence never told",
      .init("expr: 'absent(", "expr: 'absent(vector(1) or "),
      noticedIn: "targets are down"
    ),
    RuleFault(
      "absence only as a ticket",
      in: "SLOEventsAbsent",
      .init("severity: page", "severity: ticket"),
      noticedIn: "targets are down"
    ),
    RuleFault(
      "absence as a page without a target",
      in: "SLOEventsAbsent",
      .init("and on () (up{job=\"shop\"} == 0)", ""),
      noticedIn: "series disappears"
    ),
    RuleFault(
      "absence as page and ticket",
      in: "SLOEventsAbsent",
      .init("unless on () (up{job=\"shop\"} == 0)", ""),
      noticedIn: "targets are down"
    ),
    RuleFault(
      "a lost group not missed",
      in: "SLOEventsAbsent",
      .init("offset 1d > 0", "offset 2d > 0"),
      of: Models.slo(
        "slo",
        Models.availability,
        by: ["route"],
        noData: [.alert(after: .minutes(10), each: true)]
      ),
      noticedIn: "group disappears"
    ),
  ]

  private static let pages = "12m later"
  private static let tickets = "2h10m later"

  /// One number of one pair of burn-rate windows.
  static let pairs: [RuleFault] = [
    doubled("0.0144", "0.0288", in: "SLOPageBurn", noticedIn: "total outage of"),
    doubled("0.006", "0.012", in: "SLOPageBurn", noticedIn: pages),
    doubled("0.003", "0.006", in: "SLOTicketBurn", noticedIn: tickets),
    doubled("0.001", "0.002", in: "SLOTicketBurn", noticedIn: tickets),
    long("1h", "6h", in: "SLOPageBurn", noticedIn: "total outage of"),
    long("6h", "1h", in: "SLOPageBurn", noticedIn: "2h of records"),
    long("1d", "3d", in: "SLOTicketBurn", noticedIn: tickets),
    long("3d", "1d", in: "SLOTicketBurn", noticedIn: pages),
    short("5m", "30m", in: "SLOPageBurn", noticedIn: pages),
    short("30m", "5m", in: "SLOPageBurn", noticedIn: "total outage of"),
    short("2h", "6h", in: "SLOTicketBurn", noticedIn: tickets),
    short("6h", "2h", in: "SLOTicketBurn", noticedIn: tickets),
  ]

  private static func doubled(
    _ factor: String,
    _ double: String,
    in alert: String,
    noticedIn scenario: String
  ) -> RuleFault {
    RuleFault(
      "\(factor) of \(alert) doubled",
      in: alert,
      .init("\(factor) * slo", "\(double) * slo"),
      noticedIn: scenario
    )
  }

  private static func long(
    _ window: String,
    _ other: String,
    in alert: String,
    noticedIn scenario: String
  ) -> RuleFault {
    RuleFault(
      "\(window) of \(alert) are \(other)",
      in: alert,
      .init("increase\(window)\(id)", "increase\(other)\(id)"),
      .init("ratio\(window)\(id)", "ratio\(other)\(id)"),
      noticedIn: scenario
    )
  }

  private static func short(
    _ window: String,
    _ other: String,
    in alert: String,
    noticedIn scenario: String
  ) -> RuleFault {
    RuleFault(
      "\(window) of \(alert) are \(other)",
      in: alert,
      .init("increase\(window)\(id)", "increase\(other)\(id)"),
      noticedIn: scenario
    )
  }

  private static let compact = Models.slo("slo", Models.availability, recording: .compact)

  /// A sum that is only there while its counts are.
  private static func vanishing(_ range: String) -> RuleFault.Change {
    let counts = "slo:errors:increase1m\(id)"
    let sum = "sum_over_time(\(counts)\(range))"
    return .init(sum, "(\(sum) and \(counts))")
  }

  /// Windows that alerts sum up themselves.
  static let spelledOut = [
    RuleFault(
      "30m of five",
      in: "SLOPageBurn",
      .init("[29m59s999ms]", "[4m59s999ms]"),
      of: compact,
      noticedIn: "total outage of"
    ),
    RuleFault(
      "6h of one",
      in: "SLOPageBurn",
      .init("[5h59m59s999ms]", "[59m59s999ms]"),
      .init("/ 21600", "/ 3600"),
      of: compact,
      noticedIn: "2h of records"
    ),
    RuleFault(
      "2h of six",
      in: "SLOTicketBurn",
      .init("[1h59m59s999ms]", "[5h59m59s999ms]"),
      of: compact,
      noticedIn: tickets
    ),
    RuleFault(
      "history of a day in three",
      in: "SLOTicketBurn",
      .init("/ 86400, 1)", "/ 259200, 1)"),
      of: compact,
      noticedIn: tickets
    ),
    RuleFault(
      "sums that vanish with their series, spelled out",
      in: "SLOTicketBurn",
      vanishing("[1h59m59s999ms]"),
      vanishing("[5h59m59s999ms]"),
      of: compact,
      noticedIn: "series disappears"
    ),
  ]

  @Test(arguments: counts + slices + windows + recovery + alerts + absences + pairs + spelledOut)
  func `faults are found`(_ fault: RuleFault) throws {
    let model = ExampleModels.model([fault.slo])
    let plan = RulePlan.plan(for: model)
    let rules = Generation.generate(from: model).artifacts
      .filter { $0.path == "prometheus/shop.rules.yml" }
    let broken = try rules.map { artifact in
      let text = String(decoding: artifact.bytes, as: UTF8.self)
      let changed = try #require(
        fault.breaking(text),
        "the rules no longer contain what is to be changed"
      )
      return Artifact(path: artifact.path, bytes: Array(changed.utf8))
    }
    let tests = try #require(RuleTestFiles.artifacts(for: model, plan: plan).first)
    let scenario = try #require(
      RuleTestFile(tests).keepingTests { $0.contains(fault.scenario) },
      "no test is named \(fault.scenario)"
    )
    let result = try Promtool.test(broken + [scenario])
    #expect(!result.isSuccess)
    #expect(result.output.contains("FAILED"), "\(result.output.prefix(1000))")
    #expect(!result.output.contains("parse error"), "\(result.output.prefix(1000))")
  }
}
