/// An option: how it is written, what it takes, what help says.
///
/// Parsing, help and "did you mean" all read this one table.
enum Option: String, CaseIterable, Hashable, Sendable {
  case from
  case specs
  case out
  case closed
  case targets
  case check
  case force
  case fix
  case diff
  case stdin
  case define
  case format
  case target
  case catalog
  case severity
  case alertmanager
  case live
  case listen
  case hold
  case timeout
  case jobs
  case errors
  case duration = "for"
  case traffic
  case history
  case group
  case svg
  case markdown
  case color
  case version
  case help

  /// `--out`; `-D` has no long form.
  var long: String? {
    self == .define ? nil : "--" + rawValue
  }

  var short: String? {
    switch self {
    case .define: "-D"
    case .help: "-h"
    case .out: "-o"
    case .jobs: "-j"
    default: nil
    }
  }

  /// The value it takes, as help names it; nil for a switch.
  var value: String? {
    switch self {
    case .from: "FILE"
    case .specs: "SPEC"
    case .out: "DIR"
    case .define: "name=value"
    case .format: "FORMAT"
    case .target: "TARGET"
    case .catalog: "FILE"
    case .severity: "WORD"
    case .alertmanager, .live: "URL"
    case .listen: "HOST:PORT"
    case .hold, .timeout: "TIME"
    case .jobs, .targets: "N"
    case .color: "WHEN"
    case .errors: "SHARE"
    case .duration, .history: "TIME"
    case .traffic: "RATE"
    case .group: "label=value"
    case .svg: "FILE"
    default: nil
    }
  }

  /// The one word that may stand behind `=` although the option is a switch.
  var choice: String? {
    self == .fix ? "all" : nil
  }

  /// What it does, in lines of help.
  var summary: [String] {
    switch self {
    case .specs: ["read this file or folder (default: specs); may be repeated"]
    case .from: ["a saved /metrics page, or - for standard input; may be repeated"]
    case .out:
      [
        "write to this folder (default: generated, of backfill",
        "generated/prometheus/backfill, of preview preview); of catalog: this file",
      ]
    case .closed: ["declare that labels with few values have no others"]
    case .targets:
      ["so many targets show such a page: declare how many series there are"]
    case .check: ["write nothing; list what would change and exit with 1 if anything"]
    case .force: ["overwrite and remove files even when they were edited by hand"]
    case .define: ["the value of an input of the specs; may be repeated"]
    case .format: ["text (default) or json; check and generate: also sarif or github"]
    case .target:
      [
        "the servers that read the expressions: portable (default: all from 2.42",
        "to 3.14), 2.42, 3 (3.14 without flags) or everything (3.14 with all flags)",
      ]
    case .catalog: ["a .slo file, or a folder of some, that declares metrics"]
    case .severity: ["page or ticket only (default: both)"]
    case .alertmanager: ["send to this Alertmanager, http://…, and not to one of its own"]
    case .live: ["ask this Prometheus, http://…, how many series there are"]
    case .listen: ["wait for what its webhook receiver sends here; with --alertmanager"]
    case .hold:
      [
        "let the alerts fire so long before they end (default: 1m), so that who is",
        "told can look; with --alertmanager and without --listen",
      ]
    case .timeout:
      [
        "wait for each answer and notification so long (default: 20s; 6m with --listen,",
        "10s of cost)",
      ]
    case .jobs: ["files that are read at the same time (default: processors)"]
    case .fix:
      [
        "apply the edits that keep what is evidently meant; with --fix=all, those",
        "that may change the meaning as well",
      ]
    case .diff: ["write nothing; show what would change, of check with --fix"]
    case .stdin: ["format standard input and write it to standard output"]
    case .errors: ["the share of events that fail: 5%, 0.2%, 100%; may be repeated"]
    case .duration: ["how long they fail: 30m, 1h30m; as often as --errors"]
    case .traffic: ["events a second, 20rps, 5/min, 50MB/s (default: the SLO's traffic)"]
    case .history:
      ["how long there have been records before, without errors (default: long enough)"]
    case .group: ["the group whose objective counts, where there are several"]
    case .svg: ["draw the timeline into this file too"]
    case .markdown: ["print all pages as one Markdown document"]
    case .color: ["always, never or auto (default): on a terminal", "unless NO_COLOR is set"]
    case .version: ["print the version"]
    case .help: ["print this help"]
    }
  }

  /// As the user writes it: the long form, else the short one.
  var spelling: String { long ?? short ?? rawValue }
}

/// What slogen can be asked to do.
enum Command: String, CaseIterable, Hashable, Sendable {
  case generate
  case check
  case fmt
  case catalog
  case promql
  case verify
  case preview
  case backfill
  case explain
  case simulate
  case policy
  case cost
  case route
  case alarmTest = "alarm-test"
  case help

  var summary: String {
    switch self {
    case .generate: "turn specs into Prometheus rules and rule tests"
    case .check: "read specs and report problems, write nothing"
    case .fmt: "lay specs out in the one way"
    case .catalog: "write or update a catalog from a saved /metrics page"
    case .promql: "check, format and take apart expressions of Prometheus"
    case .verify: "read generated files again and find where they disagree"
    case .preview: "draw the dashboards' layout, to look at without Grafana"
    case .backfill: "write what counts the time before an SLO's rules were loaded"
    case .explain: "explain an SLO, the project, or a diagnostic by its code"
    case .simulate: "show which alerts an incident fires, when, and what it costs"
    case .policy: "compare alert policies for an SLO"
    case .cost: "show what rules record and read, and what autoscalers may start"
    case .route: "tell who is told of an SLO's alerts, and why"
    case .alarmTest: "trigger a test alarm, verify who is told of it and of its end"
    case .help: "explain a command"
    }
  }

  /// The operands, as the usage line shows them.
  var operands: String {
    switch self {
    case .generate, .check, .fmt, .preview: "[SPEC…]"
    case .verify: "[DIR]"
    case .catalog: "[METRIC…]"
    case .promql: "check|format|tree|labels [EXPR…]"
    case .backfill, .cost: "[SERVICE|SERVICE/SLO…]"
    case .explain: "[CODE|SERVICE/SLO|project…]"
    case .simulate: "SERVICE/SLO --errors SHARE --for TIME"
    case .policy, .route: "SERVICE/SLO"
    case .alarmTest: "[SERVICE/SLO]"
    case .help: "[COMMAND]"
    }
  }

  var options: [Option] {
    switch self {
    case .generate: [.out, .check, .force, .define, .format, .jobs, .color, .help]
    case .check: [.fix, .diff, .define, .format, .jobs, .color, .help]
    case .fmt: [.check, .diff, .stdin, .jobs, .color, .help]
    case .catalog: [.from, .out, .closed, .targets, .color, .help]
    case .promql: [.target, .catalog, .define, .format, .color, .help]
    case .verify: [.specs, .define, .jobs, .color, .help]
    case .preview: [.out, .force, .define, .jobs, .color, .help]
    case .backfill: [.specs, .out, .force, .define, .jobs, .color, .help]
    case .explain: [.specs, .define, .markdown, .color, .help]
    case .simulate:
      [
        .errors, .duration, .traffic, .history, .group, .svg, .format, .specs, .define, .color,
        .help,
      ]
    case .policy: [.traffic, .group, .format, .specs, .define, .color, .help]
    case .cost: [.live, .timeout, .format, .specs, .define, .jobs, .color, .help]
    case .route: [.severity, .specs, .define, .color, .help]
    case .alarmTest:
      [
        .severity, .alertmanager, .listen, .hold, .timeout, .specs, .define, .color, .help,
      ]
    case .help: [.help]
    }
  }

  /// What help says below the usage line.
  var description: [String] {
    switch self {
    case .generate:
      [
        "Compiles specs and writes what they ask for: recording rules, alerting rules and",
        "rule tests. A SPEC is a .slo file or a folder that holds some (default: specs).",
        "Nothing is written when a spec has an error. Files that did not change are not",
        "touched, and files of an earlier run that no spec asks for any more are removed;",
        "files that were edited by hand are neither overwritten nor removed.",
      ]
    case .check:
      [
        "Compiles specs as generate does and reports every problem. A SPEC is a .slo file",
        "or a folder that holds some (default: specs). With --fix, mistakes that one edit mends",
        "are mended in the files that were named, or lie in folders that were named.",
      ]
    case .fmt:
      [
        "Rewrites specs in the one layout that docs/FORMAT.md describes; what they mean stays",
        "the same. A SPEC is a .slo file or a folder that holds some (default: specs). Statements",
        "that cannot be read stay as they are, and so do files whose brackets do not match. With",
        "--check or --diff nothing is written, and the exit code is 1 if anything would change.",
      ]
    case .catalog:
      [
        "Reads what exporters show on /metrics (Prometheus text or OpenMetrics) and writes a",
        "catalog: metrics with their kinds, units, labels and buckets. A METRIC is a name in which",
        "* stands for any text; without one, all metrics are taken. With --out, a catalog that is",
        "there is brought up to date: what a person wrote in it is kept. Without, the new catalog",
        "is printed.",
      ]
    case .promql:
      [
        "Reads each EXPR, or each line of standard input when there is none or it is '-'.",
        "Put '--' in front of an EXPR that begins with '-'.",
        "  check   reports every error, and what misleads in expressions without errors",
        "  format  prints each expression as Prometheus formats it",
        "  tree    prints what each expression is made of",
        "  labels  prints which labels the series of each result have",
        "With --format json each expression gives one line with all of this.",
      ]
    case .verify:
      [
        "Reads all files of a folder (default: generated) again and demands that they agree with",
        "the specs and with each other: panels change colour where alerts fire; every link of an",
        "alert leads to a section or a dashboard that is there; every label that a route, an",
        "inhibition or a text uses is on an alert; every recorded series that anything reads is",
        "recorded. The exit code is 1 if anything disagrees.",
      ]
    case .preview:
      [
        "Draws each dashboard as the generated file describes it: a picture (SVG) with its panels",
        "in their places, with titles, units, thresholds and queries, and index.html with all of",
        "them and their queries in full. There is no data in them, and no server is asked.",
      ]
    case .backfill:
      [
        "A new SLO knows nothing of the past. This writes rules with which promtool counts what",
        "Prometheus has scraped before, and a README.md with the commands to run. A SERVICE or",
        "SERVICE/SLO chooses; without one, all SLOs are taken. Nothing that is counted already is",
        "counted again. The folder is needed once and can be deleted afterwards.",
      ]
    case .explain:
      [
        "Prints what a diagnostic means, why it matters to who is on call, and an example with",
        "its cure. A CODE is SLO2003, slo2003 or 2003; without one, all codes are listed.",
        "Of an SLO: its budget in time and events, its alerts and when they fire for several",
        "error rates, what is recorded at what cost, and where each number comes from. Of the",
        "project: every setting and its default.",
      ]
    case .simulate:
      [
        "Shows what would come of an incident: which alerts fire and resolve when, what stays",
        "silent and why, and how much of the budget is spent. Several phases are told in order:",
        "--errors 5% --for 10m --errors 50% --for 5m. The times are those of the generated rules,",
        "computed exactly and without a server; docs/SIMULATION.md says how.",
      ]
    case .policy:
      [
        "Compares the policy of an SLO with the built-in one, with those of other SLOs and with",
        "two of textbooks: when each alerts and resets for several shares of errors, what is",
        "spent by then, and how often it alerts although the service is well.",
      ]
    case .cost:
      [
        "Prints for each SLO how many series its rules record and how many samples they read a",
        "minute; the same of alerts on causes; the pod-hours that autoscalers may use; and the",
        "totals, beside the project's limits. A SERVICE or SERVICE/SLO chooses, and then each",
        "selector is listed. How many series there are is what catalogs say, or with --live what a",
        "Prometheus holds; what nobody says is '?'. docs/COST.md explains the numbers.",
      ]
    case .route:
      [
        "Prints who is told of the page and of the ticket of an SLO: the routes that the alerts",
        "take and why, how soon and how often people hear of them, and which alerts keep each",
        "other silent. SLORulesFailing and Watchdog, which belong to no SLO, can be named too.",
      ]
    case .alarmTest:
      [
        "Sends the page and the ticket of an SLO (default: the first that alerts) to an",
        "Alertmanager, as its rules would send them, and verifies that those are told whom the",
        "specs name, that the page silences the ticket, and that recovery is told as well. The",
        "alerts are marked as a test and end with the run. slogen alarm-test Watchdog lets the",
        "heartbeat beat: it must arrive, arrive again, and its end must not.",
        "Without --alertmanager a local one is started with the generated routes; every receiver",
        "is then slogen itself, and nobody else hears of it. With --alertmanager the routes and",
        "receivers are those of that Alertmanager: people are told.",
      ]
    case .help:
      ["Prints what a command does and its options."]
    }
  }
}
