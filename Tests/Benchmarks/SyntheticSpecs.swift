/// Specs of any number that look like what people write: a service each, three SLOs, a shared
/// catalog.
enum SyntheticSpecs {
  static let catalog = """
    /// Requests finished, by route and status code.
    metric http_requests_total: Counter {
      labels: job, route, method in ["GET", "POST"], code in 100...599
    }

    metric http_request_duration_seconds: Histogram<Seconds> {
      labels: job, route, method, code in 100...599
      buckets: 5ms, 10ms, 25ms, 50ms, 100ms, 250ms, 500ms, 1s, 2.5s, 5s, 10s
    }

    metric queue_lag_seconds: Gauge<Seconds> {
      labels: job, queue
    }

    """

  static func service(_ number: Int) -> String {
    """
    import "catalog.slo"

    /// Service number \(number) of many. It takes requests and works on a queue.
    service service-\(number) {
      owner: "team-\(number % 7)"
      runbook: "https://runbooks.example.com/service-\(number)"

      /// Requests are answered without a server error.
      slo availability: 99.95% over 30d {
        events: http_requests_total where job == "service-\(number)"
        bad: code in 500...599
        by: route
      }

      /// Requests are answered within a quarter of a second.
      slo latency: 99% over 30d {
        events: http_request_duration_seconds where job == "service-\(number)" && method == "GET"
        good: value <= 250ms
      }

      /// The queue is not behind.
      slo freshness: 99% over 30d {
        sample: queue_lag_seconds where job == "service-\(number)"
        good: value < 15m
      }
    }

    """
  }
}
