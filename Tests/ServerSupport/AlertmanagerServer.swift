import CommandSupport

/// A real Alertmanager on a free port of the loopback interface, until the last reference goes.
package final class AlertmanagerServer {
  /// What the program is called upstream, and in Debian's packages.
  package static let programs = ["alertmanager", "prometheus-alertmanager"]

  package let port: UInt16
  private let folder: TemporaryFolder
  private let server: LeashedServer

  /// Starts the server and does not wait for it.
  ///
  /// - Parameter files: what the configuration names, by paths below it.
  package init(
    _ program: String,
    configuration: String,
    files: [String: String] = [:]
  ) throws {
    folder = try TemporaryFolder()
    port = try Loopback.freePort()
    try folder.write(configuration, to: "alertmanager.yml")
    for (path, text) in files { try folder.write(text, to: path) }
    server = try LeashedServer(
      [
        program, "--config.file=\(folder.path)/alertmanager.yml",
        "--storage.path=\(folder.path)/data", "--web.listen-address=127.0.0.1:\(port)",
        "--web.external-url=http://127.0.0.1:\(port)", "--cluster.listen-address=",
      ],
      log: folder
    )
  }

  package func waitUntilReady() async throws {
    try await server.waitUntilReady { [port] in
      (try? await Loopback.request("/-/ready", port: port))?.status == 200
    }
  }

  /// What an address of its API shows, as JSON.
  package func show(_ path: String) async throws -> [UInt8] {
    try await Loopback.request("/api/v2" + path, port: port).body
  }
}
