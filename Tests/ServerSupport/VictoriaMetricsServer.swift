import CommandSupport

/// A real VictoriaMetrics on a free port of the loopback interface, until the last reference goes.
package final class VictoriaMetricsServer {
  package static let program = "victoria-metrics"

  package let port: UInt16
  package let api: PrometheusAPI
  private let folder: TemporaryFolder
  private let server: LeashedServer

  /// Starts the server and does not wait for it. It answers from what it has, at once.
  package init() throws {
    folder = try TemporaryFolder()
    port = try Loopback.freePort()
    api = PrometheusAPI(port: port)
    server = try LeashedServer(
      [
        Self.program, "-storageDataPath=\(folder.path)/data", "-retentionPeriod=10y",
        "-httpListenAddr=127.0.0.1:\(port)", "-search.disableCache", "-search.latencyOffset=0s",
      ],
      log: folder
    )
  }

  package func waitUntilReady() async throws {
    try await server.waitUntilReady { [port] in
      (try? await Loopback.request("/health", port: port))?.status == 200
    }
  }

  /// Takes samples in the text format, with their times in milliseconds, and makes them visible.
  package func store(_ exposition: String) async throws {
    let content = Loopback.Content(
      headers: [(name: "Content-Type", value: "text/plain")],
      bytes: Array(exposition.utf8)
    )
    _ = try await Loopback.request("/api/v1/import/prometheus", posting: content, port: port)
    _ = try await Loopback.request("/internal/force_flush", port: port)
  }
}
