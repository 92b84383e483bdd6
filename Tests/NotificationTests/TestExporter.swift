import ServerSupport
import Synchronization

/// An exporter whose counters grow all the time, as fast as the test says.
final class TestExporter: Sendable {
  /// Requests a second of a route.
  struct Traffic: Sendable {
    var good = 0.0
    var bad = 0.0
  }

  private struct Counter {
    var traffic: Traffic
    var good = 1000.0
    var bad = 10.0
    /// Until when it has been counted.
    var counted: ContinuousClock.Instant = .now

    mutating func count() {
      let now = ContinuousClock.now
      let seconds = (now - counted) / .seconds(1)
      good += traffic.good * seconds
      bad += traffic.bad * seconds
      counted = now
    }
  }

  /// What the exporter and its server share.
  private final class Counters: Sendable {
    let routes: Mutex<[String: Counter]>

    init(_ routes: [String: Counter]) {
      self.routes = Mutex(routes)
    }

    var page: String {
      let lines = routes.withLock { routes in
        for route in routes.keys { routes[route]?.count() }
        return routes.sorted { $0.key < $1.key }.flatMap { route, counter in
          [("200", counter.good), ("500", counter.bad)].map { code, value in
            "shop_requests_total{route=\"\(route)\",code=\"\(code)\"} \(Int(value))\n"
          }
        }
      }
      return "# TYPE shop_requests_total counter\n" + lines.joined()
    }
  }

  private let counters: Counters
  private let server: Exporter

  var port: UInt16 { server.port }

  init(_ routes: [String: Traffic]) throws {
    let counters = Counters(routes.mapValues { Counter(traffic: $0) })
    self.counters = counters
    server = try Exporter { _ in counters.page }
  }

  /// From now on a route has other traffic.
  func set(_ route: String, _ traffic: Traffic) {
    counters.routes.withLock { routes in
      routes[route]?.count()
      routes[route]?.traffic = traffic
    }
  }
}
