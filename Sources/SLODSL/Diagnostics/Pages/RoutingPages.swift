extension DiagnosticPage {
  /// Who is told, and when.
  static let routing: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO2040,
      "heartbeat that proves nothing",
      what: """
        `heartbeat:` names receivers that cannot use it: people, who would be told every minute;
        or a receiver of pages or tickets; or there is nobody whom alerts could reach.
        """,
      why: """
        A heartbeat is heard by a machine that raises the alarm when it stays away. Whatever else \
        arrives there counts as a beat, so that the machine keeps quiet in the hour when nothing \
        gets through to anybody.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        receiver pager: PagerDuty(routingKeyFile: "/etc/alertmanager/secrets/pagerduty")

        project { page: pager; heartbeat: pager }

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

        receiver pager: PagerDuty(routingKeyFile: "/etc/alertmanager/secrets/pagerduty")
        receiver deadman: Webhook(url: "https://deadman.example.com/ping/slo")

        project { page: pager; heartbeat: deadman }

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
    )
  ]
}
