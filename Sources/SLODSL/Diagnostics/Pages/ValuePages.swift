extension DiagnosticPage {
  /// Types and values.
  static let values: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO2001,
      "wrong type",
      what: """
        A value of one type stands where another is expected: a number for a ratio, text for a
        pattern, a label for a condition, an expression of PromQL for a metric.
        """,
      why: """
        `99.9` could be a ratio, a percentage or a count. slogen does not guess what a promise
        means: read as something else, it is kept or broken by the wrong events.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9 over 7d {
                events: http_requests_total
                bad: code in 500...599
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
      .SLO2002,
      "units differ",
      what: """
        A value is compared with a quantity of another unit, or counts of different units are added
        up or divided.
        """,
      why: """
        Prometheus compares plain numbers. Bytes compared with seconds are always above, so the SLO
        would be broken from the first minute, or can never be.
        """,
      wrong: .spec(
        """
        metric process_open_bytes: Gauge<Bytes> { labels: pod }

        service worker {
            slo memory: 99% over 7d {
                sample: process_open_bytes
                good: value < 5m
            }
        }
        """
      ),
      right: .spec(
        """
        metric process_open_bytes: Gauge<Bytes> { labels: pod }

        service worker {
            owner: "payments"
            runbook: "https://runbooks.example.com/worker"
            slo memory: 99% over 7d {
                sample: process_open_bytes
                good: value < 500MiB
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2003,
      "not a bucket",
      what: """
        The bound of a latency SLO is none of the buckets of its histogram. A classic histogram
        only knows how many events were at or below each bucket.
        """,
      why: """
        No series has such an `le`, so no event would be good. Every request would burn the budget,
        and the page would come in the first hour and stay.
        """,
      wrong: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            labels: route
            buckets: 100ms, 250ms, 500ms, 1s
        }

        service checkout {
            slo latency: 99% over 7d {
                events: http_request_duration_seconds
                good: value <= 300ms
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            labels: route
            buckets: 100ms, 250ms, 500ms, 1s
        }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo latency: 99% over 7d {
                events: http_request_duration_seconds
                good: value <= 250ms
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2004,
      "value outside its domain",
      what: """
        A label is compared with a value that, by the catalog, it never has, or with a pattern that
        matches none of its values.
        """,
      why: """
        The matcher selects nothing. As the total it leaves an SLO without traffic, as the bad part
        one that cannot fail; neither pages when it should.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: method in ["GET", "POST"], code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total where method == "PSOT"
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: method in ["GET", "POST"], code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total where method == "POST"
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2005,
      "wrong kind of metric",
      what: """
        The kind of the metric does not fit its use: a gauge counts no events, the value of a
        counter says nothing about one event, quantiles of a summary cannot be added up.
        """,
      why: """
        A gauge that is counted shrinks when a queue drains, and every fall is taken for a restart.
        The error ratio would be noise, and so would the pages.
        """,
      wrong: .spec(
        """
        metric queue_depth: Gauge<Count> { labels: queue }

        service worker {
            slo backlog: 99% over 7d {
                events: queue_depth
                bad: queue == "dead"
            }
        }
        """
      ),
      right: .spec(
        """
        metric queue_depth: Gauge<Count> { labels: queue }

        service worker {
            owner: "payments"
            runbook: "https://runbooks.example.com/worker"
            slo backlog: 99% over 7d {
                sample: queue_depth
                good: value < 100
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2006,
      "objective out of range",
      what: """
        An objective lies strictly between 0 % and 100 %, and not closer to 100 % than 99.99999 %.
        """,
      why: """
        100 % leaves no error budget: burn rates divide by zero, and a single failed request would
        page for ever. 0 % promises nothing, so nothing could break it.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 100% over 7d {
                events: http_requests_total
                bad: code in 500...599
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
            slo availability: 99.95% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2007,
      "something is missing",
      what: """
        A block lacks what it cannot be without: an SLO its objective, its events or what is bad of
        them, a page its burn rate, a receiver its address, a service its SLOs.
        """,
      why: """
        Half an SLO measures nothing. If it were passed over, the service would look guarded in
        every overview and not be.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total
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
      .SLO2008,
      "settings exclude each other",
      what: """
        Two settings say different things about one question: events and a sample, good and bad,
        two objectives, `.ignore` and an alert.
        """,
      why: """
        Stated twice, the two drift apart: requests that are neither good nor bad appear, and which
        of the two numbers the page is about is anybody's guess.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total
                good: code in 100...399
                bad: code in 500...599
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
      .SLO2009,
      "comparison that buckets cannot tell",
      what: """
        A bucket of a classic histogram holds what is at or below its bound, so only `<=` and `>`
        can be told.
        """,
      why: """
        With `<` the events exactly at the bound would be counted on the wrong side. Timeouts sit
        exactly there: a bound of 1s with a timeout of 1s would call every timeout good, or bad.
        """,
      wrong: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            labels: route
            buckets: 100ms, 250ms, 500ms, 1s
        }

        service checkout {
            slo latency: 99% over 7d {
                events: http_request_duration_seconds
                good: value < 250ms
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            labels: route
            buckets: 100ms, 250ms, 500ms, 1s
        }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo latency: 99% over 7d {
                events: http_request_duration_seconds
                good: value <= 250ms
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2010,
      "reversed comparison",
      what: """
        The label, or `value`, stands on the left of a comparison, and on the right what it is
        compared with.
        """,
      why: """
        `500 <= code` and `code <= 500` are told apart by a tired reader only when all conditions
        are written the same way round.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: 500 <= code
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
                bad: code >= 500
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2011,
      "order without integers",
      what: """
        A label is compared by order, or with a range, and the catalog does not say that its values
        are integers.
        """,
      why: """
        Labels are text, and as text "7" is not between "10" and "99". A pattern for the range
        would miss values, and with them the errors that they stand for.
        """,
      wrong: .spec(
        """
        metric rpc_requests_total: Counter { labels: code }

        service checkout {
            slo availability: 99.9% over 7d {
                events: rpc_requests_total
                bad: code >= 2
            }
        }
        """
      ),
      right: .spec(
        """
        metric rpc_requests_total: Counter { labels: code in 0...16 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: rpc_requests_total
                bad: code >= 2
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2012,
      "matches nothing or everything",
      what: """
        Conditions contradict each other, or what is bad is all or nothing of what is counted.
        """,
      why: """
        An SLO of which nothing can be bad never pages. One of which everything is bad pages from
        its first minute until somebody silences it, and it stays silenced.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total where code < 400
                bad: code >= 500
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
                events: http_requests_total where code !in 400...499
                bad: code >= 500
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2013,
      "not part of the total",
      what: """
        The bad events are selected more widely than all events, or the same series is counted as
        good and as bad.
        """,
      why: """
        With more bad events than events the error ratio exceeds 1. The failures of another queue
        would page the owner of this one.
        """,
      wrong: .spec(
        """
        metric jobs_started_total: Counter { labels: queue }
        metric jobs_failed_total: Counter { labels: queue }

        service jobs {
            slo done: 99% over 7d {
                events: jobs_started_total where queue == "mail"
                bad: jobs_failed_total
            }
        }
        """
      ),
      right: .spec(
        """
        metric jobs_started_total: Counter { labels: queue }
        metric jobs_failed_total: Counter { labels: queue }

        service jobs {
            owner: "payments"
            runbook: "https://runbooks.example.com/jobs"
            slo done: 99% over 7d {
                events: jobs_started_total where queue == "mail"
                bad: jobs_failed_total where queue == "mail"
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2014,
      "dimension missing",
      what: """
        `by:` names a label that a metric of the indicator does not have, or that an aggregate has
        taken away; or the two sides of a quotient have different labels.
        """,
      why: """
        Series with different labels do not meet: the ratio is empty, not wrong, and an empty ratio
        is never above a threshold.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
                by: tenant
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
                by: route
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2015,
      "alert that cannot fire",
      what: """
        The factor times the error budget is an error ratio of 1 or more, which no outage reaches.
        """,
      why: """
        The alert is in the rules and in every list of them, and stays quiet while all requests
        fail. 14.4 times a budget of 10 % would take 144 % errors.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }
        policy strict { page(burning: 14.4x, over: 1h) }

        service search {
            policy: strict
            slo availability: 90% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }
        policy strict { page(burning: 8x, over: 1h) }

        service search {
            owner: "payments"
            runbook: "https://runbooks.example.com/search"
            policy: strict
            slo availability: 90% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2016,
      "factor below one",
      what: """
        A burn rate below 0.9x, stated as a factor or as a share of the budget that is spent within
        a window.
        """,
      why: """
        At 1x the budget lasts exactly for its period. Below that an alert fires while the objective
        is met: a ticket that asks for nothing, every week.
        """,
      wrong: .spec(
        """
        policy slow { ticket(burning: 0.5x, over: 3d) }
        """
      ),
      right: .spec(
        """
        policy slow { ticket(burning: 1x, over: 3d) }
        """
      )
    ),
    DiagnosticPage(
      .SLO2017,
      "window that does not fit",
      what: """
        A window of a policy is too short to tell a burn from a blip, longer than the period, not a
        whole number of intervals, or the short one is not shorter than the long one.
        """,
      why: """
        The short window makes the page end soon after the outage does. If it is as long as the
        long one, the page stays for hours after everything is well.
        """,
      wrong: .spec(
        """
        policy fast { page(burning: 10x, over: 1h, and: 2h) }
        """
      ),
      right: .spec(
        """
        policy fast { page(burning: 10x, over: 1h, and: 5m) }
        """
      )
    ),
    DiagnosticPage(
      .SLO2018,
      "intervals that do not fit",
      what: """
        No whole number of scrapes lies in an interval of the base rules, which is one of 1s, 2s, \
        5s, 10s, 15s, 30s, 1m and 5m and not shorter than `evaluation`.
        """,
      why: """
        Counts would take some scrapes twice and leave others out. Errors that are counted twice
        page for half an outage; errors that are left out do not page at all.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        project { scrape: 7s }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        project { scrape: 10s }

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
      .SLO2019,
      "overlapping objectives",
      what: """
        Groups have objectives of their own by the values of one label of `by:`, each value in one
        of them. Here a value has two, or the label separates no budgets.
        """,
      why: """
        A tenant with two objectives is within its budget and beyond it at the same time. Whether
        its page is real depends on which rule was read last.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
                by: route
                objective: 99.99% where route in ["/pay", "/cart"]
                objective: 99% where route == "/cart"
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
                by: route
                objective: 99.95% where route == "/pay"
                objective: 99% where route == "/cart"
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2020,
      "value out of range",
      what: """
        A period, an interval or a text lies beyond what can be used: periods last from 1 to 400
        days in whole hours, intervals are not zero, text has at most 64 KiB.
        """,
      why: """
        A budget of half a day forgives nothing: one restart spends it, and whoever was paged for
        it cannot do anything but wait.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9% over 12h {
                events: http_requests_total
                bad: code in 500...599
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
      .SLO2021,
      "secret in a spec",
      what: """
        A receiver holds a key, a password or a secret address. Specs hold paths of files in which
        the secrets are.
        """,
      why: """
        Specs are committed and reviewed. Whoever reads the routing key can open incidents in your
        name, or close them. Revoke it if it was ever committed.
        """,
      wrong: .spec(
        """
        receiver pager: PagerDuty(routingKey: "0123456789abcdef")
        """
      ),
      right: .spec(
        """
        receiver pager: PagerDuty(routingKeyFile: "/etc/alertmanager/secrets/pagerduty")
        """
      )
    ),
    DiagnosticPage(
      .SLO2022,
      "not generated",
      what: """
        The form is reserved: it is read, so that specs can be shared with later versions, but this
        version generates nothing from it. Or a server of the project's `target:` is too old for
        what is asked of it.
        """,
      why: """
        A promise for a calendar month that is measured over some other time is another promise.
        slogen would rather write no rule than one that pages for something else.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9% over calendar.month {
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
      .SLO2023,
      "too large",
      what: """
        Loops, templates, conditions or values take more than slogen follows: 20,000 declarations,
        1000 rounds of a loop over a range, 32 selectors of a condition, 32 templates inside each
        other, 20,000 `let`s to follow for one value.
        """,
      why: """
        Each SLO is a dozen rules that are evaluated every minute. What goes beyond these limits
        would bring down the Prometheus that should page for everything else.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service shards {
            for shard in 0...9999 {
                slo "shard-\\(shard)": 99.9% over 7d {
                    events: http_requests_total where job == "shard-\\(shard)"
                    bad: code in 500...599
                }
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service shards {
            owner: "payments"
            runbook: "https://runbooks.example.com/shards"
            slo availability: 99.9% over 7d {
                events: http_requests_total where job =~ /shard-.*/
                bad: code in 500...599
                by: job
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2024,
      "impossible buckets",
      what: "Buckets do not ascend, or belong to a metric that is no histogram.",
      why: """
        The catalog must say what the service exposes. A bucket that is declared and does not exist
        makes a latency SLO that calls every request too slow.
        """,
      wrong: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            buckets: 100ms, 500ms, 250ms, 1s
        }
        """
      ),
      right: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            buckets: 100ms, 250ms, 500ms, 1s
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2025,
      "unit missing",
      what: "A plain number is compared with what a metric measures in a unit.",
      why: """
        `value <= 250` may mean milliseconds to its author and be seconds to Prometheus. Every
        request would be fast enough, and no slowness would ever page.
        """,
      wrong: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            labels: route
            buckets: 100ms, 250ms, 500ms, 1s
        }

        service checkout {
            slo latency: 99% over 7d {
                events: http_request_duration_seconds
                good: value <= 0.25
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_request_duration_seconds: Histogram<Seconds> {
            labels: route
            buckets: 100ms, 250ms, 500ms, 1s
        }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo latency: 99% over 7d {
                events: http_request_duration_seconds
                good: value <= 250ms
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2026,
      "invalid regular expression",
      what: """
        The pattern is not one of RE2, which Prometheus uses: it is malformed, too large, or has
        look-around or back-references, which RE2 does not know.
        """,
      why: """
        Prometheus refuses the file with such a pattern, and every rule in it is gone at the next
        restart.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total where route =~ /(?!\\/health).*/
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
                events: http_requests_total where route !~ /\\/health.*/
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2027,
      "not an address",
      what: """
        A runbook or a dashboard is not an address that a browser opens, or a receiver is at no
        address that Alertmanager reaches.
        """,
      why: """
        The link is in the page. At three in the morning it leads to the runbook, or to nothing.
        """,
      wrong: .spec(
        """
        project { runbooks: "runbooks.example.com" }
        """
      ),
      right: .spec(
        """
        project { runbooks: "https://runbooks.example.com" }
        """
      )
    ),
    DiagnosticPage(
      .SLO2028,
      "invalid allowance",
      what: """
        `allow:` names a code that does not exist or is an error, or gives no reason. What is \
        allowed is a warning or a note, with the reason why it is right here.
        """,
      why: """
        A warning that is silenced without a reason is silenced for ever: whoever is woken by what \
        it warned of cannot tell a decision from an oversight.
        """,
      wrong: .spec(
        """
        metric jobs_total: Counter { labels: queue, status in ["ok", "failed"] }

        service mailer {
            owner: "messaging"
            allow: SLO4102
            slo delivery: 99% over 7d {
                events: jobs_total
                bad: status == "failed"
            }
        }
        """
      ),
      right: .spec(
        """
        metric jobs_total: Counter { labels: queue, status in ["ok", "failed"] }

        service mailer {
            owner: "messaging"
            allow: SLO4102(because: "restarting the queue is all there is to do")
            slo delivery: 99% over 7d {
                events: jobs_total
                bad: status == "failed"
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2029,
      "targets that need different rules",
      what: """
        `target:` lists rulers that would need different rules. Versions of one ruler share their
        rules; different rulers see results of other rules at different times, read other labels or
        have another query language.
        """,
      why: """
        The same text would mean something else to one of them: it would merge clusters, or compare
        errors with events of another minute, and page for nothing or not at all.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        project { target: prometheus(2.42), mimir }

        service checkout {
            owner: "payments"
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
        metric http_requests_total: Counter { labels: code in 100...599 }

        project { target: mimir; external: cluster }

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
  ]
}
