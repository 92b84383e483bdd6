/// The colours of pictures, by what they stand for; legible on white and on black.
///
/// Every pair of a colour and its background has a contrast of at least 3 (WCAG 2.2, 1.4.11), text
/// of 4.5; no difference of meaning is by colour alone.
enum Colour: String, CaseIterable, Hashable, Sendable {
  case background
  case text
  /// Secondary text.
  case muted
  /// Lines that only guide the eye.
  case grid
  case page
  case ticket
  /// On bars of alerts.
  case onAlert
  case errors
  case longWindow
  case shortWindow
  /// Where both windows burn too fast.
  case holding
  case budget

  /// On a light and on a dark background.
  var shades: (light: String, dark: String) {
    switch self {
    case .background: ("#ffffff", "#0d1117")
    case .text: ("#1f2328", "#f0f6fc")
    case .muted: ("#59636e", "#9198a1")
    case .grid: ("#d1d9e0", "#3d444d")
    case .page: ("#cf222e", "#ff7b72")
    case .ticket: ("#9a6700", "#d29922")
    case .onAlert: ("#ffffff", "#0d1117")
    case .errors: ("#cf222e", "#ff7b72")
    case .longWindow: ("#0969da", "#58a6ff")
    case .shortWindow: ("#8250df", "#bc8cff")
    case .holding: ("#fff1cf", "#3b2e12")
    case .budget: ("#1a7f37", "#3fb950")
    }
  }

  /// The class of what is filled, or drawn, in the colour.
  var fill: XML.Value { XML.Value("fill-\(rawValue)") }
  var stroke: XML.Value { XML.Value("stroke-\(rawValue)") }

  /// Every class, and what it becomes where the reader prefers dark pages.
  static var styleSheet: String {
    let rules = { (shade: (Colour) -> String) in
      allCases.flatMap { colour in
        [
          ".fill-\(colour.rawValue) { fill: \(shade(colour)) }",
          ".stroke-\(colour.rawValue) { stroke: \(shade(colour)); fill: none }",
        ]
      }
    }
    let light = rules(\.shades.light).map { "    " + $0 }
    let dark = rules(\.shades.dark).map { "      " + $0 }
    return
      (["", "    text { font-family: system-ui, 'DejaVu Sans', sans-serif }"] + light
      + ["    @media (prefers-color-scheme: dark) {"] + dark + ["    }", "  "])
      .joined(separator: "\n")
  }
}
