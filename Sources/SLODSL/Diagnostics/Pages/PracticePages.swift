extension DiagnosticPage {
  /// SLO practice.
  static let practice: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO4001,
      "unchecked indicator",
      .note,
      what: """
        The metric is in no catalog, or its buckets are not declared: kind, labels, unit and bound
        are taken from its name or on trust.
        """,
      why: """
        A typo in a metric that nobody declared selects nothing, and no error says so. One line of
        catalog turns that silent night into a message at the desk.
        """,
      wrong: .spec(
        """
        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code == "500"
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code == "500"
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4002,
      "retention shorter than the period",
      .warning,
      what: """
        Prometheus keeps samples for a shorter time than the period of the SLO. It keeps 15 days
        unless it is told otherwise.
        """,
      why: """
        The budget would cover half a month and be shown as that of a whole one. After an outage it
        recovers when the samples vanish, not when the service has earned it.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 30d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        project { retention: 35d }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 30d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4003,
      "policy lowered to fit",
      .note,
      what: """
        With an objective this low, a factor of the standard policy would need an error ratio above
        80 %, so it is lowered to that.
        """,
      why: """
        14 times a budget of 20 % is more than all requests: the page could never come. Lowered it
        comes, but later than the policy promises elsewhere. Say what you want with one of your own.
        """,
      wrong: .spec(
        """
        metric cache_requests_total: Counter { labels: result in ["hit", "miss"] }

        service cache {
            owner: "payments"
            runbook: "https://runbooks.example.com/cache"
            slo hits: 80% over 7d {
                events: cache_requests_total
                bad: result == "miss"
            }
        }
        """
      ),
      right: .spec(
        """
        metric cache_requests_total: Counter { labels: result in ["hit", "miss"] }

        policy cold { ticket(burning: 2x, over: 6h) }

        service cache {
            owner: "payments"
            runbook: "https://runbooks.example.com/cache"
            policy: cold
            slo hits: 80% over 7d {
                events: cache_requests_total
                bad: result == "miss"
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4004,
      "factor raised to one",
      .note,
      what: "A burn rate between 0.9x and 1x is raised to 1x.",
      why: """
        Below 1x an alert fires while the objective is being met: a ticket for a service that keeps
        its promise teaches people to close tickets unread.
        """,
      wrong: .spec(
        """
        policy weekly { ticket(burning: 0.95x, over: 3d) }
        """
      ),
      right: .spec(
        """
        policy weekly { ticket(burning: 1x, over: 3d) }
        """
      )
    ),
    DiagnosticPage(
      .SLO4005,
      "value named like its label",
      .warning,
      what: """
        On the left of a comparison stands a label and on the right a value of the same name, such
        as a parameter.
        """,
      why: """
        `job == job` reads as if it were always true. Who edits it in a hurry removes it as
        useless, and the SLO counts the requests of every service.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        template API(job: String) {
            slo availability: 99.9% over 7d {
                events: http_requests_total where job == job
                bad: code in 500...599
            }
        }

        service checkout: API(job: "checkout") {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        template API(app: String) {
            slo availability: 99.9% over 7d {
                events: http_requests_total where job == app
                bad: code in 500...599
            }
        }

        service checkout: API(app: "checkout") {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4006,
      "two halves or a part",
      .warning,
      what: """
        The names of the events and of the bad ones sound like two halves, hits and misses, and not
        like a whole and a part of it.
        """,
      why: """
        Divided by the successes alone, an error ratio goes beyond 1 in an outage: half of the
        requests failing is shown as all of them, and alerts fire too early.
        """,
      wrong: .spec(
        """
        metric cache_hits_total: Counter { labels: cache }
        metric cache_misses_total: Counter { labels: cache }

        service cache {
            owner: "payments"
            runbook: "https://runbooks.example.com/cache"
            slo hits: 95% over 7d {
                events: cache_hits_total
                bad: cache_misses_total
            }
        }
        """
      ),
      right: .spec(
        """
        metric cache_hits_total: Counter { labels: cache }
        metric cache_misses_total: Counter { labels: cache }

        service cache {
            owner: "payments"
            runbook: "https://runbooks.example.com/cache"
            slo hits: 95% over 7d {
                good: cache_hits_total
                bad: cache_misses_total
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4007,
      "range beyond its domain",
      .warning,
      what: "A range reaches beyond the values that the catalog declares for the label.",
      why: """
        Either the catalog misses values that exist, and failures with those are not checked
        anywhere else, or the range promises to catch what never comes.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...999
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4008,
      "escapes in PromQL",
      .warning,
      what: """
        A query is written with escaped quotes or backslashes. In raw text, `#"…"#`, both stand for
        themselves and a query can be copied as it is.
        """,
      why: """
        During an incident queries are copied from specs to the console and back. Every backslash
        that has to be added or removed is a matcher that may come out wrong.
        """,
      wrong: .spec(
        #"""
        metric queue_depth: Gauge<Count> { labels: queue }

        service worker {
            owner: "payments"
            runbook: "https://runbooks.example.com/worker"
            slo backlog: 99% over 7d {
                sample: #promql("max(queue_depth{queue=\"mail\"})")
                good: value < 100
            }
        }
        """#
      ),
      right: .spec(
        ##"""
        metric queue_depth: Gauge<Count> { labels: queue }

        service worker {
            owner: "payments"
            runbook: "https://runbooks.example.com/worker"
            slo backlog: 99% over 7d {
                sample: #promql(#"max(queue_depth{queue="mail"})"#)
                good: value < 100
            }
        }
        """##
      )
    ),
    DiagnosticPage(
      .SLO4101,
      "no owner",
      .warning,
      what: """
        Nobody is named who answers for the service's objectives.
        """,
      why: """
        Alerts are routed by `owner`. Without one, a page goes to whoever the fallback route \
        knows, and the budget is nobody's to spend.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4102,
      "page without a runbook",
      .warning,
      what: """
        An SLO wakes somebody and gives them no address to read on: neither `runbook:` nor the \
        project's `runbooks:` is set.
        """,
      why: """
        Whoever is woken starts with a number and a name. The minutes until they find out what \
        the service is come out of the budget.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4103,
      "bound at the last bucket",
      .warning,
      what: """
        The bound of a latency objective is the highest bucket that its histogram has.
        """,
      why: """
        All slower requests fall into one bucket without an upper bound. When the page comes, \
        nobody can see whether requests take a second longer than the bound or a minute: every \
        quantile beyond it reads as the bound.
        """,
      wrong: .spec(
        """
        metric request_seconds: Histogram<Seconds> {
            labels: route
            buckets: 100ms, 250ms, 1s
        }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo latency: 99% over 7d {
                events: request_seconds
                good: value <= 1s
            }
        }
        """
      ),
      right: .spec(
        """
        metric request_seconds: Histogram<Seconds> {
            labels: route
            buckets: 100ms, 250ms, 1s, 2.5s, 5s
        }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo latency: 99% over 7d {
                events: request_seconds
                good: value <= 1s
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4104,
      "alert shorter than its evaluations",
      .warning,
      what: """
        A window or a waiting time is shorter than two evaluations of the rules.
        """,
      why: """
        One evaluation decides alone. If it is late, or its scrape failed, the alert resets in \
        the middle of an incident, or fires for nothing.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        policy hasty { page(burning: 14.4x, over: 30m, and: 1m) }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            policy: hasty
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        policy steady { page(burning: 14.4x, over: 30m, and: 3m) }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            policy: steady
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4105,
      "budget that is spent before the page",
      .warning,
      what: """
        So little may fail that a total outage spends the whole budget before the alert can \
        reach anybody.
        """,
      why: """
        The page tells that the objective has been missed, never that it is about to be. No \
        person can keep such a promise; only machines that respond by themselves can.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.999% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4106,
      "window of few scrapes",
      .warning,
      what: """
        The short window of an alert holds fewer than four scrapes.
        """,
      why: """
        One failed scrape empties a large part of the window. The alert flaps with the network \
        between Prometheus and the service, not with the service.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        project { scrape: 1m }

        policy hasty { page(burning: 14.4x, over: 30m, and: 3m) }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            policy: hasty
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        project { scrape: 1m }

        policy steady { page(burning: 14.4x, over: 30m, and: 5m) }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            policy: steady
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4107,
      "too little traffic for the objective",
      .warning,
      what: """
        So few events come in the period that the budget is less than one failure, or less \
        than the failures that an alert waits for.
        """,
      why: """
        The objective is either met without a fault or missed by a single one: the budget \
        never warns. Teams learn to ignore it.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            traffic: 2/h
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            traffic: 200rps
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4108,
      "too little traffic for the alerts",
      .warning,
      what: """
        At the stated traffic, the burn rate of an alert is reached by fewer errors than \
        `minimum:` asks for.
        """,
      why: """
        The alert waits for that many errors and so fires later, at a higher burn than its \
        policy says. At very low traffic it cannot fire in its window at all.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            traffic: 2/min
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            traffic: 100rps
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4109,
      "needless allowance",
      .warning,
      what: """
        `allow:` names a code that nothing in its block gives.
        """,
      why: """
        An allowance that outlives its reason silences the next mistake of the same kind.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            allow: SLO4102(because: "the team watches a screen")
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4110,
      "many groups recorded in full",
      .note,
      what: """
        The labels of `by:` have more than 500 combinations of declared values, and every window \
        of every group is recorded.
        """,
      why: """
        A server of a thousand groups keeps and evaluates 30,000 series that nobody looks at. \
        `recording: .compact` records what the budget needs; alerts sum up their windows \
        themselves and fire at the same moments.
        """,
      wrong: .spec(
        """
        metric jobs_total: Counter { labels: shard in 1...1000, status in ["ok", "failed"] }

        service mailer {
            owner: "messaging"
            runbook: "https://runbooks.example.com/mailer"
            slo delivery: 99% over 7d {
                events: jobs_total
                bad: status == "failed"
                by: shard
            }
        }
        """
      ),
      right: .spec(
        """
        metric jobs_total: Counter { labels: shard in 1...1000, status in ["ok", "failed"] }

        service mailer {
            owner: "messaging"
            runbook: "https://runbooks.example.com/mailer"
            slo delivery: 99% over 7d {
                events: jobs_total
                bad: status == "failed"
                by: shard
                recording: .compact
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4113,
      "page beside an objective",
      .warning,
      what: """
        An alert on a cause pages, and an SLO of its service that pages too counts the same metric.
        """,
      why: """
        The SLO's page comes by itself as soon as the budget is in danger, and for nothing else. A \
        second page for the same requests wakes somebody twice, or for what the objective allows.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            let failed = http_requests_total where code in 500...599
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
            alert HighErrorRate: page {
                when: ratio(of: failed, to: http_requests_total, over: 5m) > 5%
                for: 5m
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            let failed = http_requests_total where code in 500...599
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
            alert HighErrorRate: ticket {
                when: ratio(of: failed, to: http_requests_total, over: 5m) > 5%
                for: 5m
            }
        }
        """
      )
    ),
  ]
}
