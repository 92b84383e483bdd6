import SLODSL

/// A comparison or an absence in a condition: what holds or does not.
struct CauseAtom: Hashable {
  enum Statement: Hashable {
    case comparison(AlertComparison)
    case absent(Selection, over: Duration?)
  }

  let statement: Statement
  /// What it reads, the first that decides it first.
  let readings: [CauseReading]

  init?(_ statement: Statement) {
    self.statement = statement
    switch statement {
    case .comparison(let comparison):
      guard let left = comparison.left.query.readings,
        let right = comparison.right.query.readings, !left.isEmpty
      else { return nil }
      readings = left + right
    case .absent(let selection, over: _): readings = [.presence(of: selection)]
    }
  }

  var span: Duration {
    switch statement {
    case .comparison(let comparison): max(comparison.left.query.span, comparison.right.query.span)
    case .absent(_, let span): span ?? .zero
    }
  }

  /// Whether its readings are 0 or 1.
  var isOfTruth: Bool {
    switch statement {
    case .comparison(let comparison): comparison.left.unit.unit == .bool
    case .absent: true
    }
  }

  /// Whether it holds; nil where a division by zero leaves it open.
  func holds(_ values: [CauseReading: ExactNumber]) -> Bool? {
    let read = { (reading: CauseReading) in Fraction(values[reading] ?? .zero) }
    switch statement {
    case .absent(let selection, over: _): return values[.presence(of: selection)] == .zero
    case .comparison(let comparison):
      guard let left = comparison.left.query.value(read)?.number,
        let right = comparison.right.query.value(read)?.number
      else { return nil }
      switch comparison.operator {
      case .greater: return left > right
      case .greaterOrEqual: return left >= right
      case .less: return left < right
      case .lessOrEqual: return left <= right
      case .equal: return left == right
      case .notEqual: return left != right
      default: return nil
      }
    }
  }

  /// The values with which it just holds, or just does not, all but its first reading unchanged.
  func values(
    _ values: [CauseReading: ExactNumber],
    holding wanted: Bool
  ) -> [CauseReading: ExactNumber]? {
    guard let driver = readings.first else { return nil }
    var values = values
    switch statement {
    case .absent: values[driver] = wanted ? .zero : .one
    case .comparison(let comparison):
      let fixed = { (reading: CauseReading) in Fraction(values[reading] ?? .zero) }
      let open = { (reading: CauseReading) in
        reading == driver ? Fraction.unknown : Fraction(values[reading] ?? .zero)
      }
      guard let bound = comparison.right.query.value(fixed)?.number,
        let value = comparison.left.query.value(open)?
          .solved(for: Self.target(comparison, bound, holding: wanted))
      else { return nil }
      let isPlain = comparison.left.query.isWhole
      values[driver] = isPlain ? value : value.rounded(significantDigits: 6)
    }
    return values
  }

  /// A value on the right side of the bound and close to it: the next whole number where events are
  /// counted, else two per cent away.
  private static func target(
    _ comparison: AlertComparison,
    _ bound: ExactNumber,
    holding wanted: Bool
  ) -> ExactNumber {
    let isBool = comparison.left.unit.unit == .bool
    switch comparison.operator {
    case .equal, .notEqual:
      let isEqual = wanted == (comparison.operator == .equal)
      return isEqual ? bound : bound == .zero ? .one : bound - .one
    default: break
    }
    let isAbove = wanted == [.greater, .greaterOrEqual].contains(comparison.operator)
    if comparison.left.query.isWhole || isBool {
      let below = ExactNumber(
        comparison.operator == .greater || comparison.operator == .lessOrEqual
          ? bound.roundedDown : bound.roundedUp - 1
      )
      return isAbove ? below + .one : below
    }
    let smallest = comparison.left.unit.isPerSecond ? ExactNumber(1, over: 100) : .one
    var distance = bound == .zero ? smallest : (bound < .zero ? -bound : bound) / ExactNumber(50)
    // What is predicted comes from far, so that where the line leads decides, not where it is.
    if case .prediction = comparison.left.query, !wanted { distance = distance * ExactNumber(50) }
    return isAbove ? bound + distance : bound - distance
  }
}

/// Two states of the world between which one atom of a condition decides whether an alert fires.
struct CauseStates {
  let atom: CauseAtom
  let silent: [CauseReading: ExactNumber]
  let firing: [CauseReading: ExactNumber]
  /// Whether what counts nothing is not there.
  var isTotal = false

  /// The same, but nothing at all of what a share is compared with a lower bound for: no series of
  /// good events. Nil for other comparisons.
  var total: CauseStates? {
    guard case .comparison(let comparison) = atom.statement, !comparison.isAbove,
      case .ratio(let part, _, _, _) = comparison.left.query
    else { return nil }
    var firing = firing
    firing[.rate(of: part)] = .zero
    return CauseStates(atom: atom, silent: silent, firing: firing, isTotal: true)
  }

  /// For every atom of an alert that alone can decide, its states; nil where a test cannot choose
  /// what the alert measures.
  static func states(of alert: CauseAlert) -> [CauseStates]? {
    guard let condition = CauseFormula(alert.condition) else { return nil }
    var formula = condition
    if let exception = alert.exception {
      guard let excepted = CauseFormula(exception) else { return nil }
      formula = .both(condition, .not(excepted))
    }
    let atoms = formula.atoms
    guard (1...mostAtoms).contains(atoms.count) else { return nil }
    return atoms.indices.compactMap { index in states(of: index, among: atoms, formula) }
  }

  private static let mostAtoms = 6

  /// What readings are worth that nothing decides.
  private static let usual = [100, 10, 1].map { ExactNumber($0) }

  private static func states(
    of index: Int,
    among atoms: [CauseAtom],
    _ formula: CauseFormula
  ) -> CauseStates? {
    // As many of the others as possible stay as they are when all is well.
    for pattern in 0..<(1 << atoms.count) where pattern >> index & 1 == 0 {
      let without = atoms.indices.map { pattern >> $0 & 1 == 1 }
      var with = without
      with[index] = true
      guard formula.holds(without) != formula.holds(with) else { continue }
      for start in usual {
        guard let low = values(of: atoms, being: without, from: start, last: index),
          let high = values(of: atoms, being: with, from: start, last: index)
        else { continue }
        let (silent, firing) = formula.holds(with) ? (low, high) : (high, low)
        return CauseStates(atom: atoms[index], silent: silent, firing: firing)
      }
    }
    return nil
  }

  /// Readings with which each atom is as wanted.
  private static func values(
    of atoms: [CauseAtom],
    being wanted: [Bool],
    from start: ExactNumber,
    last: Int
  ) -> [CauseReading: ExactNumber]? {
    var values: [CauseReading: ExactNumber] = [:]
    for atom in atoms {
      for reading in atom.readings { values[reading] = atom.isOfTruth ? .one : start }
    }
    let order = atoms.indices.filter { $0 != last } + [last]
    // A second round, for what the others have changed.
    for _ in 1...2 {
      for index in order {
        guard let next = atoms[index].values(values, holding: wanted[index]) else { return nil }
        values = next
      }
    }
    let isRight = atoms.indices.allSatisfy { atoms[$0].holds(values) == wanted[$0] }
    return isRight && values.allSatisfy({ isPossible($0.key, $0.value) }) ? values : nil
  }

  private static func isPossible(_ reading: CauseReading, _ value: ExactNumber) -> Bool {
    if case .rate = reading { value >= .zero } else { true }
  }
}

/// A condition as a formula of atoms.
private indirect enum CauseFormula {
  case atom(CauseAtom)
  case both(CauseFormula, CauseFormula)
  case either(CauseFormula, CauseFormula)
  case not(CauseFormula)

  init?(_ condition: AlertCondition) {
    switch condition {
    case .comparison(let comparison):
      guard let atom = CauseAtom(.comparison(comparison)) else { return nil }
      self = .atom(atom)
    case .absent(let selection, let span):
      guard let atom = CauseAtom(.absent(selection, over: span)) else { return nil }
      self = .atom(atom)
    case .promQL: return nil
    case .both(let one, let other):
      guard let one = CauseFormula(one), let other = CauseFormula(other) else { return nil }
      self = .both(one, other)
    case .either(let one, let other):
      guard let one = CauseFormula(one), let other = CauseFormula(other) else { return nil }
      self = .either(one, other)
    }
  }

  /// Each once, in the order of the text.
  var atoms: [CauseAtom] {
    switch self {
    case .atom(let atom): [atom]
    case .both(let one, let other), .either(let one, let other):
      (one.atoms + other.atoms).withoutRepetitions
    case .not(let inner): inner.atoms
    }
  }

  /// - Parameter truths: of `atoms`.
  func holds(_ truths: [Bool]) -> Bool {
    holds(Dictionary(uniqueKeysWithValues: zip(atoms, truths)))
  }

  private func holds(_ truths: [CauseAtom: Bool]) -> Bool {
    switch self {
    case .atom(let atom): truths[atom] ?? false
    case .both(let one, let other): one.holds(truths) && other.holds(truths)
    case .either(let one, let other): one.holds(truths) || other.holds(truths)
    case .not(let inner): !inner.holds(truths)
    }
  }
}
