import Codegen
import SLODSL

/// Alertmanager's API, version 2 (`api/v2/openapi.yaml`).
struct AlertmanagerClient: Sendable {
  /// An alert as Alertmanager shows it.
  struct ShownAlert: Hashable, Sendable {
    let labels: [Label]
    let fingerprint: String
    /// Names of receivers, in the order of routes.
    let receivers: [String]
    let isSuppressed: Bool
    let silencedBy: [String]
    /// Fingerprints of alerts.
    let inhibitedBy: [String]
  }

  private static let patience = Swift.Duration.seconds(5)

  let http: HTTPClient

  init(_ address: HTTPAddress) {
    http = HTTPClient(address: address)
  }

  /// Its version; it answers.
  func version() throws(NetworkError) -> String {
    let answer = try ask("/api/v2/status")
    guard let version = answer["versionInfo"]?["version"]?.text else {
      throw .failed("it does not answer like an Alertmanager")
    }
    return version
  }

  /// The receivers of its configuration.
  func receivers() throws(NetworkError) -> [String] {
    try ask("/api/v2/receivers").elements.compactMap { $0["name"]?.text }
  }

  /// Sends alerts that end by themselves, whatever becomes of slogen.
  ///
  /// - Parameter seconds: from now to their end; none end at once.
  func send(_ alarms: [TestAlarm], endingIn seconds: Int) throws(NetworkError) {
    let end = Timestamp.text(secondsFromNow: seconds)
    let alerts = alarms.map { alarm in
      JSON.members([
        "labels": alarm.labels.json, "annotations": alarm.annotations.json, "endsAt": .text(end),
      ])
    }
    _ = try http.ask("/api/v2/alerts", posting: .array(alerts), until: .now + Self.patience)
  }

  /// The alerts that fire and have a label, silent ones too.
  func alerts(with label: Label) throws(NetworkError) -> [ShownAlert] {
    // The value of the one label that is asked for needs no escapes.
    let filter = "\(label.name)%3D%22\(label.value)%22"
    return try ask("/api/v2/alerts?filter=\(filter)").elements.map { alert in
      let status = alert["status"]
      return ShownAlert(
        labels: alert["labels"]?.labels ?? [],
        fingerprint: alert["fingerprint"]?.text ?? "",
        receivers: alert["receivers"]?.elements.compactMap { $0["name"]?.text } ?? [],
        isSuppressed: status?["state"]?.text == "suppressed",
        silencedBy: status?["silencedBy"]?.elements.compactMap(\.text) ?? [],
        inhibitedBy: status?["inhibitedBy"]?.elements.compactMap(\.text) ?? []
      )
    }
  }

  private func ask(_ path: String) throws(NetworkError) -> JSON {
    guard let answer = JSON.read(try http.ask(path, until: .now + Self.patience)) else {
      throw .failed("it does not answer like an Alertmanager")
    }
    return answer
  }
}

extension [Label] {
  fileprivate var json: JSON { .object(map { JSON.Member($0.name, .text($0.value)) }) }
}
