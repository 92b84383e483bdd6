import SLODSL

/// The series that rules read and write while they are replayed.
package final class SeriesStore {
  package private(set) var series: [TimeSeries] = []
  private var places: [SeriesIdentity: Int] = [:]
  /// What selectors select; forgotten with each new series.
  private var selections: [VectorSelector: [Int]] = [:]

  package init() {}

  package func append(_ sample: Sample, to labels: SeriesIdentity) {
    series[place(of: labels)].append(sample)
  }

  package func append(_ other: TimeSeries) {
    if places[other.labels] == nil {
      places[other.labels] = series.count
      series.append(other)
      selections = [:]
    } else {
      for sample in other.samples { append(sample, to: other.labels) }
    }
  }

  private func place(of labels: SeriesIdentity) -> Int {
    if let place = places[labels] { return place }
    places[labels] = series.count
    series.append(TimeSeries(labels))
    selections = [:]
    return series.count - 1
  }

  /// The series that a selector means, whatever its offset.
  func series(of selector: VectorSelector) throws -> [TimeSeries] {
    var key = selector
    key.offset = nil
    if let known = selections[key] { return known.map { series[$0] } }
    let tests = try key.tests
    let found = series.indices.filter { index in
      let labels = series[index].labels
      return tests.allSatisfy { $0(labels) }
    }
    selections[key] = found
    return found.map { series[$0] }
  }
}

extension VectorSelector {
  /// What labels must pass.
  fileprivate var tests: [(SeriesIdentity) -> Bool] {
    get throws {
      let own = name.map { [LabelMatcher(SeriesIdentity.name, .equal, $0)] } ?? []
      return try (own + matchers).map { try $0.test }
    }
  }
}

extension LabelMatcher {
  fileprivate var test: (SeriesIdentity) -> Bool {
    get throws {
      let (label, value) = (label, value)
      switch self.operator {
      case .equal: return { $0[label] == value }
      case .notEqual: return { $0[label] != value }
      case .matches, .matchesNot:
        let expression = try RegularExpression.parse(value).get()
        let wanted = self.operator == .matches
        return { (expression.matches($0[label]) ?? false) == wanted }
      }
    }
  }
}
