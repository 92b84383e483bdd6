/// A series and its samples as rule tests write them: `up{job="a"} 1+1x5 _ stale`.
package struct PromQLSeriesDescription: Hashable, Sendable {
  package struct Label: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  /// One item of the list of values; it stands for several samples when it repeats.
  package enum Item: Hashable, Sendable {
    /// `_`, `_x3`: no samples.
    case omitted(count: Int)
    /// `1`, `1x3`, `1+2x3`: so many samples, each larger than the last by the step.
    case number(Double, step: Double, count: Int)
    /// `stale`, `stalex3`: marks of a series that has gone.
    case stale(count: Int)
    /// `{{sum:1 count:2}}`, `{{…}}+{{…}}x3`
    case histogram(
      PromQLHistogramDescription,
      change: PromQLHistogramDescription? = nil,
      isDecrease: Bool = false,
      count: Int
    )
  }

  /// A description, or the reason why there is none.
  package struct Result: Sendable {
    package let series: PromQLSeriesDescription?
    package let error: PromQLError?
  }

  /// In the order in which they were written, the name last when it stands in front.
  package let labels: [Label]
  package let items: [Item]

  /// The number of samples and gaps, from the first instant on.
  package var count: Int { items.reduce(0) { $0 + $1.count } }

  /// More samples than this are refused: a typo in a repetition must not fill the memory.
  static let longest = 1_000_000

  package static func parse(_ bytes: [UInt8]) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      var reader = PromQLSeriesReader(bytes)
      let series = reader.read()
      return Result(series: reader.error == nil ? series : nil, error: reader.error)
    }
  }
}

extension PromQLSeriesDescription.Item {
  package var count: Int {
    switch self {
    case .omitted(let count), .stale(let count), .number(_, _, let count),
      .histogram(_, _, _, let count):
      count
    }
  }

  /// The numbers of the samples: each the sum of the one before and the step, as servers add.
  package var numbers: [Double] {
    guard case .number(var value, let step, let count) = self else { return [] }
    return (0..<count).map { _ in
      defer { value += step }
      return value
    }
  }
}

/// A native histogram as rule tests write it: `{{schema:1 sum:0.3 buckets:[5 10 7]}}`.
package struct PromQLHistogramDescription: Hashable, Sendable {
  package enum Key: String, Hashable, Sendable, CaseIterable {
    case sum, count, schema, offset, buckets
    case negativeOffset = "n_offset"
    case negativeBuckets = "n_buckets"
    case zeroBucket = "z_bucket"
    case zeroBucketWidth = "z_bucket_w"
    case customValues = "custom_values"
    case resetHint = "counter_reset_hint"
  }

  package enum ResetHint: String, Hashable, Sendable {
    case unknown, reset, gauge
    case notReset = "not_reset"
  }

  package enum Value: Hashable, Sendable {
    case number(Double)
    case numbers([Double])
    case hint(ResetHint)
  }

  /// What was written; everything else is zero.
  package fileprivate(set) var values: [Key: Value] = [:]

  /// The resolution, which decides what can be added to what.
  fileprivate var schema: Double {
    if case .number(let schema) = values[.schema] { schema } else { 0 }
  }
}

/// Reads a series description, as far as the first mistake.
private struct PromQLSeriesReader {
  typealias Item = PromQLSeriesDescription.Item

  private let bytes: UnsafeBufferPointer<UInt8>
  private var lexer: PromQLSeriesLexer
  private var current: PromQLSeriesToken
  private var samples = 0
  private(set) var error: PromQLError?

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    lexer = PromQLSeriesLexer(bytes)
    current = lexer.next()
  }

  mutating func read() -> PromQLSeriesDescription? {
    guard let labels = readMetric() else { return nil }
    var items: [Item] = []
    while take(.space) {
      if current.kind == .space || current.kind == .endOfInput { continue }
      guard let item = readItem() else { return nil }
      samples += item.count
      guard samples <= PromQLSeriesDescription.longest else {
        fail("these are more samples than \(PromQLSeriesDescription.longest)", kind: .limit)
        return nil
      }
      items.append(item)
    }
    guard current.kind == .endOfInput else {
      failUnexpected(expected: "a blank and a value")
      return nil
    }
    return PromQLSeriesDescription(labels: labels, items: items)
  }

  // MARK: Tokens

  private mutating func take(_ kind: PromQLSeriesToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    current = lexer.next()
    return true
  }

  private mutating func expect(_ kind: PromQLSeriesToken.Kind, _ text: String) -> Bool {
    if take(kind) { return true }
    failUnexpected(expected: text)
    return false
  }

  private func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range])
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: slice(range), as: UTF8.self)
  }

  private mutating func fail(_ message: String, kind: PromQLError.Kind = .syntax) {
    if error == nil { error = PromQLError(kind, current.range, message) }
  }

  private mutating func failUnexpected(expected: String) {
    if current.kind == .invalid, let reason = lexer.error {
      if error == nil { error = reason }
      return
    }
    let found = current.kind == .endOfInput ? "the end" : "`\(text(current.range))`"
    fail("found \(found) in a series; expected \(expected)")
  }

  // MARK: Metric

  private mutating func readMetric() -> [PromQLSeriesDescription.Label]? {
    var name: String?
    if case .metric(let kind) = current.kind, kind.mayNameMetric {
      name = text(current.range)
      current = lexer.next()
    }
    var labels: [PromQLSeriesDescription.Label] = []
    if take(.metric(.leftBrace)) {
      while current.kind != .metric(.rightBrace) {
        guard let label = readLabel() else { return nil }
        labels.append(label)
        if !take(.metric(.comma)) { break }
      }
      guard expect(.metric(.rightBrace), "`,` or `}`") else { return nil }
    }
    if let name {
      labels.removeAll { $0.name == "__name__" }
      labels.append(PromQLSeriesDescription.Label(name: "__name__", value: name))
    }
    return labels
  }

  private mutating func readLabel() -> PromQLSeriesDescription.Label? {
    let name: String
    switch current.kind {
    case .metric(.identifier):
      name = text(current.range)
      current = lexer.next()
    case .metric(.string):
      name = readString()
      guard current.kind == .metric(.assign) else {
        return PromQLSeriesDescription.Label(name: "__name__", value: name)
      }
    default:
      failUnexpected(expected: "a label or `}`")
      return nil
    }
    guard expect(.metric(.assign), "`=`") else { return nil }
    guard current.kind == .metric(.string) else {
      failUnexpected(expected: "a string in quotes")
      return nil
    }
    return PromQLSeriesDescription.Label(name: name, value: readString())
  }

  private mutating func readString() -> String {
    let value = PromQLText.unquoted(slice(current.range))
    current = lexer.next()
    return String(decoding: value, as: UTF8.self)
  }

  // MARK: Values

  private mutating func readItem() -> Item? {
    switch current.kind {
    case .blank:
      current = lexer.next()
      return readCount(or: 1, more: 0).map(Item.omitted)
    case .openHistogram: return readHistogramItem()
    case .word:
      guard text(current.range) == "stale" else {
        failUnexpected(expected: "a number or `stale`")
        return nil
      }
      current = lexer.next()
      return readCount(or: 1, more: 1).map(Item.stale)
    default:
      guard let value = readNumber() else { return nil }
      guard current.kind == .plus || current.kind == .minus else {
        return readCount(or: 1, more: 1).map { Item.number(value, step: 0, count: $0) }
      }
      guard let step = readNumber() else { return nil }
      return readCount(or: nil, more: 1).map { Item.number(value, step: step, count: $0) }
    }
  }

  /// `x3`; without one the default, or a mistake when there is none. A value counts itself too.
  private mutating func readCount(or none: Int?, more: Int) -> Int? {
    guard take(.times) else {
      if none == nil { failUnexpected(expected: "`x` and how often") }
      return none
    }
    let digits = text(current.range)
    guard current.kind == .number, digits.utf8.allSatisfy(PromQLText.isDigit),
      let count = UInt64(digits)
    else {
      failUnexpected(expected: "a whole number behind `x`")
      return nil
    }
    guard count < UInt64(PromQLSeriesDescription.longest) else {
      fail("these are more samples than \(PromQLSeriesDescription.longest)", kind: .limit)
      return nil
    }
    current = lexer.next()
    return Int(count) + more
  }

  private mutating func readNumber() -> Double? {
    let isNegative = current.kind == .minus
    if isNegative || current.kind == .plus { current = lexer.next() }
    guard current.kind == .number else {
      failUnexpected(expected: "a number")
      return nil
    }
    guard let value = PromQLText.number(slice(current.range)) else {
      fail(PromQLText.numberProblem(slice(current.range)))
      return nil
    }
    current = lexer.next()
    return isNegative ? -value : value
  }

  // MARK: Histograms

  private mutating func readHistogramItem() -> Item? {
    guard let histogram = readHistogram() else { return nil }
    let isDecrease = current.kind == .minus
    guard isDecrease || current.kind == .plus else {
      return readCount(or: 1, more: 1).map { Item.histogram(histogram, count: $0) }
    }
    current = lexer.next()
    guard current.kind == .openHistogram, let change = readHistogram() else {
      failUnexpected(expected: "a histogram")
      return nil
    }
    guard let count = readCount(or: nil, more: 1) else { return nil }
    guard count == 1 || histogram.schema <= change.schema else {
      fail("a histogram of a lower schema cannot be added to one of a higher schema")
      return nil
    }
    return Item.histogram(histogram, change: change, isDecrease: isDecrease, count: count)
  }

  private mutating func readHistogram() -> PromQLHistogramDescription? {
    current = lexer.next()
    var histogram = PromQLHistogramDescription()
    if current.kind == .space {
      current = lexer.next()
      return expect(.closeHistogram, "`}}`") ? histogram : nil
    }
    while current.kind != .closeHistogram {
      guard case .descriptor(let key) = current.kind else {
        failUnexpected(expected: "a part of a histogram, such as `buckets:[5 10 7]`")
        return nil
      }
      guard histogram.values[key] == nil else {
        fail("the histogram has two `\(key.rawValue)`")
        return nil
      }
      current = lexer.next()
      guard expect(.colon, "`:`"), let value = readValue(of: key) else { return nil }
      histogram.values[key] = value
      if !take(.space) { break }
    }
    return expect(.closeHistogram, "a blank or `}}`") ? histogram : nil
  }

  private mutating func readValue(
    of key: PromQLHistogramDescription.Key
  ) -> PromQLHistogramDescription.Value? {
    switch key {
    case .sum, .count, .zeroBucket: return readNumber().map { .number($0) }
    case .zeroBucketWidth:
      guard current.kind == .number else {
        failUnexpected(expected: "a number without a sign")
        return nil
      }
      return readNumber().map { .number($0) }
    case .schema, .offset, .negativeOffset:
      guard current.kind != .plus, let number = readNumber(), number == number.rounded() else {
        failUnexpected(expected: "a whole number")
        return nil
      }
      return .number(number)
    case .buckets, .negativeBuckets, .customValues: return readBuckets().map { .numbers($0) }
    case .resetHint:
      guard case .hint(let hint) = current.kind else {
        failUnexpected(expected: "`unknown`, `reset`, `not_reset` or `gauge`")
        return nil
      }
      current = lexer.next()
      return .hint(hint)
    }
  }

  private mutating func readBuckets() -> [Double]? {
    guard expect(.leftBracket, "`[`") else { return nil }
    var numbers: [Double] = []
    repeat {
      if !numbers.isEmpty, current.kind == .rightBracket { break }
      guard let number = readNumber() else { return nil }
      numbers.append(number)
    } while take(.space)
    return expect(.rightBracket, "a blank or `]`") ? numbers : nil
  }
}
