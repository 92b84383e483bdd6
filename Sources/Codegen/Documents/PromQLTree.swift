package import SLODSL

/// The syntax tree of an expression as a document: nodes with their kind, their place in the text
/// as `[start, end)` in bytes, and their parts.
///
/// Names and shapes follow Prometheus's own tree. A name in front of braces is also the last
/// matcher; a sign in front of a literal is part of it; operators between vectors say how series
/// are matched. Lengths of time are nanoseconds, or a tree where the server computes them. Text
/// that is no UTF-8 stands as hexadecimal digits under a name that ends in `_hex`.
package enum PromQLTree {
  package static func document(of expression: PromQLExpression) -> JSON {
    node(expression).json
  }

  /// A node and the type of its value, which decides how operators match.
  private typealias Typed = (json: JSON, type: PromQLType)

  private static func node(_ expression: PromQLExpression) -> Typed {
    let place = expression.range
    switch expression {
    case .number(let number): return (self.number(number), .scalar)
    case .string(let string):
      return (.object(head("string", place) + [text("value", string.bytes)]), .string)
    case .parenthesized(let inner, _):
      let inner = node(inner)
      return (.object(head("paren", place) + [JSON.Member("expr", inner.json)]), inner.type)
    case .unary(let negative, let operand, _):
      let operand = node(operand)
      let members = [
        JSON.Member("op", .text(negative ? "-" : "+")), JSON.Member("expr", operand.json),
      ]
      return (.object(head("unary", place) + members), operand.type)
    case .selector(let selector): return (self.selector(selector), .vector)
    case .matrix(let matrix):
      let members =
        [JSON.Member("selector", self.selector(matrix.selector))]
        + duration(matrix.length, "range")
      return (.object(head("matrix", place) + members), .matrix)
    case .subquery(let subquery): return (self.subquery(subquery), .matrix)
    case .call(let call):
      return (self.call(call), PromQLFunction.named(call.function)?.result ?? .vector)
    case .aggregation(let aggregation): return (self.aggregation(aggregation), .vector)
    case .binary(let binary): return self.binary(binary)
    }
  }

  private static func head(_ kind: String, _ place: PromQLRange) -> [JSON.Member] {
    [
      JSON.Member("node", .text(kind)),
      JSON.Member("pos", [.integer(place.start), .integer(place.end)]),
    ]
  }

  private static func text(_ name: String, _ bytes: [UInt8]) -> JSON.Member {
    if let text = String(validating: bytes, as: UTF8.self) { return JSON.Member(name, .text(text)) }
    let digits = bytes.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return JSON.Member(name + "_hex", .text(digits.joined()))
  }

  private static func number(_ number: PromQLNumber) -> JSON {
    let value = JSON.Member("value", .text(number.shortText))
    let mark = number.isDuration ? [JSON.Member("duration", true)] : []
    return .object(head("number", number.range) + [value] + mark)
  }

  // MARK: Series

  private static func selector(_ selector: VectorSelector, isInfo: Bool = false) -> JSON {
    var members = head("selector", selector.range)
    if let name = selector.name { members.append(JSON.Member("name", .text(name))) }
    var matchers = selector.matchers.map { matcher in
      JSON.object([
        text("label", matcher.labelBytes),
        JSON.Member("op", .text(matcher.operator.rawValue)),
        text("value", matcher.valueBytes),
      ])
    }
    if let name = selector.name {
      matchers.append(["label": "__name__", "op": "=", "value": .text(name)])
    }
    members.append(JSON.Member("matchers", .array(matchers)))
    members += time(offset: selector.offset, at: selector.at)
    if selector.isAnchored { members.append(JSON.Member("anchored", true)) }
    if selector.isSmoothed { members.append(JSON.Member("smoothed", true)) }
    if isInfo { members.append(JSON.Member("info_data_selector", true)) }
    return .object(members)
  }

  private static func subquery(_ subquery: Subquery) -> JSON {
    var members = head("subquery", subquery.range)
    members.append(JSON.Member("expr", node(subquery.expression).json))
    members += duration(subquery.length, "range")
    if let step = subquery.step { members += duration(step, "step") }
    return .object(members + time(offset: subquery.offset, at: subquery.at))
  }

  private static func time(offset: PromQLDuration?, at: PromQLAt?) -> [JSON.Member] {
    var members: [JSON.Member] = []
    if let offset { members += duration(offset, "offset") }
    switch at {
    case nil: break
    case .start: members.append(JSON.Member("at", "start"))
    case .end: members.append(JSON.Member("at", "end"))
    case .milliseconds(let milliseconds):
      members.append(JSON.Member("at_ms", .integer(Int(milliseconds))))
    }
    return members
  }

  // MARK: Lengths of time

  private static func duration(_ duration: PromQLDuration, _ name: String) -> [JSON.Member] {
    switch duration {
    case .literal(let nanoseconds): [JSON.Member(name + "_ns", .integer(Int(nanoseconds)))]
    case .expression(let expression): [JSON.Member(name + "_expr", self.expression(expression))]
    case .window: [JSON.Member(name, "window")]
    }
  }

  private static func expression(
    _ expression: PromQLDurationExpression,
    isWrapped: Bool = false
  ) -> JSON {
    let place = expression.place
    var members: [JSON.Member]
    switch expression {
    case .literal(let number):
      guard isWrapped else { return self.number(number) }
      members = head("duration_expr", place)
      members += [JSON.Member("op", "+"), JSON.Member("rhs", self.number(number))]
    case .unary(let negative, let operand, _):
      members = head("duration_expr", place)
      members.append(JSON.Member("op", .text(negative ? "-" : "+")))
      members.append(JSON.Member("rhs", self.expression(operand)))
    case .binary(let operation, let left, let right, _):
      members = head("duration_expr", place)
      members.append(JSON.Member("op", .text(operation)))
      members.append(JSON.Member("lhs", self.expression(left)))
      members.append(JSON.Member("rhs", self.expression(right)))
    case .call(let name, let arguments, _):
      members = head("duration_expr", place)
      members.append(JSON.Member("op", .text(name)))
      for (side, argument) in zip(["lhs", "rhs"], arguments) {
        members.append(JSON.Member(side, self.expression(argument)))
      }
    case .parenthesized(.literal(let number), let range):
      let pair = PromQLRange(start: range.start, end: number.range.end)
      members = head("duration_expr", pair)
      members += [JSON.Member("op", "+"), JSON.Member("rhs", self.number(number))]
      members.append(JSON.Member("wrapped", true))
    case .parenthesized(let inner, _): return self.expression(inner, isWrapped: true)
    }
    if isWrapped { members.append(JSON.Member("wrapped", true)) }
    return .object(members)
  }

  // MARK: Calls and operators

  private static func call(_ call: PromQLCall) -> JSON {
    let arguments = call.arguments.enumerated().map { index, argument in
      if call.function == "info", index == 1, case .selector(let selector) = argument {
        return self.selector(selector, isInfo: selector.name == nil)
      }
      return node(argument).json
    }
    let members = [
      JSON.Member("func", .text(call.function)), JSON.Member("args", .array(arguments)),
    ]
    return .object(head("call", call.range) + members)
  }

  private static func aggregation(_ aggregation: Aggregation) -> JSON {
    var members = head("aggregate", aggregation.range)
    members.append(JSON.Member("op", .text(aggregation.operator)))
    if let parameter = aggregation.parameter {
      members.append(JSON.Member("param", node(parameter).json))
    }
    members.append(JSON.Member("expr", node(aggregation.expression).json))
    switch aggregation.grouping {
    case .by(let labels):
      if aggregation.isGrouped { members.append(JSON.Member("by", .array(labels.map(JSON.text)))) }
    case .without(let labels):
      members.append(JSON.Member("without", .array(labels.map(JSON.text))))
    }
    return .object(members)
  }

  private static func binary(_ binary: PromQLBinary) -> Typed {
    let left = node(binary.left)
    let right = node(binary.right)
    var members = head("binary", binary.range)
    members.append(JSON.Member("op", .text(binary.operator.rawValue)))
    members.append(JSON.Member("lhs", left.json))
    members.append(JSON.Member("rhs", right.json))
    if binary.returnsBool { members.append(JSON.Member("bool", true)) }
    if left.type == .vector, right.type == .vector {
      members.append(JSON.Member("matching", matching(binary.matching, of: binary.operator)))
    }
    let isScalar = left.type == .scalar && right.type == .scalar
    return (.object(members), isScalar ? .scalar : .vector)
  }

  private static func matching(
    _ matching: VectorMatching?,
    of operation: PromQLBinary.Operator
  ) -> JSON {
    var card = operation.kind == .set ? "many-to-many" : "one-to-one"
    var included: [String]?
    switch matching?.group {
    case nil: included = nil
    case .left(let labels): (card, included) = ("many-to-one", labels)
    case .right(let labels): (card, included) = ("one-to-many", labels)
    }
    var members = [JSON.Member("card", .text(card))]
    switch matching?.labels {
    case .on(let labels): members.append(JSON.Member("on", .array(labels.map(JSON.text))))
    case .ignoring(let labels):
      members.append(JSON.Member("ignoring", .array(labels.map(JSON.text))))
    case nil: members.append(JSON.Member("ignoring", []))
    }
    if let included {
      members.append(JSON.Member("include", .array(included.map(JSON.text))))
    }
    if let value = matching?.fillLeft {
      members.append(JSON.Member("fill_left", .text(value.shortText)))
    }
    if let value = matching?.fillRight {
      members.append(JSON.Member("fill_right", .text(value.shortText)))
    }
    return .object(members)
  }
}
