extension DiagnosticPage {
  /// Releases in steps.
  static let canaries: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO2211,
      "not a step",
      what: """
        The steps of a canary do not rise, are not whole percentages from 1% to 99%, or what a
        release may spend of the budget is no share of it.
        """,
      why: """
        A step of 100% is no canary: everybody has the new version before anything was measured. A
        step back takes traffic from a version that has just been found good.
        """,
      wrong: .spec(
        """
        project { prometheus: "http://prometheus.monitoring:9090" }

        metric http_requests_total: Counter { labels: version, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            canary rollout("checkout") {
                where: version == "canary"
                steps: 50%, 100%
                pause: 10m
                covers: availability
            }
        }
        """
      ),
      right: .spec(
        """
        project { prometheus: "http://prometheus.monitoring:9090" }

        metric http_requests_total: Counter { labels: version, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            canary rollout("checkout") {
                where: version == "canary"
                steps: 5%, 50%
                pause: 10m
                covers: availability
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2212,
      "step too short",
      what: """
        A step of a canary is too short for what judges it: in its time the new version gets fewer
        events than it takes to tell a broken one from a good one, or nobody knows how many it
        gets.
        """,
      why: """
        Without errors in 30 requests a version may still fail one in ten. It looks like one that
        works, and the whole traffic finds out.
        """,
      wrong: .spec(
        """
        project { prometheus: "http://prometheus.monitoring:9090" }

        metric http_requests_total: Counter { labels: version, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            traffic: 2rps

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            canary rollout("checkout") {
                where: version == "canary"
                steps: 5%
                pause: 2m
                covers: availability
            }
        }
        """
      ),
      right: .spec(
        """
        project { prometheus: "http://prometheus.monitoring:9090" }

        metric http_requests_total: Counter { labels: version, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            traffic: 2rps

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            canary rollout("checkout") {
                where: version == "canary"
                steps: 5%
                pause: 2h
                covers: availability
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2213,
      "not of a version",
      what: """
        A canary is judged by an SLO that samples a state: a queue, a probe, the age of a backup.
        """,
      why: """
        The state belongs to all versions together. It says nothing about the new one, and what the
        old one causes would stop the release.
        """,
      wrong: .spec(
        """
        project { prometheus: "http://prometheus.monitoring:9090" }

        metric http_requests_total: Counter { labels: version, code in 100...599 }
        metric queue_depth: Gauge<Count>

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            slo queue: 99% over 7d {
                sample: queue_depth
                good: value < 100
            }

            canary rollout("checkout") {
                where: version == "canary"
                steps: 5%
                pause: 10m
                covers: availability, queue
            }
        }
        """
      ),
      right: .spec(
        """
        project { prometheus: "http://prometheus.monitoring:9090" }

        metric http_requests_total: Counter { labels: version, code in 100...599 }
        metric queue_depth: Gauge<Count>

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            slo queue: 99% over 7d {
                sample: queue_depth
                good: value < 100
            }

            canary rollout("checkout") {
                where: version == "canary"
                steps: 5%
                pause: 10m
                covers: availability
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2214,
      "not one version",
      what: """
        What tells the new version's series from the others needs several selectors, or reads
        differently for different metrics.
        """,
      why: """
        Each event would be asked for in several ways, and those that match two of them count
        twice.
        """,
      wrong: .spec(
        """
        project { prometheus: "http://prometheus.monitoring:9090" }

        metric http_requests_total: Counter { labels: version, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            canary rollout("checkout") {
                where: version == "canary" || code == "200"
                steps: 5%
                pause: 10m
                covers: availability
            }
        }
        """
      ),
      right: .spec(
        """
        project { prometheus: "http://prometheus.monitoring:9090" }

        metric http_requests_total: Counter { labels: version, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            canary rollout("checkout") {
                where: version == "canary"
                steps: 5%
                pause: 10m
                covers: availability
            }
        }
        """
      )
    ),
  ]
}
