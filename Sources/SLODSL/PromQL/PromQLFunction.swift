/// What PromQL knows of a function: its arguments, its result, and where it exists.
///
/// Facts from Prometheus's documentation ("Query functions") and release notes up to 3.14.
package struct PromQLFunction: Sendable {
  package let name: String
  /// The last type repeats where more arguments are allowed.
  package let arguments: [PromQLType]
  package let fewest: Int
  /// Nil when there is no upper bound.
  package let most: Int?
  package let result: PromQLType
  package let since: PromQLVersion
  /// The first version without it.
  package let removed: PromQLVersion?
  /// The last version in which it is behind `experimental-functions`; nil when it never was.
  package let experimentalUntil: PromQLVersion?

  package static func named(_ name: String) -> PromQLFunction? {
    var name = name
    return name.withUTF8 { index(of: $0).map { all[$0] } }
  }

  /// The name itself when a function has it: a text of the table, which costs nothing to keep.
  static func name(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    index(of: bytes).map { all[$0].name }
  }

  /// All names, sorted, for suggestions.
  package static let names = all.map(\.name).sorted()

  /// Whether it is behind a flag in a version.
  package func isExperimental(in version: PromQLVersion) -> Bool {
    experimentalUntil.map { version <= $0 } ?? false
  }

  private static let all: [PromQLFunction] = groups.flatMap { group in
    group.names.split(separator: " ").map { name in
      PromQLFunction(
        name: String(name),
        arguments: group.arguments,
        fewest: group.fewest ?? group.arguments.count,
        most: group.isOpen ? nil : group.most ?? group.arguments.count,
        result: group.result,
        since: group.since,
        removed: group.removed,
        experimentalUntil: group.experimentalUntil
      )
    }
  }

  /// Indices into `all` by the hash of the name, -1 where there is none: a name of an expression is
  /// looked up where it stands, without making a string of it.
  private static let slots: [Int16] = {
    var slots = [Int16](repeating: -1, count: 1024)
    for (index, function) in all.enumerated() {
      var slot = hash(function.name.utf8)
      while slots[slot] >= 0 { slot = (slot + 1) % slots.count }
      slots[slot] = Int16(index)
    }
    return slots
  }()

  /// FNV-1a, folded to 10 bits.
  private static func hash(_ bytes: some Sequence<UInt8>) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Int((hash >> 10 ^ hash) & 0x3FF)
  }

  private static func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    var slot = hash(name)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if all[index].name.utf8.elementsEqual(name) { return index }
      slot = (slot + 1) % slots.count
    }
    return nil
  }

  /// Functions of one signature and one age.
  private struct Group {
    let names: String
    let arguments: [PromQLType]
    var result = PromQLType.vector
    var fewest: Int?
    var most: Int?
    var isOpen = false
    var since = PromQLVersion(2, 30)
    var removed: PromQLVersion?
    var experimentalUntil: PromQLVersion?
  }

  /// Still experimental in the newest version that the table knows.
  private static let stillExperimental = PromQLVersion(99, 0)

  private static let groups: [Group] = [
    // instant vector to instant vector
    Group(
      names: """
        abs absent ceil exp floor ln log10 log2 sgn sqrt sort sort_desc timestamp
        """.replacingNewlines,
      arguments: [.vector]
    ),
    Group(
      names: "acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh",
      arguments: [.vector],
      since: PromQLVersion(2, 31)
    ),
    Group(
      names: "histogram_count histogram_sum",
      arguments: [.vector],
      since: PromQLVersion(2, 40)
    ),
    Group(
      names: "histogram_stddev histogram_stdvar",
      arguments: [.vector],
      since: PromQLVersion(2, 47)
    ),
    Group(names: "histogram_avg", arguments: [.vector], since: PromQLVersion(2, 51)),
    Group(
      names: "start_timestamp",
      arguments: [.vector],
      since: PromQLVersion(3, 14),
      experimentalUntil: stillExperimental
    ),
    // dates, of the evaluation time without an argument
    Group(
      names: "day_of_month day_of_week days_in_month hour minute month year",
      arguments: [.vector],
      fewest: 0
    ),
    Group(names: "day_of_year", arguments: [.vector], fewest: 0, since: PromQLVersion(2, 36)),
    // range vector to instant vector
    Group(
      names: """
        rate irate increase delta idelta deriv changes resets avg_over_time min_over_time
        max_over_time sum_over_time count_over_time stddev_over_time stdvar_over_time
        last_over_time present_over_time absent_over_time
        """.replacingNewlines,
      arguments: [.matrix]
    ),
    Group(
      names: "mad_over_time",
      arguments: [.matrix],
      since: PromQLVersion(2, 49),
      experimentalUntil: stillExperimental
    ),
    Group(
      names: "first_over_time",
      arguments: [.matrix],
      since: PromQLVersion(3, 7),
      experimentalUntil: PromQLVersion(3, 13)
    ),
    Group(
      names: "ts_of_min_over_time ts_of_max_over_time ts_of_last_over_time",
      arguments: [.matrix],
      since: PromQLVersion(3, 5),
      experimentalUntil: stillExperimental
    ),
    Group(
      names: "ts_of_first_over_time",
      arguments: [.matrix],
      since: PromQLVersion(3, 7),
      experimentalUntil: stillExperimental
    ),
    Group(names: "predict_linear", arguments: [.matrix, .scalar]),
    Group(names: "quantile_over_time", arguments: [.scalar, .matrix]),
    Group(
      names: "holt_winters",
      arguments: [.matrix, .scalar, .scalar],
      removed: PromQLVersion(3, 0)
    ),
    Group(
      names: "double_exponential_smoothing",
      arguments: [.matrix, .scalar, .scalar],
      since: PromQLVersion(3, 0),
      experimentalUntil: stillExperimental
    ),
    // with scalars
    Group(names: "clamp_min clamp_max", arguments: [.vector, .scalar]),
    Group(names: "clamp", arguments: [.vector, .scalar, .scalar]),
    Group(names: "round", arguments: [.vector, .scalar], fewest: 1),
    Group(names: "histogram_quantile", arguments: [.scalar, .vector]),
    Group(
      names: "histogram_fraction",
      arguments: [.scalar, .scalar, .vector],
      since: PromQLVersion(2, 40)
    ),
    Group(
      names: "histogram_quantiles",
      arguments: [.vector, .string, .scalar, .scalar],
      fewest: 3,
      most: 12,
      since: PromQLVersion(3, 11),
      experimentalUntil: stillExperimental
    ),
    // labels
    Group(names: "label_replace", arguments: [.vector, .string, .string, .string, .string]),
    Group(
      names: "label_join",
      arguments: [.vector, .string, .string, .string],
      fewest: 3,
      isOpen: true
    ),
    Group(
      names: "sort_by_label sort_by_label_desc",
      arguments: [.vector, .string],
      fewest: 1,
      isOpen: true,
      since: PromQLVersion(2, 49),
      experimentalUntil: stillExperimental
    ),
    Group(
      names: "info",
      arguments: [.vector, .vector],
      fewest: 1,
      since: PromQLVersion(2, 55),
      experimentalUntil: stillExperimental
    ),
    // scalars
    Group(names: "scalar", arguments: [.vector], result: .scalar),
    Group(names: "vector", arguments: [.scalar]),
    Group(names: "time", arguments: [], result: .scalar),
    Group(names: "pi", arguments: [], result: .scalar, since: PromQLVersion(2, 31)),
    Group(
      names: "start end step range",
      arguments: [],
      result: .scalar,
      since: PromQLVersion(3, 12),
      experimentalUntil: stillExperimental
    ),
    Group(
      names: "max_of min_of",
      arguments: [.scalar, .scalar],
      result: .scalar,
      since: PromQLVersion(3, 13),
      experimentalUntil: stillExperimental
    ),
  ]
}

extension String {
  /// Blanks for line feeds, so that a list of words may span lines.
  fileprivate var replacingNewlines: String {
    String(decoding: utf8.map { $0 == 0x0A ? 0x20 : $0 }, as: UTF8.self)
  }
}
