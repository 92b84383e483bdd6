/// `request: get("/tasks", weight: 3), post("/tasks", body: "{}")`
extension Checker {
  /// Nil has been reported.
  mutating func loadRequests(
    _ settings: SettingGroup,
    covering objectives: CoverableObjectives
  ) -> [LoadRequest]? {
    guard let setting = settings.first(.request) else { return nil }
    let shared = settings.first(.headers).map { headers in
      reading(headers) { checker in
        checker.single(headers).flatMap { checker.headers($0, in: headers.scope) }
      }
    }
    if case .some(.none) = shared { return nil }
    let covers = settings.first(.covers)
    let requests = reading(setting) { checker in
      setting.setting.values.map { argument in
        checker.loadRequest(argument, shared: (shared ?? nil) ?? [], in: setting.scope)
      }
    }
    guard !requests.contains(where: { $0 == nil }) else { return nil }
    let written = requests.compactMap(\.self)
    guard covers != nil || written.allSatisfy({ $0.covers != nil }) else {
      report(.loadCoversNothing(at: setting.setting.key.range))
      return nil
    }
    var complete: [LoadRequest] = []
    var isSharedBroken = false
    for request in written where request.covers != nil || !isSharedBroken {
      let covered =
        if let own = request.covers {
          reading(setting) { $0.covered(own, by: request, in: setting.scope, objectives) }
        } else if let covers {
          reading(covers) { checker in
            let names = covers.setting.values.map(\.value)
            return checker.covered(names, by: request, in: covers.scope, objectives)
          }
        } else {
          nil as [CoveredObjective]?
        }
      if let covered { complete.append(request.request(covering: covered)) }
      // What is wrong for all requests is said once.
      if covered == nil, request.covers == nil { isSharedBroken = true }
    }
    return complete.count == written.count ? complete : nil
  }

  private mutating func loadRequest(
    _ argument: Argument,
    shared: [LoadHeader],
    in scope: Scope
  ) -> WrittenRequest? {
    let words = LoadRequest.Method.allCases.map(\.rawValue)
    if let label = argument.label {
      report(.noLabelExpected(label, key: "request"))
      return nil
    }
    guard case .call(let call) = argument.value else {
      if case .missing = argument.value { return nil }
      report(.requestExpected(at: argument.range))
      return nil
    }
    guard
      let method = word(call.callee, among: words, for: "request")
        .flatMap(LoadRequest.Method.init(rawValue:))
    else { return nil }
    guard let first = call.arguments.first, first.label == nil else {
      report(.requestWithoutPath(method, at: call.range))
      return nil
    }
    guard case .text(let path) = value(of: first.value, as: .text, for: "path", in: scope),
      checkedPath(path, at: first.range) != nil
    else { return nil }
    if let parameter = Credential.parameter(in: path) {
      report(.literalParameter(parameter, at: first.range))
      return nil
    }
    var request = WrittenRequest(method: method, path: path, headers: shared, origin: call.range)
    var seen: Set<String> = []
    for argument in call.arguments.dropFirst() {
      guard let label = argument.label?.text, method.arguments.contains(label),
        seen.insert(label).inserted
      else {
        report(.unknownArgument(argument, of: method.rawValue, among: method.arguments))
        return nil
      }
      guard read(argument, label, into: &request, in: scope) else { return nil }
    }
    if method == .socket, request.interval != nil, request.message == nil {
      report(.intervalWithoutMessage(at: call.range))
      return nil
    }
    return request
  }

  /// False has been reported.
  private mutating func read(
    _ argument: Argument,
    _ label: String,
    into request: inout WrittenRequest,
    in scope: Scope
  ) -> Bool {
    switch label {
    case "weight":
      guard let weight = weight(argument.value, in: scope) else { return false }
      request.weight = weight
    case "headers":
      guard let own = headers(argument.value, in: scope) else { return false }
      let kept = request.headers.filter { header in
        !own.contains { $0.name.lowercased() == header.name.lowercased() }
      }
      request.headers = kept + own
    case "body":
      guard let text = words(argument, in: scope) else { return false }
      request.body = text
    case "send":
      guard let text = words(argument, in: scope) else { return false }
      request.message = text
    case "contains":
      guard let text = words(argument, in: scope) else { return false }
      guard !text.isEmpty else {
        report(.wrongType("empty", expected: "a text to look for", at: argument.value.range))
        return false
      }
      request.contains = text
    case "status":
      guard let statuses = statuses(argument.value, in: scope) else { return false }
      request.statuses = statuses
    case "every":
      guard let interval = length(argument, in: scope) else { return false }
      request.interval = interval
    case "hold":
      guard let length = length(argument, in: scope) else { return false }
      request.length = length
    default:
      if case .list(let elements, _) = argument.value {
        request.covers = elements
      } else {
        request.covers = [argument.value]
      }
    }
    return true
  }

  // MARK: Arguments

  private mutating func words(_ argument: Argument, in scope: Scope) -> String? {
    let subject = argument.label?.text ?? ""
    guard case .text(let text) = value(of: argument.value, as: .text, for: subject, in: scope)
    else { return nil }
    return text
  }

  private mutating func length(_ argument: Argument, in scope: Scope) -> Duration? {
    let subject = argument.label?.text ?? ""
    guard
      case .quantity(let quantity, _) = value(
        of: argument.value,
        as: .duration,
        for: subject,
        in: scope
      ), let duration = quantity.duration
    else { return nil }
    guard duration > .zero else {
      report(.zeroDuration(subject, at: argument.value.range))
      return nil
    }
    return duration
  }

  private mutating func weight(_ expression: Expression, in scope: Scope) -> Int? {
    guard
      case .quantity(let quantity, _) = value(
        of: expression,
        as: .integer,
        for: "weight",
        in: scope
      )
    else { return nil }
    guard let weight = quantity.value.integer, (1...1000).contains(weight) else {
      report(.weightOutOfRange(at: expression.range))
      return nil
    }
    return weight
  }

  /// `200`, `200...299`, `[200, 304]`
  private mutating func statuses(_ expression: Expression, in scope: Scope) -> StatusSet? {
    guard let value = value(of: expression, in: scope) else { return nil }
    let elements = if case .list(let elements) = value { elements } else { [value] }
    var ranges: [ClosedRange<Int>] = []
    for element in elements {
      switch element {
      case .integers(let range): ranges.append(range)
      case .quantity(let quantity, _) where quantity.unit == .number && quantity.value.isInteger:
        let status = quantity.value.integer ?? 0
        ranges.append(status...status)
      default:
        report(.statusExpected(at: expression.range))
        return nil
      }
    }
    let isPossible = ranges.allSatisfy {
      StatusSet.domain.contains($0.lowerBound) && StatusSet.domain.contains($0.upperBound)
    }
    guard isPossible, !ranges.isEmpty else {
      report(.statusExpected(at: expression.range))
      return nil
    }
    return StatusSet { status in ranges.contains { $0.contains(status) } }
  }

  /// A path from the slash on, as HTTP can carry it.
  mutating func checkedPath(_ path: String, at range: SourceRange) -> String? {
    guard path.hasPrefix("/"), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      report(.pathExpected(path, at: range))
      return nil
    }
    return path
  }

  // MARK: Headers

  /// `["Accept": "application/json", "Authorization": file("secrets/token")]`
  private mutating func headers(_ expression: Expression, in scope: Scope) -> [LoadHeader]? {
    guard case .dictionary(let entries, _) = expression else {
      if case .missing = expression { return nil }
      report(.headersExpected(at: expression.range))
      return nil
    }
    var headers: [LoadHeader] = []
    for entry in entries {
      guard case .text(let name) = value(of: entry.key, as: .text, for: "headers", in: scope) else {
        return nil
      }
      guard HeaderName.isValid(name) else {
        report(.headerNameInvalid(name, at: entry.key.range))
        return nil
      }
      guard !headers.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
        report(.headerTwice(name, at: entry.key.range))
        return nil
      }
      guard let value = headerValue(entry.value, of: name, in: scope) else { return nil }
      headers.append(LoadHeader(name: name, value: value))
    }
    return headers
  }

  private mutating func headerValue(
    _ expression: Expression,
    of name: String,
    in scope: Scope
  ) -> LoadHeader.Value? {
    if case .call(let call) = expression, case .name(let callee) = call.callee,
      callee.text == "file"
    {
      guard call.arguments.count == 1, let path = call.arguments.first, path.label == nil else {
        report(.fileExpected(at: call.range))
        return nil
      }
      guard case .text(let text) = value(of: path.value, as: .text, for: "file", in: scope) else {
        return nil
      }
      guard SecretFile.variable(of: text) != nil else {
        report(.fileExpected(at: path.range))
        return nil
      }
      return .secret(file: text)
    }
    guard case .text(let text) = value(of: expression, as: .text, for: name, in: scope) else {
      return nil
    }
    guard !Credential.isNamed(name), !Credential.isValue(text) else {
      report(.literalHeader(name, at: expression.range))
      return nil
    }
    guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 }) else {
      report(.headerValueInvalid(name, at: expression.range))
      return nil
    }
    return .text(text)
  }
}

/// A request before it is known what it is an event of.
struct WrittenRequest {
  let method: LoadRequest.Method
  let path: String
  var weight = 1
  var headers: [LoadHeader]
  var body: String?
  var statuses: StatusSet?
  var contains: String?
  var message: String?
  var interval: Duration?
  var length = Duration.seconds(10)
  /// Nil where the load test says it for all requests.
  var covers: [Expression]?
  let origin: SourceRange

  init(
    method: LoadRequest.Method,
    path: String,
    headers: [LoadHeader],
    origin: SourceRange
  ) {
    self.method = method
    self.path = path
    self.headers = headers
    self.origin = origin
  }

  func request(covering objectives: [CoveredObjective]) -> LoadRequest {
    LoadRequest(
      method: method,
      path: path,
      weight: weight,
      headers: headers,
      body: body,
      statuses: statuses,
      contains: contains,
      conversation: method == .socket
        ? LoadRequest.Conversation(message: message, interval: interval, length: length) : nil,
      covers: objectives,
      origin: origin
    )
  }
}

extension LoadRequest.Method {
  /// What may be said about a request behind its path.
  fileprivate var arguments: [String] {
    switch self {
    case .head: ["weight", "headers", "status", "covers"]
    case .get, .options: ["weight", "headers", "status", "contains", "covers"]
    case .post, .put, .patch, .delete:
      ["weight", "headers", "body", "status", "contains", "covers"]
    case .socket: ["weight", "headers", "send", "every", "hold", "contains", "covers"]
    }
  }
}

/// Names of HTTP headers.
private enum HeaderName {
  /// A token (RFC 9110, 5.6.2).
  static func isValid(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        isNameByte(byte) || "!#$%&'*+-.^`|~".utf8.contains(byte)
      }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// What lets somebody in.
private enum Credential {
  private static let words = [
    "authorization", "cookie", "token", "secret", "password", "api-key", "apikey", "access-key",
    "signature",
  ]

  /// Whether a header or parameter of that name holds one.
  static func isNamed(_ name: String) -> Bool {
    let slug = Checker.slug(name)
    return words.contains { slug.contains($0) }
  }

  /// Whether a value is one, whatever the name says.
  static func isValue(_ text: String) -> Bool {
    ["bearer ", "basic "].contains { text.lowercased().hasPrefix($0) }
  }

  /// The first parameter of a path's query that is one, and not empty.
  static func parameter(in path: String) -> String? {
    guard let query = path.split(separator: "?", maxSplits: 1).dropFirst().first else { return nil }
    let pairs = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
    return pairs.first { $0.count == 2 && isNamed(String($0[0])) }.map { String($0[0]) }
  }
}
