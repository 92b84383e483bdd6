extension DiagnosticPage {
  /// Names.
  static let names: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO1001,
      "unknown name",
      what: """
        A name stands for nothing here. On the right of a comparison, text needs quotes; without
        them a `let`, a parameter, an input or the variable of a loop is meant.
        """,
      why: """
        Taken as text, a misspelt name would select no series at all. The SLO would count nothing,
        and an SLO that counts nothing never pages.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total where job == checkout
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
                events: http_requests_total where job == "checkout"
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO1002,
      "unknown metric",
      what: """
        No catalog declares a metric of this name, and one of nearly the same name exists. In
        back-ticks the name is taken as it stands.
        """,
      why: """
        Prometheus answers a query for a metric that does not exist with nothing, not with an error.
        The rules load, the dashboards are green, and nothing is watched.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_request_total
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
      .SLO1003,
      "unknown label",
      what: "The catalog lists the labels of the metric, and this one is not among them.",
      why: """
        A matcher on a label that is missing is true only for the empty value. `status >= 500` on a
        metric whose label is `code` finds no error in any outage.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: status in 500...599
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
      .SLO1004,
      "declared twice",
      what: """
        Two declarations give meaning to one name: in one file, in two that see each other, or one
        of them is built in, like the policies `standard` and `quiet`.
        """,
      why: """
        Which of the two holds would depend on the order of files. Whoever looks up a bound during
        an incident finds the other one.
        """,
      wrong: .spec(
        """
        let slow = 250ms
        let slow = 500ms
        """
      ),
      right: .spec(
        """
        let slow = 250ms
        let very_slow = 500ms
        """
      )
    ),
    DiagnosticPage(
      .SLO1005,
      "not imported",
      what: """
        The name is declared in a file that this one does not import. Metrics, values, templates,
        policies and receivers are seen only where their file is imported.
        """,
      why: """
        Names of files that happen to be compiled together would change meaning when somebody adds
        a file. With the import, a reader knows where the bound that paged them is written.
        """,
      wrong: .session(
        """
        $ cat specs/checkout.slo
        service checkout {
            policy: strict
            slo availability: 99.9% over 7d { events: http_requests_total; bad: code >= 500 }
        }
        $ cat specs/policies.slo
        policy strict {
            page(burning: 10x, over: 1h)
        }
        $ slogen check specs
        error[SLO1005]: no policy is called 'strict'
        """
      ),
      right: .session(
        """
        $ cat specs/checkout.slo
        import "catalog/http.slo"
        import "policies.slo"

        service checkout {
            policy: strict
            slo availability: 99.9% over 7d { events: http_requests_total; bad: code >= 500 }
        }
        $ slogen check specs
        checked 3 files: 1 service, 1 SLO, no errors
        """
      )
    ),
    DiagnosticPage(
      .SLO1006,
      "circular definition",
      what: "A value, a condition or a template leads back to itself.",
      why: """
        It has no meaning, so there is nothing that rules could count. Usually a name was copied
        from the line above and one of the two should be another.
        """,
      wrong: .spec(
        """
        let slow = very_slow / 2
        let very_slow = slow * 2
        """
      ),
      right: .spec(
        """
        let slow = 250ms
        let very_slow = slow * 2
        """
      )
    ),
    DiagnosticPage(
      .SLO1007,
      "unknown setting",
      what: "The block has no setting of this name; its settings are listed below the message.",
      why: """
        A misspelt setting that is ignored leaves the default in force. `ownr: "payments"` would
        send the page for payments to whoever the default route names.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            ownr: "payments"
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
      .SLO1008,
      "setting given twice",
      what: "A block sets the same thing twice.",
      why: """
        One of the two is not in force, and it is as likely the one that the reader sees first. In
        an incident the wrong team would be looked up.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            owner: "shop"
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
      .SLO1009,
      "unknown declaration",
      what: "No policy, template or receiver of this name is declared in any file.",
      why: """
        A policy that does not exist pages nobody, and a receiver that does not exist hears
        nothing. Better to learn it here than from the customers.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }
        policy strict { page(burning: 10x, over: 1h) }

        service checkout {
            policy: strikt
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
        policy strict { page(burning: 10x, over: 1h) }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            policy: strict
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO1010,
      "invalid name",
      what: """
        A service, an SLO, a metric or a label has a name that files, labels or the oldest server
        that loads the rules cannot hold, or that would change with an input.
        """,
      why: """
        A rule file with such a name is refused by Prometheus as a whole: at the next reload every
        rule in it is missing, not only this one.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service "check out" {
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

        service check-out {
            owner: "payments"
            runbook: "https://runbooks.example.com/check"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO1011,
      "identity used twice",
      what: """
        Two services, or two SLOs of one service, have the same name, or names that differ only in
        case, `_` and `-`.
        """,
      why: """
        Both would write to the same series. Two budgets in one number mean that one of them is
        burnt unseen, and silencing one alert silences the other.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: method, code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total where method == "GET"
                bad: code in 500...599
            }
            slo availability: 99.5% over 7d {
                events: http_requests_total where method == "POST"
                bad: code in 500...599
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: method, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo reads: 99.9% over 7d {
                events: http_requests_total where method == "GET"
                bad: code in 500...599
            }
            slo writes: 99.5% over 7d {
                events: http_requests_total where method == "POST"
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO1012,
      "overrides nothing",
      what: "`override slo` names an SLO that the templates of the service do not have.",
      why: """
        The SLO that should be changed keeps its old objective. A team that believes it tightened
        its promise finds out when the page does not come.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        template API(app: String) {
            slo availability: 99.9% over 7d {
                events: http_requests_total where job == app
                bad: code in 500...599
            }
        }

        service checkout: API(app: "checkout") {
            override slo availabilty: 99.99%
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
            override slo availability: 99.95%
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO1013,
      "reserved label",
      what: """
        A label is set, matched or listed in `by:` that slogen or Prometheus sets itself, that
        Prometheus adds only on the way out, or that separates budgets already.
        """,
      why: """
        Alertmanager routes by `severity` and `owner`. If a spec could overwrite them, a page could
        arrive as a ticket, or with a team that does not own the service.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            labels: severity = "critical"
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

        project { severities: page = "critical", ticket = "warning" }

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
      .SLO1014,
      "unknown import",
      what: """
        An import names a module that does not ship with slogen, has no path, or a path that is not
        plain text.
        """,
      why: """
        Without the catalog behind the import nothing in this file is checked against what services
        expose, and a typo becomes an SLO that watches nothing.
        """,
      wrong: .spec(
        """
        import Kubernetes
        """
      ),
      right: .spec(
        """
        metric kube_pod_container_status_restarts_total: Counter { labels: namespace, pod }
        """
      )
    ),
    DiagnosticPage(
      .SLO1015,
      "input without a value",
      what: """
        An input has neither a default nor a value from `-D name=value`, a value that its type or
        its list of choices does not allow, or `-D` names an input that no file declares.
        """,
      why: """
        An environment that is left out could mean production rules with the owner of staging. The
        page would go to a channel that nobody reads at night.
        """,
      wrong: .spec(
        """
        input environment: String in ["production", "staging"]
        """
      ),
      right: .spec(
        """
        input environment: String = "production" in ["production", "staging"]
        """
      )
    ),
    DiagnosticPage(
      .SLO1016,
      "misplaced declaration",
      what: """
        The declaration exists, but not in this block: SLOs belong in services and templates,
        `page(…)` and `ticket(…)` in policies, settings in the block that they are about.
        """,
      why: """
        A promise belongs to a service, whose owner is paged. An SLO that stands alone would have
        nobody.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        slo availability: 99.9% over 7d {
            events: http_requests_total
            bad: code in 500...599
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
      .SLO1017,
      "unknown word",
      what: "A setting offers a choice of words, and this is none of them.",
      why: """
        The words decide what happens in silence, how samples are judged and who is woken. A word
        that is not understood must not fall back to something that was not chosen.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            noData: .alarm(after: 10m)
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

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            noData: .alert(after: 10m)
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO1018,
      "wrong arguments",
      what: """
        What stands between parentheses does not fit: an argument is missing, unknown, given twice,
        or without its name.
        """,
      why: """
        Arguments carry their names so that `page(burning: 14x, over: 1h)` can be read aloud. With
        numbers alone, a window and a factor are exchanged easily, and the page comes hours late.
        """,
      wrong: .spec(
        """
        policy fast {
            page(10x, over: 1h)
        }
        """
      ),
      right: .spec(
        """
        policy fast {
            page(burning: 10x, over: 1h)
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO1019,
      "second project",
      what: "All files together have one `project` block; there is a second one.",
      why: """
        The project says how often Prometheus scrapes and how long it keeps samples. With two
        answers, counts would be wrong for one half of the services.
        """,
      wrong: .spec(
        """
        project { scrape: 15s }
        project { retention: 35d }
        """
      ),
      right: .spec(
        """
        project { scrape: 15s; retention: 35d }
        """
      )
    ),
    DiagnosticPage(
      .SLO1020,
      "listed twice",
      what: "A list of labels, arguments or choices names the same thing twice.",
      why: """
        The second mention is often a typo for another label, whose groups would then share a
        budget: a tenant's outage would drown in the traffic of the others.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: route, tenant, code in 100...599 }

        service checkout {
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
                by: route, route
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: route, tenant, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"
            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
                by: route, tenant
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO1021,
      "unknown type",
      what: "The type of a metric, a unit, a parameter, an input or a receiver does not exist.",
      why: """
        Kind and unit say how a metric is counted and compared. Without them, `250ms` could be a
        quarter of a second or 250 of something else.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Conter { labels: code in 100...599 }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }
        """
      )
    ),
  ]
}
