import SLODSL

/// Lanes over one axis of time.
extension IncidentPicture {
  private static let laneHeight = 58
  private static let gap = 12
  /// Where the factor lies in a lane of a pair, from its floor; what burns faster than the lane is
  /// high runs along its ceiling.
  private static let factorHeight = 36

  mutating func drawLanes() {
    let simulated = report.simulated
    let top = y
    let axis = y + badgeRows.count * 18 + 4
    let pairs = simulated.objective.pairs
    let lanes = 2 + pairs.count
    let bars = simulated.alerts.count
    let bottom = axis + lanes * (Self.laneHeight + Self.gap) + bars * 32
    drawGrid(from: axis, to: bottom)
    drawMarks(from: top, to: bottom)
    y = axis
    drawErrors()
    for pair in pairs { draw(pair) }
    for alert in simulated.alerts { draw(alert) }
    drawBudget()
    y = bottom
    drawTimes()
    if !pairs.isEmpty { drawLegend() }
  }

  // MARK: Time

  private var gridTimes: [Duration] {
    let step = AxisStep.roundStep(over: samples.span, places: 8)
    var times: [Duration] = []
    var time = Duration.zero
    while time <= samples.span {
      times.append(time)
      time = time + step
    }
    return times
  }

  private mutating func drawGrid(from top: Int, to bottom: Int) {
    for time in gridTimes {
      draw(SVG.line(from: (x(of: time), top), to: (x(of: time), bottom), .grid), on: .guide)
    }
  }

  private mutating func drawTimes() {
    for time in gridTimes where x(of: time) < ExactNumber(Self.right - 16) {
      let text = time == .zero ? "0" : "+" + time.text
      draw(SVG.text(text, x: x(of: time), y: y + 15, size: 11, .muted, anchor: .middle))
    }
    advance(by: 22)
  }

  /// The numbers of events in as many rows as it takes that they do not cover each other.
  private var badgeRows: [[(number: Int, x: ExactNumber, colour: Colour)]] {
    var rows: [[(number: Int, x: ExactNumber, colour: Colour)]] = []
    for (index, event) in report.events.enumerated() {
      let x = x(of: event.moment.latest)
      let badge = (number: index + 1, x: x, colour: event.colour)
      let free = rows.firstIndex { row in
        row.allSatisfy { $0.x - x > ExactNumber(18) || x - $0.x > ExactNumber(18) }
      }
      if let free { rows[free].append(badge) } else { rows.append([badge]) }
    }
    return rows
  }

  /// Lines through all lanes at the moments of events.
  private mutating func drawMarks(from top: Int, to bottom: Int) {
    for (row, badges) in badgeRows.enumerated() {
      let y = top + row * 18 + 9
      for badge in badges {
        draw(
          SVG.line(
            from: (badge.x, y),
            to: (badge.x, bottom),
            badge.colour,
            dashes: "2 3"
          ),
          on: .guide
        )
        draw(badge: badge.number, x: badge.x, y: y, badge.colour)
      }
    }
  }

  // MARK: Lanes

  private mutating func drawLabel(_ title: String, _ remark: String) {
    draw(SVG.text(title, x: ExactNumber(Self.margin), y: y + 26, size: 13, isBold: true))
    draw(SVG.text(remark, x: ExactNumber(Self.margin), y: y + 42, size: 11, .muted))
  }

  private mutating func drawFloor() {
    let y = y + Self.laneHeight
    draw(SVG.line(from: (ExactNumber(Self.left), y), to: (ExactNumber(Self.right), y), .muted))
  }

  /// Points of a value that changes evenly between samples, in pixels above the floor.
  private func points(_ height: (Int) -> ExactNumber) -> [SVG.Point] {
    let floor = ExactNumber(y + Self.laneHeight)
    return (0..<samples.count).map { index in
      let height = min(height(index), ExactNumber(Self.laneHeight - 2))
      return SVG.Point(x(of: samples.start(of: index)), (floor - height).rounded(places: 1))
    }
  }

  /// The area between points and the floor.
  private func area(under points: [SVG.Point]) -> [SVG.Point] {
    guard let first = points.first, let last = points.last else { return [] }
    let floor = ExactNumber(y + Self.laneHeight)
    return [SVG.Point(first.x, floor)] + points + [SVG.Point(last.x, floor)]
  }

  private mutating func drawErrors() {
    let phases = report.simulated.incident.phases
    let largest = phases.map(\.errors).reduce(.zero, max)
    drawLabel("Failing", "up to \(largest.percent)")
    let scale = ExactNumber(Self.laneHeight - 12) / largest
    for span in report.simulated.incident.spans where span.phase.errors > .zero {
      let height = max(2, (span.phase.errors * scale).roundedDown)
      let start = x(of: span.start)
      draw(
        SVG.rectangle(
          x: start,
          y: y + Self.laneHeight - height,
          width: max(ExactNumber(2), x(of: span.end) - start),
          height: height,
          .errors
        )
      )
    }
    drawFloor()
    advance(by: Self.laneHeight + Self.gap)
  }

  private mutating func draw(_ pair: BurnRatePair) {
    drawHolding(pair)
    drawLabel(
      "\(pair.long.text) and \(pair.short.text)",
      "\(pair.severity.rawValue) above \(pair.factorText)"
    )
    let short = burnRates(of: pair, over: pair.short)
    draw(SVG.polyline(short, .shortWindow, width: ExactNumber(3, over: 2), dashes: "4 2"))
    draw(SVG.polyline(burnRates(of: pair, over: pair.long), .longWindow, width: ExactNumber(2)))
    let factor = y + Self.laneHeight - Self.factorHeight
    draw(
      SVG.line(
        from: (ExactNumber(Self.left), factor),
        to: (ExactNumber(Self.right), factor),
        pair.severity == .page ? .page : .ticket
      )
    )
    drawFloor()
    advance(by: Self.laneHeight + Self.gap)
  }

  private func burnRates(of pair: BurnRatePair, over window: Duration) -> [SVG.Point] {
    let scale = ExactNumber(Self.factorHeight) / pair.factor
    return points { samples.burnRate($0, over: window, of: pair) * scale }
  }

  /// Where both windows are above the factor.
  private mutating func drawHolding(_ pair: BurnRatePair) {
    var first: Int?
    for index in 0...samples.count {
      let holds = index < samples.count && samples.holds(index, pair)
      if holds, first == nil { first = index }
      if !holds, let start = first {
        let left = x(of: samples.start(of: start))
        let right = x(of: samples.start(of: index))
        draw(
          SVG.rectangle(x: left, y: y, width: right - left, height: Self.laneHeight, .holding),
          on: .shade
        )
        first = nil
      }
    }
  }

  private mutating func draw(_ alert: SimulatedAlert) {
    let colour = alert.severity == .page ? Colour.page : .ticket
    let title = alert.severity == .page ? "Page" : "Ticket"
    draw(SVG.text(title, x: ExactNumber(Self.margin), y: y + 16, size: 13, isBold: true))
    let middle = y + 11
    draw(
      SVG.line(from: (ExactNumber(Self.left), middle), to: (ExactNumber(Self.right), middle), .grid)
    )
    if alert.spans.isEmpty {
      draw(SVG.text("silent", x: ExactNumber(Self.onset + 6), y: y + 16, size: 12, .muted))
    }
    for span in alert.spans {
      let start = x(of: span.fires.latest)
      let end = span.resolves.map { x(of: $0.latest) } ?? ExactNumber(Self.right)
      let width = max(ExactNumber(3), end - start)
      draw(
        SVG.rectangle(x: start, y: y, width: width, height: 22, colour, rounded: 3)
      )
      let words = (span.isCertain ? "" : "perhaps ") + "from +\(span.fires.latest.text)"
      let needed = ExactNumber(words.unicodeScalars.count * 12 * Self.letterWidth / 20 + 12)
      guard needed < width else { continue }
      draw(SVG.text(words, x: start + ExactNumber(7), y: y + 15, size: 12, .onAlert, isBold: true))
    }
    advance(by: 32)
  }

  private mutating func drawBudget() {
    let simulated = report.simulated
    let whole = simulated.spent(by: simulated.incident.duration)
    drawLabel("Budget", "\(whole.percent) spent")
    let scale = ExactNumber(Self.laneHeight - 12) / whole
    let points = points { simulated.spent(by: samples.start(of: $0)) * scale }
    draw(SVG.polygon(area(under: points), .budget, opacity: "0.25"))
    draw(SVG.polyline(points, .budget, width: ExactNumber(2)))
    drawFloor()
    advance(by: Self.laneHeight + Self.gap)
  }

  private mutating func drawLegend() {
    let y = y + 14
    var x = ExactNumber(Self.left)
    let entries: [(colour: Colour, dashes: String?, text: String)] = [
      (.longWindow, nil, "long window's burn rate"), (.shortWindow, "4 2", "short window's"),
      (.page, nil, "factor of the pair"),
    ]
    for entry in entries {
      draw(
        SVG.line(
          from: (x, y - 4),
          to: (x + ExactNumber(22), y - 4),
          entry.colour,
          width: ExactNumber(2),
          dashes: entry.dashes
        )
      )
      draw(SVG.text(entry.text, x: x + ExactNumber(28), y: y, size: 11, .muted))
      x = x + ExactNumber(42 + entry.text.utf8.count * 6)
    }
    draw(SVG.rectangle(x: x, y: y - 11, width: ExactNumber(22), height: 14, .holding))
    draw(
      SVG.text("both above it: the alert fires", x: x + ExactNumber(28), y: y, size: 11, .muted)
    )
    advance(by: 22)
  }
}
