import Foundation
import SLODSL
import Testing

/// Mistakes are found where Prometheus finds them.
///
/// The place agrees when our first error begins within the bytes that the server names first, or at
/// their end where it names none. The words are our own.
@Suite(.enabled(if: ConformanceCorpus.isPresent, "the corpus ../shared/corpus/promql is not here"))
struct ErrorConformanceTests {
  @Test(arguments: ["parse", "extra", "derived", "realworld-rejected"])
  func findsMistakesWhereServersDo(_ name: String) throws {
    var tally = Tally("place of the first error", name)
    for item in try ConformanceCorpus.cases(name) where !item.isAccepted {
      guard let first = (item.fields["errors"] as? [[String: Any]])?.first,
        let start = first["start"] as? Int, let end = first["end"] as? Int,
        let own = Verdict(item.input, options: .everything).errors.first
      else { continue }
      let message = first["message"] as? String ?? ""
      let place = own.range.lowerBound
      if place + 1 == start, Self.isBehindByte(message) {
        tally.except("a byte that closes nothing, or divides nothing: servers name what follows it")
        continue
      }
      tally.count(
        place >= start && place <= max(start, end - 1),
        item.text,
        "\(own.range) \(own.message) — \(start)..<\(end) \(message)"
      )
    }
    tally.report()
  }

  private static func isBehindByte(_ message: String) -> Bool {
    message.hasPrefix("unexpected right parenthesis") || message.contains("colon")
  }
}
