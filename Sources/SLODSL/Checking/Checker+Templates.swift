/// Templates: what their calls bind, and what their bodies add to a service.
extension Checker {
  mutating func expand(
    template expression: Expression,
    into body: inout ExpandedBody,
    in scope: Scope
  ) {
    guard let (name, arguments) = templateCall(expression) else { return }
    guard case .template(let template, let home) = symbol(named: name.text, in: scope) else {
      let declared = namesInScope(scope) { if case .template = $0 { true } else { false } }
      let elsewhere = declarationElsewhere(of: name.text, unseenBy: scope)
      report(.unknownDeclaration("template", name, among: declared, elsewhere: elsewhere?.path))
      return
    }
    guard !expanding.contains(template.name.range) else {
      report(.circular(template.name, use: name.range))
      return
    }
    guard instantiations.count < 32 else {
      report(.tooDeep(at: name.range))
      return
    }
    guard let inner = bind(arguments, to: template, home: home, call: name, in: scope) else {
      return
    }
    let text = "in the template \(template.name.text), used here"
    expanding.append(template.name.range)
    defer { expanding.removeLast() }
    instantiating(text, at: expression.range) { checker in
      var own = ExpandedBody(continuing: body)
      checker.expand(template.body.declarations, into: &own, in: inner)
      body.defaults.override(with: own.defaults)
      body.defaults.override(with: own.settings)
      body.takeObjectives(of: own)
    }
  }

  private mutating func templateCall(
    _ expression: Expression
  ) -> (Name, [Argument])? {
    switch expression {
    case .name(let name): return (name, [])
    case .call(let call):
      if case .name(let name) = call.callee { return (name, call.arguments) }
      report(.templateExpected(at: expression.range))
    case .missing: return nil
    default: report(.templateExpected(at: expression.range))
    }
    return nil
  }

  /// Reports each unknown type of a parameter once, however often the template is used.
  private mutating func checkTypes(of template: TemplateDeclaration) {
    for parameter in template.parameters where ValueType(parameter.type) == nil {
      guard checkedTypes.insert(parameter.type.range).inserted else { continue }
      report(.unknownType(parameter.type))
    }
  }

  /// Checks what no service does: the templates that none uses.
  mutating func checkTemplates() {
    for file in files {
      for case .template(let template) in file.declarations { checkTypes(of: template) }
    }
  }

  private mutating func bind(
    _ arguments: [Argument],
    to template: TemplateDeclaration,
    home: Scope,
    call: Name,
    in scope: Scope
  ) -> Scope? {
    var inner = home
    var isComplete = true
    for argument in arguments {
      let known = template.parameters.contains { $0.name.text == argument.label?.text }
      if !known {
        report(
          .unknownArgument(
            argument,
            of: template.name.text,
            among: template.parameters.map(\.name.text)
          )
        )
        isComplete = false
      }
    }
    checkTypes(of: template)
    for parameter in template.parameters {
      guard let type = ValueType(parameter.type) else {
        isComplete = false
        continue
      }
      let given = arguments.filter { $0.label?.text == parameter.name.text }
      if let second = given.dropFirst().first {
        report(.labelTwice(parameter.name.text, at: second.range))
      }
      let source =
        given.first.map { ($0.value, scope) } ?? parameter.defaultValue.map { ($0, inner) }
      guard let (expression, home) = source else {
        // What was meant for it has been reported.
        guard isComplete else { continue }
        report(.argumentMissing(parameter, of: template, at: call.range))
        isComplete = false
        continue
      }
      guard let value = value(of: expression, as: type, for: parameter.name.text, in: home) else {
        isComplete = false
        continue
      }
      inner.bind(parameter.name.text, to: .value(value, declared: parameter.name.range))
    }
    return isComplete ? inner : nil
  }
}
