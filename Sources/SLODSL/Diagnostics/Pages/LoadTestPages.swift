extension DiagnosticPage {
  /// What load tests cover.
  static let loadTests: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO2041,
      "objective that a load test cannot measure",
      what: """
        A load test covers an SLO whose events a client of the service does not see: slices of \
        time, bytes, or failures that a label tells and no status of HTTP.
        """,
      why: """
        The run would judge something else than the rules do. It would pass while the SLO burns, \
        or fail while it is met, and the release would be decided by the wrong number.
        """,
      wrong: .spec(
        """
        metric orders_total: Counter { labels: outcome in ["placed", "lost"] }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo orders: 99% over 7d {
                events: orders_total
                bad: outcome == "lost"
            }

            load baseline {
                url: "https://staging.example.com"
                request: post("/orders", body: "{}")
                rate: 20rps
                covers: orders
            }
        }
        """
      ),
      right: .spec(
        """
        metric orders_total: Counter { labels: outcome in ["placed", "lost"] }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo orders: 99% over 7d {
                events: orders_total
                bad: outcome == "lost"
            }

            load baseline {
                url: "https://staging.example.com"
                request: post("/orders", body: "{}", status: 201)
                rate: 20rps
                covers: orders
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2042,
      "group of a covered objective",
      what: """
        A load test covers an SLO that promises different things to different groups, and does not \
        say to which of them a request belongs; or it names several at once.
        """,
      why: """
        The strictest objective would fail runs that are fine, and the mildest would pass runs \
        that break a promise. Only the author knows which route a path is.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter {
            labels: route in ["/cart", "/search"], code in 100...599
        }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
                by: route
                objective: 99% where route == "/search"
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/search?q=tea")
                rate: 20rps
                covers: availability
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter {
            labels: route in ["/cart", "/search"], code in 100...599
        }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
                by: route
                objective: 99% where route == "/search"
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/search?q=tea")
                rate: 20rps
                covers: availability where route == "/search"
            }
        }
        """
      )
    ),
  ]

  /// What the numbers of load tests are good for.
  static let loadPractice: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO4121,
      "load test too short to prove its objective",
      .warning,
      what: """
        The rate of a load test, held for its duration, sends fewer requests than it takes to show \
        an objective that they cover: about three divided by the budget, 2,995 for 99.9%.
        """,
      why: """
        A thousand requests without a failure are what a service of 99.7% yields most of the time. \
        Runs count their events and fail when they are too few, so this one could never pass.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/cart")
                rate: 20rps
                duration: 1m
                covers: availability
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/cart")
                rate: 20rps
                duration: 5m
                covers: availability
            }
        }
        """
      )
    ),
  ]
}
