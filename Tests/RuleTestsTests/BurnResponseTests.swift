import Codegen
import SLODSL
import Testing

/// What `slogen explain` says of detection and reset is what promtool measured.
struct BurnResponseTests {
  private static let slo = ExampleModels.slo("availability", ExampleModels.availability)

  private static func response(
    _ severity: AlertSeverity,
    errors: Int,
    of slo: ServiceLevelObjective = slo,
    rate: ExactNumber? = nil
  ) -> BurnResponse? {
    BurnResponse(
      of: severity,
      to: ExactNumber(Int128(errors), over: 2000),
      objective: slo.objectives[0],
      slo: slo,
      rate: rate
    )
  }

  /// Pages within two evaluations of the measured minute; tickets within those of the long group.
  @Test(arguments: SimulationTests.measured)
  func agreesWithWhatWasMeasured(_ incident: SimulationTests.Incident) {
    let severities = [
      (AlertSeverity.page, incident.page, incident.lastPage, 2),
      (.ticket, incident.ticket, incident.lastTicket, 6),
    ]
    for (severity, first, last, slack) in severities {
      let response = Self.response(severity, errors: incident.errors)
      // An incident that ends before the alert's time fires nothing.
      let isReached = response.map { $0.detection <= .minutes(Int64(incident.minutes)) } ?? false
      #expect(isReached == (first != nil), "\(severity): \(String(describing: response))")
      guard let response, let first else { continue }
      let minutes = Int(response.detection.milliseconds / 60_000)
      #expect(abs(minutes - first) <= slack, "\(severity) after \(minutes), measured \(first)")
      guard let last else { continue }
      let reset = Int(response.reset.milliseconds / 60_000)
      #expect(abs(reset - (last - incident.minutes)) <= slack, "\(severity) gone \(reset) later")
    }
  }

  @Test func spendsWhatThePolicySays() {
    // At exactly the factor, the long window spends the pair's share: 14.4 × 1h / 30d = 2 %.
    #expect(Self.response(.page, errors: 29)?.spent.percentText == "2.01388888889%")
    #expect(Self.response(.page, errors: 12) == nil, "6 times the budget is not exceeded")
  }

  @Test func fewEventsDelayOrPrevent() throws {
    let everySecond = Self.response(.page, errors: 2000, rate: .one)
    #expect(everySecond?.detection == .minute)
    // One request in five minutes: three errors take a quarter of an hour.
    let seldom = try #require(
      Self.response(.page, errors: 2000, rate: ExactNumber(1, over: 300))
    )
    #expect(seldom.detection == .minutes(15))
    // One request in five hours: an hour never holds three, six hours neither.
    #expect(Self.response(.page, errors: 2000, rate: ExactNumber(1, over: 18_000)) == nil)
  }
}
