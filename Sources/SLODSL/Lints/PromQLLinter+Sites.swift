/// Where selectors stand.
extension PromQLLinter {
  /// A selector with what is done to it.
  struct SelectorSite {
    let selector: VectorSelector
    /// The selector with its range.
    let range: PromQLRange
    /// The function or sign that is applied to each of its series and drops their names.
    let nameDropper: String?
    /// In `info(…, {…})` matchers choose labels, not series.
    let choosesLabels: Bool
    /// Whether several metrics are meant: an aggregation around it keeps their names, or it asks
    /// whether there is anything at all.
    let meansAnyMetric: Bool
  }

  /// Every selector in the order of the text. Needs no stack of its own, however deep the tree is.
  var selectorSites: [SelectorSite] {
    var sites: [SelectorSite] = []
    var open = [OpenNode(expression: expression)]
    while let node = open.popLast() {
      switch node.expression {
      case .number, .string: continue
      case .selector(let selector): sites.append(node.site(of: selector, selector.range))
      case .matrix(let matrix): sites.append(node.site(of: matrix.selector, matrix.range))
      case .parenthesized(let inner, _): open.append(node.inside(inner, node.nameDropper))
      case .unary(let isNegative, let inner, _):
        open.append(node.inside(inner, isNegative ? "-" : nil))
      case .subquery(let subquery): open.append(node.inside(subquery.expression))
      case .call(let call):
        let dropper = call.dropsName ? call.function : nil
        for (index, argument) in call.arguments.enumerated().reversed() {
          var inner = node.inside(argument, dropper)
          inner.choosesLabels = call.function == "info" && index == 1
          if call.function == "absent" || call.function == "absent_over_time" {
            inner.meansAnyMetric = true
          }
          open.append(inner)
        }
      case .aggregation(let aggregation):
        var inner = node.inside(aggregation.expression)
        if case .by(let labels) = aggregation.grouping, labels.contains("__name__") {
          inner.meansAnyMetric = true
        }
        open.append(inner)
        if let parameter = aggregation.parameter { open.append(node.inside(parameter)) }
      case .binary(let binary):
        open.append(node.inside(binary.right))
        open.append(node.inside(binary.left))
      }
    }
    return sites
  }

  private struct OpenNode {
    let expression: PromQLExpression
    var nameDropper: String?
    var choosesLabels = false
    var meansAnyMetric = false

    func inside(_ expression: PromQLExpression, _ nameDropper: String? = nil) -> OpenNode {
      OpenNode(
        expression: expression,
        nameDropper: nameDropper,
        meansAnyMetric: meansAnyMetric
      )
    }

    func site(of selector: VectorSelector, _ range: PromQLRange) -> SelectorSite {
      SelectorSite(
        selector: selector,
        range: range,
        nameDropper: nameDropper,
        choosesLabels: choosesLabels,
        meansAnyMetric: meansAnyMetric
      )
    }
  }
}

extension PromQLCall {
  /// Whether it yields a series for each one it is given, without its name.
  fileprivate var dropsName: Bool {
    switch function {
    case "last_over_time", "first_over_time", "absent_over_time": false
    case "rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "changes",
      "resets", "abs", "ceil", "floor", "round", "exp", "ln", "log2", "log10", "sqrt", "sgn",
      "clamp", "clamp_min", "clamp_max", "timestamp":
      true
    default: function.hasSuffix("_over_time")
    }
  }
}
