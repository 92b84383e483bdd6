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
    ),
    DiagnosticPage(
      .SLO2045,
      "page that would reach nobody at night",
      what: """
        Everybody whom `page:` lists has hours, and there are hours at which none of them is told.
        """,
      why: """
        Outside its hours a receiver hears nothing, and Alertmanager says so nowhere: the page \
        that matters most is the one that is not sent. Tickets may wait for the morning, pages \
        may not.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        receiver pager: PagerDuty(routingKeyFile: "/etc/alertmanager/secrets/pagerduty")

        interval office { days: monday...friday; times: "09:00"..."17:00"; zone: "Europe/Berlin" }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            page: pager(during: office)
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

        receiver day: PagerDuty(routingKeyFile: "/etc/alertmanager/secrets/pagerduty-day")
        receiver night: PagerDuty(routingKeyFile: "/etc/alertmanager/secrets/pagerduty-night")

        interval office { days: monday...friday; times: "09:00"..."17:00"; zone: "Europe/Berlin" }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            page: day(during: office), night(except: office)
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2046,
      "interval that is none",
      what: """
        An `interval` states no times, or times that no clock shows, or not whose clock is meant.
        """,
      why: """
        Whoever is told in an interval is told at other hours than the author thinks: a clock of \
        UTC opens an office in Berlin an hour late, and two hours in summer.
        """,
      wrong: .spec(
        """
        metric jobs_total: Counter { labels: queue, status in ["ok", "failed"] }

        receiver chat: Slack(channel: "#mail", urlFile: "/etc/alertmanager/secrets/slack")

        interval office { days: monday...friday; times: "09:00"..."17:00" }

        service mailer {
            owner: "messaging"
            runbook: "https://runbooks.example.com/mailer"
            ticket: chat(during: office)
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

        receiver chat: Slack(channel: "#mail", urlFile: "/etc/alertmanager/secrets/slack")

        interval office { days: monday...friday; times: "09:00"..."17:00"; zone: "Europe/Berlin" }

        service mailer {
            owner: "messaging"
            runbook: "https://runbooks.example.com/mailer"
            ticket: chat(during: office)
            slo delivery: 99% over 7d {
                events: jobs_total
                bad: status == "failed"
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4122,
      "secret behind a relative path",
      .warning,
      what: """
        A receiver's secret is named by a path that does not begin with `/`. Alertmanager takes \
        templates and certificates from where its configuration lies, and every other file from \
        the folder in which it was started.
        """,
      why: """
        The file is opened when the first notification is sent, not when the configuration is \
        loaded: `amtool check-config` is content, and the page fails.
        """,
      wrong: .spec(
        """
        metric jobs_total: Counter { labels: queue, status in ["ok", "failed"] }

        receiver chat: Slack(channel: "#mail", urlFile: "secrets/slack")

        service mailer {
            owner: "messaging"
            runbook: "https://runbooks.example.com/mailer"
            ticket: chat
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

        receiver chat: Slack(channel: "#mail", urlFile: "/etc/alertmanager/secrets/slack")

        service mailer {
            owner: "messaging"
            runbook: "https://runbooks.example.com/mailer"
            ticket: chat
            slo delivery: 99% over 7d {
                events: jobs_total
                bad: status == "failed"
            }
        }
        """
      )
    ),
  ]
}
