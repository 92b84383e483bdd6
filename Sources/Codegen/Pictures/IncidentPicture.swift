import SLODSL

/// The timeline of an incident as a picture for a post-mortem: what happened in figures, lanes for
/// errors, windows, alerts and budget over one axis of time, and the events in words.
package struct IncidentPicture {
  /// Pixels; the picture scales.
  static let width = 900
  static let margin = 24
  /// Where lanes begin, and where the first failing event and the last moment lie in them.
  static let left = 152
  static let onset = 168
  static let right = 876
  /// Room for letters of this size, measured generously in twentieths of it.
  static let letterWidth = 11

  let report: IncidentReport
  let samples: IncidentSamples
  /// What stands so far.
  private var shapes: [Layer: [XML]] = [:]
  /// Where the next thing begins.
  var y = 0

  /// The document.
  package static func svg(of report: IncidentReport) -> XML {
    var picture = IncidentPicture(report)
    picture.drawHeading()
    picture.drawFigures()
    picture.drawLanes()
    picture.drawEvents()
    return SVG.document(
      width: width,
      height: picture.y + margin,
      title: "\(report.simulated.slo.identity.text): \(report.title)",
      description: picture.description,
      Layer.allCases.flatMap { picture.shapes[$0] ?? [] }
    )
  }

  private init(_ report: IncidentReport) {
    self.report = report
    // A sample for every second pixel.
    samples = IncidentSamples(report.simulated, count: (Self.right - Self.onset) / 2)
  }

  /// What lies over what, from below.
  enum Layer: CaseIterable {
    case shade
    case guide
    case drawing
  }

  mutating func draw(_ shape: XML, on layer: Layer = .drawing) {
    shapes[layer, default: []].append(shape)
  }

  mutating func advance(by height: Int) { y += height }

  /// Where a moment lies.
  func x(of elapsed: Duration) -> ExactNumber {
    let share = elapsed.ratio(to: samples.span)
    let place = ExactNumber(Self.onset) + share * ExactNumber(Self.right - Self.onset)
    return min(place, ExactNumber(Self.right)).rounded(places: 1)
  }

  /// Everything that the picture shows, for those who do not see it.
  private var description: String {
    let events = report.events.map { "\($0.time): \($0.text)." }
    let silences = report.silences.map { "No \($0.severity.rawValue)." }
    return ([report.promise + "."] + events + silences + [report.cost]).joined(separator: " ")
  }

  // MARK: Heading

  private mutating func drawHeading() {
    let slo = report.simulated.slo
    y = 44
    let margin = ExactNumber(Self.margin)
    draw(SVG.text(slo.identity.text, x: margin, y: y, size: 22, isBold: true))
    draw(
      SVG.text(
        report.promise,
        x: ExactNumber(Self.right),
        y: y,
        size: 15,
        .muted,
        anchor: .end
      )
    )
    advance(by: 10)
    var sentences = "\(report.title). \(report.circumstances)"
    if let group = report.group { sentences += " Objective of \(group)." }
    draw(paragraph: sentences, size: 14)
    advance(by: 8)
  }

  /// Prose across the whole width.
  mutating func draw(paragraph: String, size: Int, _ colour: Colour = .muted, indent: Int = 0) {
    let columns = (Self.right - Self.margin - indent) * 20 / (size * Self.letterWidth)
    for line in TextWrapping.lines(of: DisplayWidth.printable(paragraph), width: columns) {
      advance(by: size + 5)
      draw(SVG.text(line, x: ExactNumber(Self.margin + indent), y: y, size: size, colour))
    }
  }

  // MARK: Figures

  private struct Figure {
    let label: String
    let value: String
    let remark: String
    var colour = Colour.text
  }

  /// What one wants to know first, side by side.
  private mutating func drawFigures() {
    let simulated = report.simulated
    var figures = simulated.alerts.map(figure)
    let spent = simulated.spent(by: simulated.incident.duration)
    let cost = report.costInEvents ?? "of \(simulated.slo.window.duration.text)"
    figures.append(Figure(label: "Budget spent", value: spent.percent, remark: cost))
    let worst = simulated.incident.phases.map(\.errors).reduce(.zero, max)
    let burn = (worst / simulated.objective.budget).factorText
    figures.append(
      Figure(
        label: "Errors",
        value: "\(worst.percent)",
        remark: "burning \(burn), \(simulated.incident.duration.text) in all"
      )
    )
    let distance = (Self.right - Self.margin) / figures.count
    for (index, figure) in figures.enumerated() {
      let x = ExactNumber(Self.margin + index * distance)
      draw(SVG.text(figure.label, x: x, y: y + 20, size: 12, .muted))
      draw(SVG.text(figure.value, x: x, y: y + 46, size: 22, figure.colour, isBold: true))
      draw(SVG.text(figure.remark, x: x, y: y + 64, size: 12, .muted))
    }
    advance(by: 84)
  }

  private func figure(of alert: SimulatedAlert) -> Figure {
    let label = alert.severity == .page ? "Page" : "Ticket"
    guard let span = alert.spans.first(where: \.isCertain) ?? alert.spans.first else {
      return Figure(label: label, value: "silent", remark: "see below")
    }
    let again = alert.spans.count > 1 ? ", \(alert.spans.count) times" : ""
    let resolved = span.resolves.map { "resolves at +\($0.latest.text)" } ?? "still fires"
    return Figure(
      label: label,
      value: (span.isCertain ? "after " : "perhaps after ") + span.fires.latest.text,
      remark: resolved + again,
      colour: alert.severity == .page ? .page : .ticket
    )
  }

  // MARK: Events

  private mutating func drawEvents() {
    advance(by: 14)
    draw(SVG.text("What happens", x: ExactNumber(Self.margin), y: y + 14, size: 14, isBold: true))
    draw(
      SVG.text("budget spent", x: ExactNumber(330), y: y + 14, size: 11, .muted, anchor: .end)
    )
    advance(by: 20)
    for (index, event) in report.events.enumerated() {
      draw(badge: index + 1, x: ExactNumber(Self.margin + 8), y: y + 10, event.colour)
      draw(SVG.text(event.time, x: ExactNumber(Self.margin + 26), y: y + 15, size: 13))
      draw(
        SVG.text(
          event.spent.percent,
          x: ExactNumber(330),
          y: y + 15,
          size: 13,
          .muted,
          anchor: .end
        )
      )
      let lines = TextWrapping.lines(of: event.text, width: 72)
      for (place, line) in lines.enumerated() {
        draw(SVG.text(line, x: ExactNumber(350), y: y + 15 + place * 17, size: 13))
      }
      advance(by: 23 + 17 * max(0, lines.count - 1))
    }
    drawSilences()
    advance(by: 8)
    draw(paragraph: ([report.cost] + report.assumptions).joined(separator: " "), size: 11)
  }

  private mutating func drawSilences() {
    for (severity, reasons) in report.silences {
      let title = severity == .page ? "Why no page" : "Why no ticket"
      draw(SVG.text(title, x: ExactNumber(Self.margin), y: y + 22, size: 14, isBold: true))
      advance(by: 26)
      for reason in reasons { draw(paragraph: reason, size: 13, .text) }
      advance(by: 6)
    }
    guard report.simulated.alerts.isEmpty else { return }
    draw(paragraph: "The policy \(report.simulated.slo.policy) alerts nobody.", size: 13, .text)
  }

  /// The number of an event.
  mutating func draw(badge number: Int, x: ExactNumber, y: Int, _ colour: Colour) {
    draw(SVG.circle(x: x, y: y, radius: 8, colour))
    draw(
      SVG.text(
        String(number),
        x: x,
        y: y + 4,
        size: number > 9 ? 9 : 11,
        .onAlert,
        isBold: true,
        anchor: .middle
      )
    )
  }
}

extension IncidentReport.Event {
  var colour: Colour {
    switch kind {
    case .errors: .muted
    case .fires(.page), .mayFire(.page), .resolves(.page): .page
    case .fires(.ticket), .mayFire(.ticket), .resolves(.ticket): .ticket
    }
  }
}
