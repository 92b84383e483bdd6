import CommandSupport

/// A server that is a script in Python, until the last reference goes. It prints its port first.
package final class ScriptServer {
  package let port: UInt16
  private let folder: TemporaryFolder
  private let server: LeashedServer

  /// Starts it and waits until it listens.
  package init(_ script: String) async throws {
    let folder = try TemporaryFolder()
    let server = try LeashedServer(["python3", script], log: folder)
    var port: UInt16?
    try await server.waitUntilReady {
      port = server.log.split(separator: "\n").first.flatMap { UInt16($0) }
      return port != nil
    }
    self.port = port ?? 0
    self.folder = folder
    self.server = server
  }
}
