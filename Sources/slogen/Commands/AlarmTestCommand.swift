import Codegen
import SLODSL

/// `slogen alarm-test`: whether those are told whom the specs name.
struct AlarmTestCommand {
  private let options: AlarmTestOptions
  private let settings: CompileSettings

  init(_ invocation: Invocation) throws(Misuse) {
    options = try AlarmTestOptions(invocation)
    settings = try CompileSettings(invocation, specs: invocation.options[.specs] ?? [])
  }

  /// Why there is no test.
  private struct Obstacle: Error {
    let message: String
  }

  func run(_ output: inout Output) -> ExitCode {
    let specs = CompiledSpecs(settings, generates: false)
    guard let model = specs.model else {
      specs.report(to: &output, colour: settings.colour)
      return .problems
    }
    Interrupt.watch()
    do throws(Obstacle) {
      let plans = Plans(for: model)
      let alarms = try alarms(in: plans)
      guard let address = options.alertmanager else {
        return try runLocally(alarms, plans.routes, &output)
      }
      return try runRemotely(at: address, alarms, plans.routes, &output)
    } catch {
      output.report("slogen: \(error.message)\n")
      return .problems
    }
  }

  // MARK: What is sent

  private func alarms(in plans: Plans) throws(Obstacle) -> [TestAlarm] {
    let slos = plans.model.services.flatMap(\.objectives)
    let severities = options.severity.map { [$0] } ?? AlertSeverity.allCases
    let alarms = { (slo: ServiceLevelObjective) in
      TestAlarm.alarms(of: slo, in: plans, now: Timestamp.now)
        .filter { alarm in severities.contains { alarm.subject == .incident($0) } }
    }
    guard let subject = options.subject else {
      guard let found = slos.lazy.map(alarms).first(where: { !$0.isEmpty }) else {
        throw Obstacle(message: "no SLO of these specs alerts anybody")
      }
      return found
    }
    if subject == AlertName.watchdog {
      if let heartbeat = TestAlarm.heartbeat(in: plans) { return [heartbeat] }
      throw Obstacle(message: "there is no \(subject): the project has no heartbeat:")
    }
    if let cause = plans.model.cause(named: subject) {
      if let alarm = TestAlarm.alarm(of: cause, in: plans, now: Timestamp.now) { return [alarm] }
      throw Obstacle(message: "\(subject) is for information: nobody is told")
    }
    let slo: ServiceLevelObjective
    do throws(UnknownObjective) {
      slo = try plans.model.objective(named: subject)
    } catch {
      throw Obstacle(message: error.message)
    }
    let found = alarms(slo)
    guard !found.isEmpty else {
      let what = options.severity.map { "has no \($0.rawValue)" } ?? "alerts nobody"
      throw Obstacle(message: "\(subject) \(what)")
    }
    return found
  }

  // MARK: Where to

  private func runLocally(
    _ alarms: [TestAlarm],
    _ routes: RoutePlan?,
    _ output: inout Output
  ) throws(Obstacle) -> ExitCode {
    guard let routes else {
      throw Obstacle(
        message: "the specs tell nobody: declare a receiver and list it in page: and ticket:"
      )
    }
    guard let path = LeashedProgram.path(ofAny: LocalAlertmanager.programs) else {
      throw Obstacle(
        message: "there is no alertmanager on the search path; install it (apt-get install "
          + "prometheus-alertmanager, or https://prometheus.io/download), or name a running one: "
          + "--alertmanager http://HOST:9093"
      )
    }
    let listener = try listener(on: "127.0.0.1", port: 0)
    let rehearsal = routes.rehearsed(at: "http://127.0.0.1:\(listener.port)/")
    let server: LocalAlertmanager
    let version: String
    do throws(LocalAlertmanager.Failure) {
      server = try LocalAlertmanager(
        path,
        configuration: AlertmanagerConfiguration(routes: rehearsal).bytes
      )
    } catch {
      throw Obstacle(message: "\(path) does not start; \(error.reason)")
    }
    defer { server.stop() }
    do throws(LocalAlertmanager.Failure) {
      version = try server.waitUntilReady(options.timeout)
    } catch {
      throw Obstacle(message: "\(path) does not start; \(error.reason)")
    }
    output.say("a local Alertmanager \(version) with the generated routes; nobody else is told\n")
    var trial = AlarmTrial(
      alarms: alarms,
      client: server.client,
      listener: listener,
      patience: options.timeout,
      hearsEverything: true,
      expected: { routes.receivers(of: $0.labels) }
    )
    return trial.run(&output)
  }

  private func runRemotely(
    at address: HTTPAddress,
    _ alarms: [TestAlarm],
    _ routes: RoutePlan?,
    _ output: inout Output
  ) throws(Obstacle) -> ExitCode {
    let client = AlertmanagerClient(address)
    let known: [String]
    let version: String
    do throws(NetworkError) {
      version = try client.version()
      known = try client.receivers()
    } catch {
      throw Obstacle(message: "\(address.text): \(error.reason)")
    }
    output.say("Alertmanager \(version) at \(address.text); its receivers are told\n")
    let listener = try options.listen.map { (place) throws(Obstacle) in
      try self.listener(on: place.host, port: place.port)
    }
    var trial = AlarmTrial(
      alarms: alarms,
      client: client,
      listener: listener,
      patience: options.timeout,
      hold: options.hold,
      expected: { alarm in
        // An Alertmanager with receivers of other names is configured by somebody else.
        let receivers = routes?.receivers(of: alarm.labels) ?? []
        return Set(receivers).isSubset(of: known) && !receivers.isEmpty ? receivers : nil
      }
    )
    return trial.run(&output)
  }

  private func listener(on host: String, port: UInt16) throws(Obstacle) -> WebhookListener {
    do throws(NetworkError) {
      return try WebhookListener(host: host, port: port)
    } catch {
      throw Obstacle(message: "cannot listen on \(host):\(port): \(error.reason)")
    }
  }
}
