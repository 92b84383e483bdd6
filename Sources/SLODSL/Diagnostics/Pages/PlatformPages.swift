extension DiagnosticPage {
  /// What a cluster runs: autoscalers and canaries.
  static let platform: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO2201,
      "no workload",
      what: """
        `autoscale` or `canary` does not say which workload it is about: a Deployment, a
        StatefulSet or a Rollout of Argo by its name.
        """,
      why: """
        An autoscaler of a workload that does not exist is accepted by Kubernetes and scales
        nothing; the first peak shows it.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale checkout {
                replicas: 2...10
                cpu: 70%
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                cpu: 70%
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2202,
      "two autoscalers",
      what: """
        A workload has two autoscalers, or two servers of external metrics would be needed in one
        cluster.
        """,
      why: """
        Each autoscaler undoes what the other did, so the number of pods swings for ever. The
        second server of metrics takes the place of the first, whose autoscalers then see nothing.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                cpu: 70%
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                memory: 80%
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                cpu: 70%
                memory: 80%
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2203,
      "not a limit",
      what: """
        The numbers between which an autoscaler works are missing or impossible: no pods at all, or
        a share of the requests that is not a whole percentage from 1% to 100%.
        """,
      why: """
        Kubernetes takes `cpu: 250%`. The pods then live on what their node has left, and when all
        are busy there is nothing left and no pod is added.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                cpu: 250%
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                cpu: 70%
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2204,
      "the peak cannot be met",
      what: """
        The most pods, each at its target, carry less than the declared peak.
        """,
      why: """
        At the peak the autoscaler stops at its maximum, requests queue, and the SLO burns until
        the peak is over. Nothing is wrong with any pod, so nobody finds a cause.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                perPod: http_requests_total <= 50rps
                peak: 400rps
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...13
                perPod: http_requests_total <= 50rps
                peak: 400rps
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2205,
      "no room for growth",
      what: """
        The declared growth fills the pods before new ones serve: a scrape, half of the window of
        the rate, a look of the controller and the start of a pod go by first.
        """,
      why: """
        The autoscaler does what it should and is late every time: each rise of the traffic costs
        budget until it ends.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                perPod: http_requests_total <= 50rps
                utilization: 90%
                growth: 40%
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                perPod: http_requests_total <= 50rps
                utilization: 60%
                growth: 40%
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2206,
      "nothing to follow",
      what: """
        An autoscaler follows nothing from which a number of pods could be computed: neither
        processors nor memory, nor what a pod carries.
        """,
      why: """
        A burn rate is 0 while all is well, so it would remove pods until there is trouble; and it
        may stay high whatever is added, so all pods there may be would run until somebody finds
        the cause.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                burn: availability
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                perPod: http_requests_total <= 50rps
                burn: availability
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2207,
      "not shared by pods",
      what: """
        What an autoscaler shall follow is not divided among pods, or it does not say how much of
        it one pod takes.
        """,
      why: """
        An autoscaler multiplies the pods by how far it is off. A latency does not halve when pods
        double, so pods are added until there are no more, and the database behind them gets twice
        the connections.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }
        metric request_delay_seconds: Gauge<Seconds> { labels: namespace, pod }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                perPod: request_delay_seconds <= 1
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }
        metric requests_in_flight: Gauge<Count> { labels: namespace, pod }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                perPod: requests_in_flight <= 20
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO2208,
      "pods that cannot be told apart",
      what: """
        `perPod:` is served by prometheus-adapter, which finds the pods of a series by its labels
        `namespace` and `pod`. The metric has none.
        """,
      why: """
        The adapter serves nothing under the name, and the autoscaler shows `<unknown>` and adds no
        pods for it, whatever the load.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                perPod: http_requests_total <= 50rps
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service checkout {
            owner: "payments"
            runbook: "https://runbooks.example.com/checkout"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("checkout") {
                replicas: 2...10
                perPod: http_requests_total <= 50rps
            }
        }
        """
      )
    ),
  ]
}
