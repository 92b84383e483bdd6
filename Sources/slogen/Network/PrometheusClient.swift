import Codegen
import SLODSL

/// Prometheus's API for queries, version 1, as all its kin answer it.
struct PrometheusClient: Sendable {
  let http: HTTPClient
  /// How long one answer may take.
  let patience: Swift.Duration

  init(_ address: HTTPAddress, patience: Swift.Duration) {
    http = HTTPClient(address: address)
    self.patience = patience
  }

  /// The value of an expression that counts: a count of nothing has no series at all.
  func count(_ expression: PromQLExpression) throws(NetworkError) -> Int {
    let query = WebAddress.escapedPart(expression.writtenLine)
    let path = "/api/v1/query?query=" + query
    let answer = JSON.read(try http.ask(path, until: .now + patience))
    guard let answer, answer["status"]?.text == "success",
      let series = answer["data"]?["result"]?.elements, series.count < 2
    else { throw .failed("it does not answer like a Prometheus") }
    guard let first = series.first else { return 0 }
    guard let text = first["value"]?.elements.last?.text, let count = Int(text), count >= 0 else {
      throw .failed("it does not answer like a Prometheus")
    }
    return count
  }
}
