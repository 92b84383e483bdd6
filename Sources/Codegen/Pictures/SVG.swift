import SLODSL

/// Shapes of SVG 1.1, with whole coordinates or tenths of them.
enum SVG {
  /// A picture with a background, which screen readers announce by its title and description.
  static func document(
    width: Int,
    height: Int,
    title: String,
    description: String,
    _ shapes: [XML]
  ) -> XML {
    .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": .init(integerLiteral: width),
        "height": .init(integerLiteral: height), "viewBox": .init("0 0 \(width) \(height)"),
        "role": "img", "aria-labelledby": "title description",
      ],
      [
        .element("title", ["id": "title"], text: title),
        .element("desc", ["id": "description"], text: description),
        .element("style", [:], text: Colour.styleSheet),
        rectangle(x: .zero, y: 0, width: ExactNumber(width), height: height, .background),
      ] + shapes
    )
  }

  static func rectangle(
    x: ExactNumber,
    y: Int,
    width: ExactNumber,
    height: Int,
    _ colour: Colour,
    rounded radius: Int = 0
  ) -> XML {
    var attributes: [XML.Attribute] = [
      .init("class", colour.fill), .init("x", .init(x)), .init("y", .init(integerLiteral: y)),
      .init("width", .init(width)), .init("height", .init(integerLiteral: height)),
    ]
    if radius > 0 { attributes.append(.init("rx", .init(integerLiteral: radius))) }
    return .element("rect", attributes, [])
  }

  static func circle(x: ExactNumber, y: Int, radius: Int, _ colour: Colour) -> XML {
    .element(
      "circle",
      [
        "class": colour.fill, "cx": .init(x), "cy": .init(integerLiteral: y),
        "r": .init(integerLiteral: radius),
      ]
    )
  }

  /// - Parameter dashes: lengths of dashes and gaps.
  static func line(
    from start: (x: ExactNumber, y: Int),
    to end: (x: ExactNumber, y: Int),
    _ colour: Colour,
    width: ExactNumber = .one,
    dashes: String? = nil
  ) -> XML {
    var attributes: [XML.Attribute] = [
      .init("class", colour.stroke), .init("stroke-width", .init(width)),
      .init("x1", .init(start.x)), .init("y1", .init(integerLiteral: start.y)),
      .init("x2", .init(end.x)), .init("y2", .init(integerLiteral: end.y)),
    ]
    if let dashes { attributes.append(.init("stroke-dasharray", .init(dashes))) }
    return .element("line", attributes, [])
  }

  /// A line through points.
  static func polyline(
    _ points: [Point],
    _ colour: Colour,
    width: ExactNumber,
    dashes: String? = nil
  ) -> XML {
    var attributes: [XML.Attribute] = [
      .init("class", colour.stroke), .init("stroke-width", .init(width)),
      .init("points", .init(text(of: points))),
    ]
    if let dashes { attributes.append(.init("stroke-dasharray", .init(dashes))) }
    return .element("polyline", attributes, [])
  }

  /// The area that points enclose.
  static func polygon(_ points: [Point], _ colour: Colour, opacity: String = "1") -> XML {
    .element(
      "polygon",
      ["class": colour.fill, "fill-opacity": .init(opacity), "points": .init(text(of: points))]
    )
  }

  /// Where text stands of its place.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  static func text(
    _ text: String,
    x: ExactNumber,
    y: Int,
    size: Int,
    _ colour: Colour = .text,
    isBold: Bool = false,
    anchor: Anchor = .start
  ) -> XML {
    var attributes: [XML.Attribute] = [
      .init("class", colour.fill), .init("x", .init(x)), .init("y", .init(integerLiteral: y)),
      .init("font-size", .init(integerLiteral: size)),
    ]
    if isBold { attributes.append(.init("font-weight", "600")) }
    if anchor != .start { attributes.append(.init("text-anchor", .init(anchor.rawValue))) }
    return .element("text", attributes, [.text(text)])
  }

  struct Point: Hashable {
    let x: ExactNumber
    let y: ExactNumber

    init(_ x: ExactNumber, _ y: ExactNumber) {
      self.x = x
      self.y = y
    }
  }

  /// Points in the middle of a level stretch say nothing and are left out.
  private static func text(of points: [Point]) -> String {
    points.enumerated().filter { index, point in
      guard index > 0, index + 1 < points.count else { return true }
      return points[index - 1].y != point.y || points[index + 1].y != point.y
    }.map { "\($0.element.x.decimalText),\($0.element.y.decimalText)" }.joined(separator: " ")
  }
}
