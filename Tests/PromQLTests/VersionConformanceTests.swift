import Foundation
import SLODSL
import Testing

/// Each version of Prometheus takes what the options for it take, and the portable profile takes
/// what all of them take.
@Suite(.enabled(if: ConformanceCorpus.isPresent, "the corpus ../shared/corpus/promql is not here"))
struct VersionConformanceTests {
  typealias Server = ConformanceCorpus.Server

  @Test(arguments: ConformanceTests.files)
  func portableIsWhatAllServersTake(_ name: String) throws {
    var tally = Tally("portable", name)
    for item in try ConformanceCorpus.cases(name) {
      let isTaken = item.acceptedBy == Set(Server.all.map(\.name))
      let verdict = Verdict(item.input, options: .portable)
      tally.count(
        verdict.isAccepted == isTaken,
        item.text,
        "\(verdict.errors.first?.message ?? "accepted") \(item.acceptedBy.sorted())"
      )
    }
    tally.report()
  }

  @Test(arguments: Server.all)
  func optionsOfAVersionTakeWhatItTakes(_ server: Server) throws {
    for name in ConformanceTests.files {
      var tally = Tally("Prometheus \(server.name)", name)
      for item in try ConformanceCorpus.cases(name) {
        let isTaken = item.acceptedBy.contains(server.name)
        let verdict = Verdict(item.input, options: server.options)
        if isTaken, !verdict.isAccepted {
          if !item.isAccepted {
            tally.except("mistakes that later servers refuse, such as [5s x 5s]")
            continue
          }
          if item.hasNaNOffset {
            tally.except("an offset of NaN, which servers print as 292 years")
            continue
          }
        }
        tally.count(
          verdict.isAccepted == isTaken,
          item.text,
          "\(verdict.errors.first?.message ?? "accepted") \(item.acceptedBy.sorted())"
        )
      }
      tally.report()
    }
  }

  /// Without flags the newest server says no to what needs one.
  @Test(arguments: ConformanceTests.files)
  func flagsAreAskedFor(_ name: String) throws {
    var tally = Tally("flags", name)
    for item in try ConformanceCorpus.cases(name)
    where item.isAccepted && !item.hasNaNOffset {
      let features = item.requires.compactMap(PromQLOptions.Feature.init(rawValue:))
      for flags in [Set(features), []] {
        let newest = PromQLVersion(3, 14)
        let options = PromQLOptions(oldest: newest, newest: newest, features: flags)
        let verdict = Verdict(item.input, options: options)
        tally.count(
          verdict.isAccepted == flags.isSuperset(of: features),
          item.text,
          "\(verdict.errors.first?.message ?? "accepted") with \(flags.map(\.rawValue))"
        )
      }
    }
    if name != "realworld-rejected" { tally.report() }
  }
}
