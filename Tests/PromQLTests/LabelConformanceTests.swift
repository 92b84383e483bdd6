import Foundation
import SLODSL
import Testing

/// What the inference says against what the engine of Prometheus returned for the same metrics.
@Suite struct LabelConformanceTests {
  /// An expression over metrics whose series all carry exactly these labels.
  private struct Observation {
    let input: String
    let labels: [String: [String]]
    /// Series of each metric, which differ in `instance` where they have it.
    let instances: Int
    /// The sets of label names of the results; nil where the engine refused a match.
    let observed: [Set<String>]?
    let matchError: String?

    var catalog: SeriesCatalog {
      SeriesCatalog(
        labels.mapValues { names in
          let varies = Set(names).intersection(instances > 1 ? ["instance"] : [])
          return SeriesLabels(
            always: Set(names),
            may: .finite(Set(names)),
            key: varies,
            varying: varies
          )
        },
        isComplete: true
      )
    }
  }

  private static func observations() throws -> [Observation] {
    try ConformanceCorpus.cases("labels").flatMap { item in
      (item.fields["cases"] as? [[String: Any]] ?? []).map { fields in
        Observation(
          input: item.text,
          labels: fields["catalog"] as? [String: [String]] ?? [:],
          instances: fields["instances"] as? Int ?? 1,
          observed: (fields["observed"] as? [[String]])?.map { Set($0) },
          matchError: fields["match_error"] as? String
        )
      }
    }
  }

  @Test(.enabled(if: ConformanceCorpus.isPresent, "the corpus of label sets is not here"))
  func isSoundAndNearlyExact() throws {
    var (all, sound, exact) = (0, 0, 0)
    var unsound: [String] = []
    var inexact: [String] = []
    for item in try Self.observations() {
      guard let observed = item.observed else { continue }
      let expression = try #require(
        PromQLParser.parse(Array(item.input.utf8), options: .everything).expression
      )
      let type = LabelInference.type(of: expression, catalog: item.catalog)
      all += 1
      let isSound = observed.allSatisfy { set in
        type.alternatives.contains { alternative in
          alternative.must.isSubset(of: set) && set.allSatisfy(alternative.may.contains)
        }
      }
      if isSound { sound += 1 } else { unsound.append("\(item.input)\n  \(observed) \(type)") }
      let exactly = type.alternatives.allSatisfy { alternative in
        alternative.may == .finite(alternative.must) && observed.contains(alternative.must)
      }
      if isSound, exactly {
        exact += 1
      } else {
        inexact.append("\(item.input)\n  \(observed) \(type)")
      }
    }
    print("label sets: sound \(sound) of \(all), exact \(exact) of \(all)")
    if ProcessInfo.processInfo.environment["SHOW_INEXACT"] != nil {
      print(inexact.joined(separator: "\n"))
    }
    #expect(all > 5000)
    #expect(unsound == [])
    #expect(exact * 100 >= all * 99, "\(inexact.prefix(5))")
  }

  @Test(.enabled(if: ConformanceCorpus.isPresent, "the corpus of label sets is not here"))
  func seesWhereTheEngineRefusesAMatch() throws {
    var (refused, seen) = (0, 0)
    var falseAlarms: [String] = []
    var missed: [String] = []
    for item in try Self.observations() {
      let expression = try #require(
        PromQLParser.parse(Array(item.input.utf8), options: .everything).expression
      )
      var inference = LabelInference(catalog: item.catalog)
      _ = inference.type(of: expression)
      let isSeen = inference.judgements.contains { judgement in
        switch judgement {
        case .manyOnOneSide, .groupingNotUnique: true
        default: false
        }
      }
      if item.matchError != nil {
        refused += 1
        if isSeen { seen += 1 } else { missed.append(item.input) }
      } else if isSeen {
        falseAlarms.append(item.input)
      }
    }
    print("refused matches: seen \(seen) of \(refused), false alarms \(falseAlarms.count)")
    #expect(refused > 50)
    #expect(falseAlarms == [])
    #expect(missed == [])
  }
}
