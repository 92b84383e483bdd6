import SLODSL

/// One thing that a condition measures and that a test can choose.
enum CauseReading: Hashable, Sendable {
  /// How many events a second all of these counters count.
  case rate(of: [Selection])
  /// The value of a gauge.
  case value(of: Selection)
  /// Seconds since the moment that a gauge holds.
  case age(of: Selection)
  /// Seconds until the moment that a gauge holds.
  case remaining(of: Selection)
  /// 1 where series are there, 0 where none is.
  case presence(of: Selection)
  /// What the events of the buckets of a histogram take, as the quantile shows it.
  case quantile(ExactNumber, of: Selection)
  /// Where a line through a gauge leads.
  case prediction(of: Selection, over: Duration, ahead: Duration)

  var selections: [Selection] {
    switch self {
    case .rate(let selections): selections
    case .value(let selection), .age(let selection), .remaining(let selection),
      .presence(let selection), .quantile(_, let selection), .prediction(let selection, _, _):
      [selection]
    }
  }
}

/// A value that depends on one unknown reading: (a + b x) / (c + d x).
///
/// What conditions are made of stays in this form as long as the unknown stands once in a product
/// or a quotient, so the reading for which a condition just holds is found without trying.
struct Fraction: Hashable {
  var a: ExactNumber
  var b: ExactNumber
  var c = ExactNumber.one
  var d = ExactNumber.zero

  static let unknown = Fraction(a: .zero, b: .one)

  init(_ number: ExactNumber) {
    a = number
    b = .zero
  }

  init(a: ExactNumber, b: ExactNumber, c: ExactNumber = .one, d: ExactNumber = .zero) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  private var isConstant: Bool { b == .zero && d == .zero }

  /// The number; nil where it depends on the unknown, or is none.
  var number: ExactNumber? { isConstant && c != .zero ? a / c : nil }

  /// The reading for which this is `target`; nil where there is none.
  func solved(for target: ExactNumber) -> ExactNumber? {
    let slope = b - target * d
    return slope == .zero ? nil : (target * c - a) / slope
  }

  static func * (left: Fraction, right: Fraction) -> Fraction? {
    if let factor = left.number { return right.scaled(by: factor) }
    return right.number.map { left.scaled(by: $0) }
  }

  static func / (left: Fraction, right: Fraction) -> Fraction? {
    if let divisor = right.number {
      return divisor == .zero ? nil : left.scaled(by: .one / divisor)
    }
    let inverse = Fraction(a: right.c, b: right.d, c: right.a, d: right.b)
    if let dividend = left.number { return inverse.scaled(by: dividend) }
    // Both depend on it: their denominators must not.
    guard left.d == .zero, right.d == .zero, left.c != .zero, right.c != .zero else { return nil }
    return Fraction(
      a: left.a / left.c,
      b: left.b / left.c,
      c: right.a / right.c,
      d: right.b / right.c
    )
  }

  static func + (left: Fraction, right: Fraction) -> Fraction? {
    if let number = right.number { return left.raised(by: number) }
    if let number = left.number { return right.raised(by: number) }
    guard left.d == .zero, right.d == .zero, left.c != .zero, right.c != .zero else { return nil }
    return Fraction(
      a: left.a / left.c + right.a / right.c,
      b: left.b / left.c + right.b / right.c
    )
  }

  private func scaled(by factor: ExactNumber) -> Fraction {
    Fraction(a: a * factor, b: b * factor, c: c, d: d)
  }

  private func raised(by number: ExactNumber) -> Fraction {
    Fraction(a: a + number * c, b: b + number * d, c: c, d: d)
  }
}

extension MetricQuery {
  /// The value, of given readings; nil where it cannot be computed.
  func value(_ reading: (CauseReading) -> Fraction) -> Fraction? {
    switch self {
    case .rate(let of, _, _): reading(.rate(of: of))
    case .increase(let of, let span, _): reading(.rate(of: of)) * Fraction(span.seconds)
    case .ratio(let of, let to, _, _): reading(.rate(of: of)) / reading(.rate(of: to))
    case .overTime(_, let of, _, _): reading(.value(of: of))
    case .gauge(let value): value.value(reading)
    case .number(let number): Fraction(number)
    case .arithmetic(let operation, let left, let right):
      left.value(reading).flatMap { left in
        right.value(reading).flatMap { right in
          switch operation {
          case .add: left + right
          case .subtract: (right * Fraction(-.one)).flatMap { left + $0 }
          case .multiply: left * right
          default: left / right
          }
        }
      }
    case .quantile(let level, let of, false, _, _): reading(.quantile(level, of: of))
    case .prediction(let of, let over, let ahead):
      reading(.prediction(of: of, over: over, ahead: ahead))
    case .quantile, .promQL: nil
    }
  }

  /// What it reads, in the order of reading; nil where a test cannot choose it.
  var readings: [CauseReading]? {
    switch self {
    case .rate(let of, _, _), .increase(let of, _, _): [.rate(of: of)]
    case .ratio(let of, let to, _, _): [.rate(of: of), .rate(of: to)]
    case .overTime(_, let of, _, _): [.value(of: of)]
    case .gauge(let value): value.readings
    case .number: []
    case .arithmetic(_, let left, let right):
      left.readings.flatMap { left in right.readings.map { left + $0 } }
    case .quantile(let level, let of, false, _, _): [.quantile(level, of: of)]
    case .prediction(let of, let over, let ahead): [.prediction(of: of, over: over, ahead: ahead)]
    case .quantile, .promQL: nil
    }
  }

  /// The longest range that it reads.
  var span: Duration {
    switch self {
    case .rate(_, let span, _), .ratio(_, _, let span, _), .quantile(_, _, _, let span, _):
      span ?? .zero
    case .increase(_, let span, _), .overTime(_, _, let span, _), .prediction(_, let span, _): span
    case .arithmetic(_, let left, let right): max(left.span, right.span)
    case .gauge, .number, .promQL: .zero
    }
  }

  /// The labels that remain, of aggregates; nil where all do.
  var grouping: [String]? {
    switch self {
    case .rate(_, _, let by), .increase(_, _, let by), .ratio(_, _, _, let by),
      .quantile(_, _, _, _, let by):
      by
    case .overTime(_, _, _, let by): by
    case .gauge(.aggregate(_, _, let by)): by
    case .arithmetic(_, let left, let right): left.isConstant ? right.grouping : left.grouping
    case .gauge, .prediction, .promQL, .number: nil
    }
  }

  private var isConstant: Bool { if case .number = self { true } else { false } }

  /// Whether it counts whole events.
  var isWhole: Bool { if case .increase = self { true } else { false } }
}

extension SampleValue {
  fileprivate func value(_ reading: (CauseReading) -> Fraction) -> Fraction? {
    switch self {
    case .gauge(let selection): reading(.value(of: selection))
    case .age(let selection): reading(.age(of: selection))
    case .remaining(let selection): reading(.remaining(of: selection))
    // A test has one series of each.
    case .aggregate(.count, _, _): Fraction(.one)
    case .aggregate(_, let inner, _): inner.value(reading)
    case .quotient(let one, let other):
      one.value(reading).flatMap { one in other.value(reading).flatMap { one / $0 } }
    case .query: nil
    }
  }

  fileprivate var readings: [CauseReading]? {
    switch self {
    case .gauge(let selection): [.value(of: selection)]
    case .age(let selection): [.age(of: selection)]
    case .remaining(let selection): [.remaining(of: selection)]
    case .aggregate(.count, _, _): nil
    case .aggregate(_, let inner, _): inner.readings
    case .quotient(let one, let other):
      one.readings.flatMap { one in other.readings.map { one + $0 } }
    case .query: nil
    }
  }
}
