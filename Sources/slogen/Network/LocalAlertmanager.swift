import Codegen

/// An Alertmanager of this machine's, started for one run on the loopback interface.
struct LocalAlertmanager {
  /// What the program is called: upstream, and in Debian's and Ubuntu's packages.
  static let programs = ["alertmanager", "prometheus-alertmanager"]
  let client: AlertmanagerClient
  private let program: LeashedProgram

  /// Why it does not run.
  struct Failure: Error {
    let reason: String
  }

  init(_ path: String, configuration: [UInt8]) throws(Failure) {
    do throws(FileError) {
      let folder = try LeashedProgram.makeFolder()
      try FileReplacement.write(configuration, to: folder + "/alertmanager.yml")
      let port = try Self.port()
      client = AlertmanagerClient(HTTPAddress(host: "127.0.0.1", port: port))
      program = try LeashedProgram(
        [
          path, "--config.file=\(folder)/alertmanager.yml", "--storage.path=\(folder)/data",
          "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=",
        ],
        in: folder
      )
    } catch {
      throw Failure(reason: "\(error.path): \(error.reason)")
    }
  }

  private static func port() throws(FileError) -> UInt16 {
    do throws(NetworkError) {
      return try Socket.freePort()
    } catch {
      throw FileError(path: "127.0.0.1", reason: error.reason)
    }
  }

  /// Waits until it answers, and says its version.
  ///
  /// - Parameter patience: how long that may take.
  func waitUntilReady(_ patience: Swift.Duration) throws(Failure) -> String {
    let end = Deadline.now + patience
    while Deadline.now < end, !program.hasEnded {
      do throws(NetworkError) {
        return try client.version()
      } catch {
        if error == .interrupted { throw Failure(reason: error.reason) }
      }
      // Nobody listens yet.
      try? Socket.rest(until: .now + .milliseconds(50))
    }
    throw Failure(reason: (["it says:"] + program.lastWords(5)).joined(separator: "\n  "))
  }

  func stop() {
    program.stop()
  }
}
