import CommandSupport
import Foundation

/// A server's process. It ends with its last reference, and with whoever started it, however that
/// ends: it holds a pipe that closes then.
final class LeashedServer {
  /// What a server says that does not start.
  struct NotReady: Error, CustomStringConvertible {
    let program: String
    let log: String
    var description: String { "\(program) does not answer; it says:\n\(log)" }
  }

  private let program: String
  private let logFolder: TemporaryFolder
  private let process = Foundation.Process()
  private let leash = Pipe()

  /// - Parameters:
  ///   - arguments: the name or path of the program, then what it is told.
  ///   - folder: where its log is kept.
  init(_ arguments: [String], log folder: TemporaryFolder) throws {
    program = arguments[0]
    logFolder = folder
    // The shell ends the server when the server itself or the pipe's other end has gone.
    let script = """
      exec 3<&0
      "$@" 3<&- < /dev/null & server=$!
      cat <&3 > /dev/null & wait -n
      kill $server 2> /dev/null; wait $server
      """
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script, "server"] + arguments
    process.standardInput = leash
    let log = try folder.open("log")
    process.standardOutput = log
    process.standardError = log
    try process.run()
  }

  deinit { stop() }

  var isRunning: Bool { process.isRunning }

  /// What it has printed so far.
  var log: String { (try? logFolder.text("log")) ?? "" }

  /// Waits until it answers.
  func waitUntilReady(_ isReady: () async -> Bool) async throws {
    for _ in 0..<600 where isRunning {
      if await isReady() { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw NotReady(program: program, log: log)
  }

  /// Ends the server and waits until it is gone.
  func stop() {
    try? leash.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
