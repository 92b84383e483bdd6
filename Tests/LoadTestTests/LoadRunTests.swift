import Codegen
import CommandSupport
import SLODSL
import ServerSupport
import TestSupport
import Testing

/// Runs against a real service: the exit code, the summary and the report say what happened.
@Suite(
  .serialized,
  .enabled(
    if: K6.isExpected && Tool.isExpected("python3"),
    "Tests/run has not installed k6 and Python"
  )
)
struct LoadRunTests {
  /// k6's exit codes, as far as runs are meant to end with them.
  private enum ExitCode {
    static let passed: Int32 = 0
    static let thresholdsCrossed: Int32 = 99
    static let aborted: Int32 = 108
  }

  private static func script(_ name: String) throws -> String {
    let spec = try #require(try Corpus("load-tests").cases.first { $0.name == "running" })
    let scripts = try LoadScripts(spec).scripts
    return try #require(scripts.first { $0.plan.load.name == name }).text
  }

  /// A run that takes a few seconds.
  private func run(
    _ k6: K6,
    _ name: String = "http",
    against behaviour: String,
    profile: String = "baseline",
    scale: String = "0.05",
    token: String = "letmein"
  ) async throws -> K6.Outcome {
    let server = try await ScriptServer(Repository.root + "/Tests/LoadTestTests/target.py")
    defer { withExtendedLifetime(server) {} }
    return try await k6.run(
      try Self.script(name),
      [
        "BASE_URL": "http://127.0.0.1:\(server.port)/\(behaviour)", "PROFILE": profile,
        "DURATION_SCALE": scale, "LOAD_TOKEN": token,
      ]
    )
  }

  @Test(arguments: K6.all)
  func aServiceThatKeepsItsPromisesPasses(_ k6: K6) async throws {
    let smoke = try await run(k6, against: "good", profile: "smoke")
    #expect(smoke.exitCode == ExitCode.passed, "\(smoke.output)")
    #expect(smoke.summary?.passed == true)

    let outcome = try await run(k6, against: "good")
    #expect(outcome.exitCode == ExitCode.passed, "\(outcome.output)")
    let summary = try #require(outcome.summary)
    #expect(summary.schema == "slogen.load-test/1")
    #expect(summary.passed)
    #expect(summary.thresholds.filter { !$0.passed }.map(\.metric) == [])
    #expect(summary.objectives.map(\.slo) == ["shop/availability", "shop/latency"])
    for proof in summary.objectives {
      #expect(proof.verdict == "met")
      #expect(proof.bad == 0)
      #expect(proof.ratio == 1)
      #expect(proof.events >= proof.requiredEvents)
      #expect(proof.isShownWith95PercentConfidence)
    }
    #expect(summary.traffic.failed == 0)
    #expect(summary.traffic.milliseconds.p99 != nil)
    #expect(outcome.report.contains("shop/latency is met, and shown with 95 % confidence."))
  }

  @Test(arguments: K6.all)
  func aServiceThatIsTooSlowFails(_ k6: K6) async throws {
    let outcome = try await run(k6, against: "slow")
    #expect(outcome.exitCode == ExitCode.thresholdsCrossed, "\(outcome.output)")
    let summary = try #require(outcome.summary)
    #expect(!summary.passed)
    #expect(summary["shop/latency"]?.verdict == "missed")
    #expect(summary["shop/availability"]?.bad == 0)
    #expect(summary.traffic.failed == 0)
  }

  @Test(arguments: K6.all)
  func aServiceThatFailsFails(_ k6: K6) async throws {
    let outcome = try await run(k6, against: "failing")
    #expect(outcome.exitCode == ExitCode.thresholdsCrossed, "\(outcome.output)")
    let summary = try #require(outcome.summary)
    #expect(summary["shop/availability"]?.verdict == "missed")
    // Its failures are no events of the latency SLO.
    let latency = try #require(summary["shop/latency"])
    #expect(latency.bad == 0)
    #expect(latency.events < summary["shop/availability"]?.events ?? 0)
    #expect((0.25...0.42).contains(summary.traffic.errorRatio ?? 0))
    #expect(outcome.report.contains("shop/availability was missed"))
  }

  /// 20 minutes are 24 seconds here; there are enough events to judge by after ten.
  @Test(arguments: K6.all)
  func aBreakpointEndsWhereAnObjectiveIsMissed(_ k6: K6) async throws {
    let outcome = try await run(k6, against: "failing", profile: "breakpoint", scale: "0.02")
    #expect(outcome.exitCode == ExitCode.thresholdsCrossed, "\(outcome.output)")
    let summary = try #require(outcome.summary)
    #expect(summary["shop/availability"]?.verdict == "missed")
    #expect((9.0...22.0).contains(summary.seconds))
    #expect((35.0...58.0).contains(summary.traffic.plannedPerSecondAtEnd))
    #expect(outcome.report.contains("The run ended at"))
  }

  /// What the indicator calls good is good here too, but a smoke test wants to see it work.
  @Test(arguments: K6.all)
  func clientErrorsAreJudgedAsTheIndicatorDoes(_ k6: K6) async throws {
    let outcome = try await run(k6, against: "missing")
    #expect(outcome.summary?["shop/availability"]?.verdict == "met")
    let smoke = try await run(k6, against: "missing", profile: "smoke")
    #expect(smoke.exitCode == ExitCode.thresholdsCrossed, "\(smoke.output)")
  }

  @Test(arguments: K6.all)
  func aServiceThatNeverAnswersFails(_ k6: K6) async throws {
    let silent = try await run(k6, against: "silent", profile: "smoke")
    #expect(silent.exitCode == ExitCode.thresholdsCrossed, "\(silent.output)")
    let baseline = try await run(k6, against: "silent")
    #expect(baseline.exitCode == ExitCode.thresholdsCrossed, "\(baseline.output)")
    for proof in baseline.summary?.objectives ?? [] {
      #expect(proof.verdict == "missed")
      #expect(proof.bad == proof.events)
    }
    let dead = try await run(k6, against: "dead")
    #expect(dead.exitCode == ExitCode.aborted, "\(dead.output)")
    #expect(dead.output.contains("does not answer"))
    #expect(dead.summary?.passed == false)
    #expect(dead.summary?["shop/availability"]?.verdict == "unproven")
  }

  /// Nothing sent is nothing shown, although no threshold of a rate is crossed.
  @Test(arguments: K6.all)
  func aRunWithoutRequestsFails(_ k6: K6) async throws {
    let outcome = try await run(k6, against: "good", scale: "0.00001")
    #expect(outcome.exitCode == ExitCode.thresholdsCrossed, "\(outcome.output)")
    let summary = try #require(outcome.summary)
    #expect(summary.traffic.requests == 0)
    #expect(summary.objectives.allSatisfy { $0.verdict == "unproven" })
    let rates = summary.thresholds.filter { $0.metric.hasPrefix("slo_good_") }
    #expect(!rates.isEmpty)
    #expect(summary.thresholds.contains { $0.metric.hasPrefix("slo_events_") && !$0.passed })
  }

  @Test(arguments: K6.all)
  func nothingIsSentWithoutASecret(_ k6: K6) async throws {
    let outcome = try await run(k6, against: "good", token: "")
    #expect(outcome.exitCode == ExitCode.aborted, "\(outcome.output)")
    #expect(outcome.output.contains("set LOAD_TOKEN, or put it into secrets/load-token"))
    #expect(outcome.summary?.traffic.requests == 0)
  }

  // MARK: WebSockets

  @Test(arguments: K6.all)
  func socketsAreJudgedByHandshakesAndAnswers(_ k6: K6) async throws {
    let outcome = try await run(k6, "live", against: "good")
    #expect(outcome.exitCode == ExitCode.passed, "\(outcome.output)")
    let summary = try #require(outcome.summary)
    let connect = try #require(summary["shop/connect"])
    let delivery = try #require(summary["shop/delivery"])
    #expect(connect.verdict == "met")
    #expect(delivery.verdict == "met")
    // Several messages go over each connection.
    #expect(delivery.events > connect.events)
  }

  @Test(arguments: K6.all)
  func socketsThatFailOrStaySilentFail(_ k6: K6) async throws {
    let failing = try await run(k6, "live", against: "failing")
    #expect(failing.exitCode == ExitCode.thresholdsCrossed, "\(failing.output)")
    #expect(failing.summary?["shop/connect"]?.verdict == "missed")
    let mute = try await run(k6, "mute", against: "good", profile: "smoke")
    #expect(mute.exitCode == ExitCode.thresholdsCrossed, "\(mute.output)")
  }
}
