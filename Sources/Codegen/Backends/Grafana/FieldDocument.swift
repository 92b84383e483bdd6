import SLODSL

/// How values look, as JSON.
extension FieldStyle {
  func json(of view: PanelView) -> JSON {
    .members([
      "unit": .text(unit.identifier),
      "decimals": decimals.map { .integer($0) },
      "min": minimum.map { .number($0) },
      "max": maximum.map { .number($0) },
      "noValue": "no data",
      "thresholds": Self.json(base: base, thresholds),
      "mappings": .array(mappings.isEmpty ? [] : [mapping]),
      "color": ["mode": view.isColoredBySeries ? "palette-classic" : "thresholds"],
      "custom": view.custom,
    ])
  }

  fileprivate static func json(base: PanelColor, _ thresholds: [Threshold]) -> JSON {
    let steps = thresholds.map { step -> JSON in
      ["color": .text(step.color.rawValue), "value": .number(step.value)]
    }
    let first: JSON = ["color": .text(base.rawValue), "value": .null]
    return ["mode": "absolute", "steps": .array([first] + steps)]
  }

  private var mapping: JSON {
    let options = mappings.enumerated().map { index, mapping in
      JSON.Member(
        mapping.value.decimalText,
        [
          "text": .text(mapping.text), "color": .text(mapping.color.rawValue),
          "index": .integer(index),
        ]
      )
    }
    return ["type": "value", "options": .object(options)]
  }
}

extension PanelView {
  fileprivate var isColoredBySeries: Bool {
    switch self {
    case .graph: true
    case .number, .table, .timeline, .bars, .text, .logs: false
    }
  }

  fileprivate static let visible: JSON = ["legend": false, "tooltip": false, "viz": false]

  /// What only one kind of panel knows.
  fileprivate var custom: JSON? {
    switch self {
    case .number, .bars, .text, .logs: nil
    case .graph(let style): style.json
    case .table: ["align": "auto", "inspect": false]
    case .timeline: ["lineWidth": 0, "fillOpacity": 70, "hideFrom": Self.visible]
    }
  }
}

extension GraphStyle {
  fileprivate var json: JSON {
    let isStacked = lines == .stackedBars
    return [
      "drawStyle": isStacked ? "bars" : "line",
      "lineWidth": 1,
      "lineInterpolation": "linear",
      "fillOpacity": isStacked ? 80 : 0,
      "gradientMode": "none",
      "showPoints": "never",
      "pointSize": 5,
      // A gap is a gap.
      "spanNulls": false,
      "axisPlacement": "auto",
      "axisLabel": "",
      "scaleDistribution": isLogarithmic
        ? ["type": "symlog", "log": 10, "linearThreshold": 1] : ["type": "linear"],
      "stacking": ["mode": isStacked ? "normal" : "none", "group": "A"],
      "thresholdsStyle": ["mode": showsThresholds ? "line" : "off"],
      "hideFrom": PanelView.visible,
    ]
  }
}

extension FieldOverride {
  var json: JSON {
    ["matcher": target.json, "properties": .array(properties.flatMap(\.json))]
  }
}

extension FieldOverride.Target {
  fileprivate var json: JSON {
    switch self {
    case .named(let name): ["id": "byName", "options": .text(name)]
    case .beginning(let text): ["id": "byRegexp", "options": .text("/^\(text)/")]
    }
  }
}

extension FieldOverride.Property {
  fileprivate var json: [JSON] {
    switch self {
    case .unit(let unit): [Self.property("unit", .text(unit.identifier))]
    case .decimals(let count): [Self.property("decimals", .integer(count))]
    case .color(let color):
      [Self.property("color", ["mode": "fixed", "fixedColor": .text(color.rawValue)])]
    case .dashedLine:
      [Self.property("custom.lineStyle", ["fill": "dash", "dash": [10, 10]])]
    case .width(let width): [Self.property("custom.width", .integer(width))]
    case .bar(let low, let high):
      [
        Self.property("custom.cellOptions", ["type": "gauge", "mode": "basic"]),
        Self.property("min", .number(low)), Self.property("max", .number(high)),
      ]
    case .coloredText: [Self.property("custom.cellOptions", ["type": "color-text"])]
    case .thresholds(let base, let steps):
      [Self.property("thresholds", FieldStyle.json(base: base, steps))]
    case .hidden: [Self.property("custom.hidden", true)]
    case .link(let link): [Self.property("links", [link.json])]
    }
  }

  private static func property(_ identifier: String, _ value: JSON) -> JSON {
    ["id": .text(identifier), "value": value]
  }
}

extension PanelLink {
  /// Of a value.
  var json: JSON { ["title": .text(title), "url": .text(url), "targetBlank": false] }
}
