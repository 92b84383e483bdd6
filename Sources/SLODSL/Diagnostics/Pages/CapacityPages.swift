extension DiagnosticPage {
  /// Loads and pods that do not fit each other.
  static let capacity: [DiagnosticPage] = [
    DiagnosticPage(
      .SLO4123,
      "load beyond what the autoscaler allows",
      .warning,
      what: """
        A load test holds a rate, in a baseline, a soak or behind a stress or spike, that is more \
        than the most pods take at their target.
        """,
      why: """
        Whoever declares both numbers means one of them: either the service is to carry the rate, \
        and then the autoscaler stops too early, or the run asks for what nobody promised and \
        fails for that. Only a breakpoint, and the peak of a stress or spike, is meant to ask \
        for too much.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("shop") {
                replicas: 2...10
                perPod: http_requests_total <= 50rps
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/cart")
                rate: 400rps
                covers: availability
                profiles: baseline, smoke
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("shop") {
                replicas: 2...13
                perPod: http_requests_total <= 50rps
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/cart")
                rate: 400rps
                covers: availability
                profiles: baseline, smoke
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4124,
      "breakpoint that ends too early",
      .note,
      what: """
        A breakpoint raises the rate until a promise breaks. This one ends at a rate that the most \
        pods carry, by the autoscaler's own numbers.
        """,
      why: """
        It finds nothing, and "it did not break" reads like a result. What a pod carries, on which \
        the autoscaler and the alerts rely, stays a guess.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("shop") {
                replicas: 2...13
                perPod: http_requests_total <= 50rps
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/cart")
                rate: 60rps
                covers: availability
                profiles: breakpoint
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("shop") {
                replicas: 2...13
                perPod: http_requests_total <= 50rps
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/cart")
                rate: 60rps
                covers: availability
                profiles: breakpoint(peak: 20x)
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4125,
      "load below the traffic",
      .note,
      what: """
        A load test asks for fewer events a second than the `traffic` of an SLO that it covers.
        """,
      why: """
        A promise that is kept at a tenth of the traffic says little of an ordinary day: pools do \
        not fill, locks are free, caches hold everything.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                traffic: 200rps
                events: http_requests_total
                bad: code in 500...599
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/cart")
                rate: 20rps
                covers: availability
                profiles: baseline(duration: 10m)
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                traffic: 200rps
                events: http_requests_total
                bad: code in 500...599
            }

            load baseline {
                url: "https://staging.example.com"
                request: get("/cart")
                rate: 200rps
                covers: availability
                profiles: baseline(duration: 10m)
            }
        }
        """
      )
    ),
    DiagnosticPage(
      .SLO4126,
      "a single pod",
      .note,
      what: """
        An autoscaler may leave one pod of a workload that serves requests.
        """,
      why: """
        Nodes are drained, pods evicted, zones lost. While the only pod is moved nobody answers, \
        and its budget of disruptions must allow that, or no node could be drained. Two pods cost \
        one more; what they save of the budget stands in the message.
        """,
      wrong: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("shop") {
                replicas: 1...10
                perPod: http_requests_total <= 50rps
            }
        }
        """
      ),
      right: .spec(
        """
        metric http_requests_total: Counter { labels: namespace, pod, code in 100...599 }

        service shop {
            owner: "shop"
            runbook: "https://runbooks.example.com/shop"

            slo availability: 99.9% over 7d {
                events: http_requests_total
                bad: code in 500...599
            }

            autoscale deployment("shop") {
                replicas: 2...10
                perPod: http_requests_total <= 50rps
            }
        }
        """
      )
    ),
  ]
}
