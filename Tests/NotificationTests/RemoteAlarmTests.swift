import Codegen
import CommandSupport
import Foundation
import SLODSL
import ServerSupport
import TestSupport
import Testing

/// `slogen alarm-test --alertmanager` against a real Alertmanager that somebody else runs.
@Suite(
  .enabled(if: Tool.isExpected(AlertmanagerServer.programs), "alertmanager is not installed")
)
struct RemoteAlarmTests {
  private static let subject = "cart/availability"

  /// The server with the routes of a spec, and a folder with the specs.
  private struct Site {
    let server: AlertmanagerServer
    let folder: TemporaryFolder

    /// - Parameter port: where receivers send what they have to tell.
    init(port: UInt16, replacing text: String = "", with other: String = "") async throws {
      folder = try TemporaryFolder()
      try folder.copy(contentsOf: Corpus.root + "/alertmanager")
      let examples = try Corpus("alertmanager").cases
      let example = try #require(examples.first { $0.name == "exceptions" })
      let spec = try RoutedSpec(example)
      let routes = try #require(spec.plans.routes)
      let rehearsal = routes.rehearsed(at: "http://127.0.0.1:\(port)/")
      let bytes = AlertmanagerConfiguration(routes: rehearsal).bytes
      let configuration = String(decoding: bytes, as: UTF8.self)
      server = try AlertmanagerServer(
        Tool.alertmanager,
        configuration: text.isEmpty
          ? configuration : configuration.replacing(text, with: other)
      )
      try await server.waitUntilReady()
    }

    func run(_ script: String) async throws -> Executable.Outcome {
      let outcome = try await Executable.run(
        script: script.replacing("URL", with: "http://127.0.0.1:\(server.port)"),
        in: folder.path
      )
      return outcome
    }

    /// The names of alerts that fire.
    func firing() async throws -> String {
      String(decoding: try await server.show("/alerts"), as: UTF8.self)
    }
  }

  @Test func showsRoutesAndStateAndEndsTheAlerts() async throws {
    let site = try await Site(port: 1)
    let outcome = try await site.run(
      "slogen alarm-test \(Self.subject) --specs exceptions.slo --alertmanager URL/ --hold 1s"
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
    let events = outcome.standardOutput.split(separator: "\n").map { $0.prefix(18) }
    #expect(
      events.dropFirst().map { $0.split(separator: " ").joined(separator: " ") } == [
        "page sent", "ticket sent", "page routed", "ticket routed", "page fires",
        "ticket held back", "page ended", "ticket free", "ticket ended", "passed",
      ]
    )
    #expect(outcome.standardOutput.contains("page    routed     to pager, as the specs say\n"))
    #expect(try await site.firing() == "[]\n")
  }

  @Test func hearsWhatAWebhookIsTold() async throws {
    let port = try Loopback.freePort()
    let site = try await Site(port: port)
    let outcome = try await site.run(
      "slogen alarm-test \(Self.subject) --specs exceptions.slo --alertmanager URL"
        + " --listen 127.0.0.1:\(port) --timeout 30s"
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
    for line in [
      "page    arrived    at pager\n", "page    recovered  and told at pager\n",
      "ticket  arrived    at mail, now that nobody is paged\n",
      "ticket  recovered  and told at mail\n",
    ] {
      #expect(outcome.standardOutput.contains(line), "\(line) in \(outcome.standardOutput)")
    }
  }

  @Test func aSilenceIsAFailure() async throws {
    let site = try await Site(port: 1)
    let outcome = try await site.run(
      """
      id=$(amtool silence add --alertmanager.url=URL --comment=test --author=test \
        --duration=1h slo_service=cart)
      slogen alarm-test \(Self.subject) --specs exceptions.slo --alertmanager URL --severity page \
        | sed "s/$id/ID/"
      exit ${PIPESTATUS[0]}
      """
    )
    #expect(outcome.exitCode == 1)
    let line = "page    FAILED     is silenced by ID: nobody is told\n"
    #expect(outcome.standardOutput.contains(line), "\(outcome.standardOutput)")
    #expect(try await site.firing() == "[]\n")
  }

  @Test func aRealPageThatFiresAlreadyIsNoticedAndSurvives() async throws {
    let site = try await Site(port: 1)
    let outcome = try await site.run(
      """
      amtool alert add --alertmanager.url=URL alertname=SLOPageBurn severity=critical owner=web \
        slo_id=cart/availability slo_service=cart slo_name=availability
      slogen alarm-test \(Self.subject) --specs exceptions.slo --alertmanager URL --severity ticket
      """
    )
    #expect(outcome.exitCode == 1)
    let line = "ticket  FAILED     is held back by another alert that fires: nobody is told\n"
    #expect(outcome.standardOutput.contains(line), "\(outcome.standardOutput)")
    let firing = try await site.firing()
    #expect(firing.contains("SLOPageBurn") && !firing.contains("SLOTicketBurn"))
  }

  /// Receivers of other names are somebody else's business.
  @Test func anotherConfigurationIsShownAsItIs() async throws {
    let site = try await Site(port: 1, replacing: "pager", with: "duty")
    let outcome = try await site.run(
      "slogen alarm-test \(Self.subject) --specs exceptions.slo --alertmanager URL --hold 1s"
        + " --severity page"
    )
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
    #expect(outcome.standardOutput.contains("page    routed     to duty\n"))
  }

  @Test(.enabled(if: Tool.isExpected(["python3"]), "python3 is not installed"))
  func whatIsNoAlertmanagerIsRefused() async throws {
    let folder = try TemporaryFolder()
    try folder.copy(contentsOf: Corpus.root + "/alertmanager")
    let port = try Loopback.freePort()
    let outcome = try await Executable.run(
      script: """
        python3 -m http.server --bind 127.0.0.1 \(port) > /dev/null 2>&1 & server=$!
        until (exec 3<> /dev/tcp/127.0.0.1/\(port)) 2> /dev/null; do sleep 0.1; done
        slogen alarm-test --specs exceptions.slo --alertmanager http://127.0.0.1:\(port)
        code=$?
        kill -KILL $server
        exit $code
        """,
      in: folder.path
    )
    #expect(outcome.exitCode == 1)
    #expect(outcome.standardError.hasPrefix("slogen: http://127.0.0.1:\(port): the answer is 404"))
  }
}
