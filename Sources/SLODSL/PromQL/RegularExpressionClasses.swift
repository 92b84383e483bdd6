extension RegularExpression {
  /// A set of Unicode scalars: `[a-z]`, `\d`, `\pL`, `(?i)x`.
  struct ScalarClass: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var properties: [Property] = []
    /// Whether a scalar is in when one is that differs from it only in case.
    var foldsCase = false
    var isNegated = false

    /// Scalars by what Unicode says of them.
    struct Property: Hashable, Sendable {
      enum Kind: Hashable, Sendable {
        /// General categories, a bit for each.
        case categories(UInt32)
        case script(String)
      }

      var kind: Kind
      var isNegated: Bool
    }

    /// The answer that a set can give.
    enum Membership: Hashable {
      case no, yes, unknown

      var negated: Membership {
        switch self {
        case .no: .yes
        case .yes: .no
        case .unknown: .unknown
        }
      }
    }

    static let lastScalar: UInt32 = 0x10FFFF
  }
}

extension RegularExpression.ScalarClass {
  /// The scalars of a single range.
  init(_ range: ClosedRange<UInt32>, foldsCase: Bool = false) {
    self.init(ranges: [range], foldsCase: foldsCase)
  }

  /// Adds a range; neighbours written one after the other become one at once.
  mutating func insert(_ range: ClosedRange<UInt32>) {
    if let last = ranges.last, range.lowerBound <= last.upperBound &+ 1,
      last.lowerBound <= range.lowerBound
    {
      ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
    } else {
      ranges.append(range)
    }
  }

  /// Whether some answers hang on scripts.
  var hasUnknowns: Bool {
    properties.contains { property in
      if case .script = property.kind { true } else { false }
    }
  }

  /// The same set in the form that is quickest to ask: ranges sorted, case folded and the set
  /// turned round in advance where it is a list of ranges.
  var normalised: Self {
    var result = self
    result.ranges = Self.merged(ranges)
    if !foldsCase || result.count <= RegularExpression.Limit.foldedScalars {
      result.ranges = foldsCase ? Self.folded(result.ranges) : result.ranges
      if properties.isEmpty {
        result.foldsCase = false
        result.ranges = isNegated ? Self.complement(of: result.ranges) : result.ranges
        result.isNegated = false
      }
    }
    return result
  }

  /// The number of scalars in the ranges.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Whether a scalar is in the normalised set.
  func membership(of scalar: UInt32) -> Membership {
    guard foldsCase || !properties.isEmpty else {
      return hasRange(around: scalar) != isNegated ? .yes : .no
    }
    let orbit = foldsCase ? RegularExpression.scalarsDifferingInCase(from: scalar) : [scalar]
    var answer = orbit.contains(where: hasRange(around:)) ? Membership.yes : .no
    for property in properties where answer != .yes {
      switch property.membership(ofAny: orbit) {
      case .yes: answer = .yes
      case .unknown: answer = .unknown
      case .no: break
      }
    }
    return isNegated ? answer.negated : answer
  }

  private func hasRange(around scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }

  static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    guard ranges.count > 1 else { return ranges }
    var result = Self()
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) { result.insert(range) }
    return result.ranges
  }

  /// What sorted ranges leave out.
  static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if next < range.lowerBound { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= lastScalar { gaps.append(next...lastScalar) }
    return gaps
  }

  /// The ranges with everything that differs from their scalars only in case.
  static func folded(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var all = ranges
    for range in ranges {
      for scalar in range {
        all += RegularExpression.scalarsDifferingInCase(from: scalar).map { $0...$0 }
      }
    }
    return merged(all)
  }
}

extension RegularExpression.ScalarClass.Property {
  typealias Membership = RegularExpression.ScalarClass.Membership

  fileprivate func membership(ofAny scalars: [UInt32]) -> Membership {
    var answer = Membership.no
    for scalar in scalars where answer != .yes {
      switch kind {
      case .categories(let mask):
        if Self.isIn(mask, scalar) { answer = .yes }
      case .script(let name):
        answer = Self.isIn(name, scalar).map { $0 ? .yes : answer } ?? .unknown
      }
    }
    return isNegated ? answer.negated : answer
  }

  private static func isIn(_ mask: UInt32, _ scalar: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    return mask & RegularExpression.bit(of: scalar.properties.generalCategory) != 0
  }

  /// Only the scripts of ASCII are known, and of the two scalars that fold into it.
  private static func isIn(_ script: String, _ scalar: UInt32) -> Bool? {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0x17F, 0x212A: script == "Latin"
    case 0..<0x80: script == "Common"
    default: nil
    }
  }
}

extension RegularExpression {
  /// A scalar and all that differ from it only in case: simple case folding, one scalar for one.
  static func scalarsDifferingInCase(from value: UInt32) -> [UInt32] {
    switch value {
    case 0x4B, 0x6B: return [0x4B, 0x6B, 0x212A]
    case 0x53, 0x73: return [0x53, 0x73, 0x17F]
    case 0x41...0x5A, 0x61...0x7A: return [value & ~0x20, value | 0x20]
    // The dotted and the dotless i of Turkish fold only in Turkish.
    case 0..<0x80, 0x130, 0x131: return [value]
    default: break
    }
    guard let scalar = Unicode.Scalar(value) else { return [value] }
    let upper = single(scalar.properties.uppercaseMapping) ?? scalar
    let lower = single(upper.properties.lowercaseMapping) ?? upper
    var orbit = [value]
    let others = [
      lower.value, single(lower.properties.uppercaseMapping)?.value,
      single(lower.properties.titlecaseMapping)?.value,
    ]
    for other in others.compactMap(\.self) + (foldedVariants[lower.value] ?? [])
    where !orbit.contains(other) {
      orbit.append(other)
    }
    return orbit
  }

  private static func single(_ mapping: String) -> Unicode.Scalar? {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }

  /// Scalars that fold to a small letter, but that no mapping from that letter leads to.
  private static let foldedVariants: [UInt32: [UInt32]] = [
    0x6B: [0x212A], 0x73: [0x17F], 0xDF: [0x1E9E], 0xE5: [0x212B], 0x3B2: [0x3D0],
    0x3B5: [0x3F5], 0x3B8: [0x3D1, 0x3F4], 0x3B9: [0x345, 0x1FBE], 0x3BA: [0x3F0],
    0x3BC: [0xB5], 0x3C0: [0x3D6], 0x3C1: [0x3F1], 0x3C3: [0x3C2], 0x3C6: [0x3D5],
    0x3C9: [0x2126], 0x432: [0x1C80], 0x434: [0x1C81], 0x43E: [0x1C82], 0x441: [0x1C83],
    0x442: [0x1C84, 0x1C85], 0x44A: [0x1C86], 0x463: [0x1C87], 0x1E61: [0x1E9B],
    0xA64B: [0x1C88],
  ]
}
