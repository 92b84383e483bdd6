extension DiagnosticPage {
  /// Whole files and expressions of other tools.
  static let foreignSyntax: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO0034,
      "file of another language",
      what: """
        The whole file is YAML, JSON or TOML, such as a document of Sloth, OpenSLO or Pyrra.
        """,
      why: """
        Nothing in it declares an SLO, so nobody would be paged. Where the document describes one,
        the message shows the same SLO as a spec.
        """,
      wrong: .spec(
        """
        version: "prometheus/v1"
        service: "checkout"
        slos:
          - name: "availability"
            objective: 99.9
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
      .SLO0035,
      "PromQL outside text",
      what: """
        An expression of PromQL stands where a counter, a gauge or a condition is expected.
        """,
      why: """
        slogen counts events exactly, adds them up and chooses every window itself. A rate over a
        range of one's own would count events twice or not at all.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
          owner: "payments"
          runbook: "https://runbooks.example.com/checkout"

          slo availability: 99.9% over 7d {
            events: sum(rate(http_requests_total[5m]))
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
  ]

  /// Forms that are allowed here and mean something else elsewhere.
  static let habits: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO4009,
      "groups that are all good or all bad",
      .warning,
      what: "The label that says what is bad is one of `by:`.",
      why: """
        Each group then holds only good events or only bad ones: the error ratio of a group is 0 or
        1, its budget is untouched or gone at once, and the alert of a bad group pages for its
        first errors.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
          owner: "payments"
          runbook: "https://runbooks.example.com/checkout"

          slo availability: 99.9% over 7d {
            events: http_requests_total
            bad: code in 500...599
            by: code
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
      .SLO4010,
      "text that looks like a regular expression",
      .warning,
      what: "A label is compared with `==` or `in` with text such as `a|b` or `5..`.",
      why: """
        The comparison asks for a value of exactly these characters, which no series has. The SLO
        would count nothing, and nobody would be paged.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: app, code in 100...599 }

        service checkout {
          owner: "payments"
          runbook: "https://runbooks.example.com/checkout"

          slo availability: 99.9% over 7d {
            events: http_requests_total where app == "checkout|cart"
            bad: code in 500...599
          }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: app, code in 100...599 }

        service checkout {
          owner: "payments"
          runbook: "https://runbooks.example.com/checkout"

          slo availability: 99.9% over 7d {
            events: http_requests_total where app in ["checkout", "cart"]
            bad: code in 500...599
          }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4011,
      "interpolation of another language",
      .warning,
      what: "Text holds `${name}`, which nothing replaces here.",
      why: """
        The text goes out as it stands: a label is compared with the characters `${name}`, and
        counts nothing.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: app, code in 100...599 }

        let app = "checkout"

        service checkout {
          owner: "payments"
          runbook: "https://runbooks.example.com/checkout"

          slo availability: 99.9% over 7d {
            events: http_requests_total where app == "${app}-api"
            bad: code in 500...599
          }
        }
        """
      ),
      right: .spec(
        #"""
        metric http_requests_total: Counter { labels: app, code in 100...599 }

        let app = "checkout"

        service checkout {
          owner: "payments"
          runbook: "https://runbooks.example.com/checkout"

          slo availability: 99.9% over 7d {
            events: http_requests_total where app == "\(app)-api"
            bad: code in 500...599
          }
        }
        """#
      )
    ),
  ]
}
