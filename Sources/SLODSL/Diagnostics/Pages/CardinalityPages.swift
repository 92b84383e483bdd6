extension DiagnosticPage {
  /// Numbers of series, and limits on them.
  static let cardinality: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO2051,
      "impossible cardinality",
      what: """
        `cardinality:` states how many series a metric has, and how many values its labels have:
        whole numbers, no more values than the label's domain has, and no more than there are
        series.
        """,
      why: """
        What `slogen cost` adds up, and what the project's `limits:` are compared with, comes from
        these numbers. One that cannot be makes the sum worthless.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter {
            labels: route, method in ["GET", "POST"], code in 100...599
            cardinality: 480, method = 5
        }

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
        metric http_requests_total: Counter {
            labels: route, method in ["GET", "POST"], code in 100...599
            cardinality: 480, route = 12, code = 8
        }

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
      .SLO2052,
      "no limit",
      what: """
        `limits:` of the project compares `series`, `samples` and `podHours` with the most that they
        may be: a number, a rate of samples, a number of hours.
        """,
      why: """
        A limit that is not understood protects nothing: the next `by:` would be paid for by the
        server that everybody's alerts run on.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter {
            labels: route, code in 100...599
            cardinality: 480, route = 12
        }

        project { limits: series <= 20000, samples <= 200000 }

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
        metric http_requests_total: Counter {
            labels: route, code in 100...599
            cardinality: 480, route = 12
        }

        project { limits: series <= 20000, samples <= 200000/min }

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
