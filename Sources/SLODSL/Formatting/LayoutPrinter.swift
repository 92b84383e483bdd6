/// Chooses lines and writes bytes.
///
/// Each instruction is looked at once: sums of widths tell whether a group fits, as in Oppen's
/// pretty printer.
struct LayoutPrinter {
  static let lineLength = 100
  static let indentation = 4

  private struct Frame {
    let kind: LayoutGroup.Kind
    /// Of lines that begin inside.
    let indentation: Int
    let isBroken: Bool
  }

  private let source: SpecPieces
  private let document: LayoutDocument
  /// Columns of all instructions in front of each, on one line.
  private var sums: [Int32] = []
  /// The first place at or behind each instruction where a line may end.
  private var lineEnds: [Int32] = []
  private var output: [UInt8] = []
  private var frames: [Frame] = []
  private var column = 0
  /// Blanks that are written when something follows.
  private var blanks = 0
  /// The indentation of the line that is being written.
  private var lineIndentation = 0

  static func bytes(of document: LayoutDocument, from source: SpecPieces) -> [UInt8] {
    var printer = LayoutPrinter(document, source)
    printer.run()
    return printer.output
  }

  private init(_ document: LayoutDocument, _ source: SpecPieces) {
    self.document = document
    self.source = source
    output.reserveCapacity(source.bytes.count + source.bytes.count / 8)
    measure()
  }

  // MARK: Measuring

  private mutating func measure() {
    let count = document.instructions.count
    sums = [0]
    sums.reserveCapacity(count + 1)
    for instruction in document.instructions {
      sums.append(sums[sums.count - 1] + Int32(width(of: instruction)))
    }
    lineEnds = [Int32](repeating: Int32(count), count: count + 1)
    for index in document.instructions.indices.reversed() {
      switch document.instructions[index] {
      // A text of several lines ends one: what follows stands on another.
      case .line, .fillLine, .lineBreak, .verbatim, .textOfLines: lineEnds[index] = Int32(index)
      default: lineEnds[index] = lineEnds[index + 1]
      }
    }
  }

  private func width(of instruction: LayoutDocument.Instruction) -> Int {
    switch instruction {
    case .source(let start, let end): columns(Int(start)..<Int(end))
    case .text(let text): text.utf8CodeUnitCount
    case .space, .fillLine, .line(blank: true, _): 1
    case .textOfLines(let piece): source.firstLine(ofText: Int(piece)).count
    case .comment(let number): width(of: source.comments[Int(number)])
    case .line, .lineBreak, .trailingComma, .open, .close, .verbatim: 0
    }
  }

  /// Comments to the end of a line do not count: code is not broken for their sake.
  private func width(of comment: Comment) -> Int {
    comment.isLine || source.hasLineBreak(comment.start, comment.end)
      ? 0 : columns(Int(comment.start)..<Int(comment.end))
  }

  /// Scalars, each taken for a column.
  private func columns(_ range: Range<Int>) -> Int {
    source.bytes[range].count { $0 & 0xC0 != 0x80 }
  }

  /// Whether a group, and what is glued to its end, fits behind what has been written.
  private func fits(from start: Int, to end: Int) -> Bool {
    var last = end
    // The first line of a text of several lines is all that must fit.
    if case let place = Int(lineEnds[start]), place < end, isTextOfLines(place) {
      last = place
    }
    let tail = Int(lineEnds[last])
    var needed = Int(sums[tail] - sums[start])
    if tail > 0, case .trailingComma = document.instructions[tail - 1] { needed += 1 }
    if isTextOfLines(tail) { needed += Int(sums[tail + 1] - sums[tail]) }
    return column + blanks + needed <= Self.lineLength
  }

  private func isTextOfLines(_ index: Int) -> Bool {
    guard index < document.instructions.count else { return false }
    if case .textOfLines = document.instructions[index] { return true }
    return false
  }

  // MARK: Writing

  private mutating func run() {
    for index in document.instructions.indices { follow(index) }
    if !output.isEmpty { endLine() }
  }

  private mutating func follow(_ index: Int) {
    switch document.instructions[index] {
    case .source(let start, let end):
      write(source.bytes[Int(start)..<Int(end)])
      column += columns(Int(start)..<Int(end))
    case .text(let text):
      write(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      column += text.utf8CodeUnitCount
    case .space: blanks += 1
    case .line(let blank, let closes):
      if frames.last?.isBroken ?? true {
        breakLine(closes: closes)
      } else if blank {
        blanks += 1
      }
    case .fillLine:
      let isBroken = frames.last?.isBroken ?? true
      if isBroken, !fits(from: index, to: index + 1) {
        breakLine(closes: false)
      } else {
        blanks += 1
      }
    case .lineBreak(let closes, let blankLine):
      if blankLine { endLine() }
      breakLine(closes: closes)
    case .trailingComma:
      if frames.last?.isBroken ?? false {
        write(CollectionOfOne(UInt8(ascii: ",")))
        column += 1
      }
    case .open(let number): open(document.groups[Int(number)], at: index)
    case .close: frames.removeLast()
    case .textOfLines(let piece): writeText(Int(piece))
    case .comment(let number): write(source.comments[Int(number)])
    case .verbatim(let start, let end):
      write(source.bytes[Int(start)..<Int(end)])
      measureColumn()
    }
  }

  private mutating func open(_ group: LayoutGroup, at index: Int) {
    let outer = frames.last
    let isBroken: Bool
    if group.kind == .block {
      isBroken = outer?.isBroken ?? true
    } else if let outer, !outer.isBroken {
      isBroken = false
    } else {
      isBroken = group.mustBreak || !fits(from: index, to: Int(group.end))
    }
    let deeper: Int
    switch (group.kind, outer?.kind) {
    case (.statement, _), (.declaration, _), (.condition, .chain?), (.chain, .parentheses?):
      deeper = outer?.indentation ?? 0
    case (.chain, .declaration?), (.values, .declaration?), (.filledValues, .declaration?):
      deeper = lineIndentation + 2 * Self.indentation
    case (.block, _), (.chain, .chain?), (.chain, .condition?), (.chain, .values?):
      deeper = (outer?.indentation ?? 0) + Self.indentation
    default: deeper = lineIndentation + Self.indentation
    }
    frames.append(Frame(kind: group.kind, indentation: deeper, isBroken: isBroken))
  }

  private mutating func endLine() {
    output.append(UInt8(ascii: "\n"))
    column = 0
    blanks = 0
  }

  private mutating func breakLine(closes: Bool) {
    endLine()
    guard let frame = frames.last else {
      lineIndentation = 0
      return
    }
    // A statement goes on further to the right; everything else says where its lines begin.
    let isStatement = frame.kind == .statement || frame.kind == .declaration
    switch (isStatement, closes) {
    case (true, true), (false, false): lineIndentation = frame.indentation
    case (true, false): lineIndentation = frame.indentation + Self.indentation
    case (false, true): lineIndentation = frame.indentation - Self.indentation
    }
    blanks = lineIndentation
  }

  /// Writes the blanks that were due, so that no line ends in one.
  private mutating func write(_ bytes: some Collection<UInt8>) {
    for _ in 0..<blanks { output.append(UInt8(ascii: " ")) }
    column += blanks
    blanks = 0
    output.append(contentsOf: bytes)
  }

  /// After bytes with line breaks of their own.
  private mutating func measureColumn() {
    let line = output.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    column = columns(of: output[line...])
  }

  private func columns(of line: ArraySlice<UInt8>) -> Int { line.count { $0 & 0xC0 != 0x80 } }

  // MARK: Texts and comments

  private mutating func writeText(_ piece: Int) {
    guard let lines = source.linesOfText(piece) else {
      let range = source.pieces[piece]
      write([])
      output += source.unixBytes(range.start, range.end)
      return measureColumn()
    }
    write(source.bytes[source.firstLine(ofText: piece)])
    for line in lines {
      endLine()
      if line.isEmpty { continue }
      blanks = lineIndentation + Self.indentation
      write(source.bytes[line])
    }
    measureColumn()
  }

  private mutating func write(_ comment: Comment) {
    if comment.isLine {
      var end = Int(comment.end)
      // Blanks at the end of documentation are part of its text.
      while !comment.isDocumentation, SpecPieces.isBlank(source.bytes[end - 1]) { end -= 1 }
      // A line break follows: nobody asks for the column any more.
      return write(source.bytes[Int(comment.start)..<end])
    }
    guard source.hasLineBreak(comment.start, comment.end) else {
      let range = Int(comment.start)..<Int(comment.end)
      write(source.bytes[range])
      column += columns(range)
      return
    }
    // What begins a line of the layout is read as such the next time.
    guard comment.startsLine || column == 0 else {
      write([])
      output += source.unixBytes(comment.start, comment.end)
      return measureColumn()
    }
    // The lines of a block move together.
    let shift = column + blanks - source.indentation(at: Int(comment.start))
    var lines = source.bytes[Int(comment.start)..<Int(comment.end)]
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    if let first = lines.popFirst() { write(first.trimmingBlanksAtEnd) }
    for line in lines {
      endLine()
      let content = line.drop(while: SpecPieces.isBlank).trimmingBlanksAtEnd
      if content.isEmpty { continue }
      blanks = max(0, source.indentation(at: content.startIndex) + shift)
      write(content)
    }
    measureColumn()
  }
}

extension ArraySlice<UInt8> {
  fileprivate var trimmingBlanksAtEnd: ArraySlice<UInt8> {
    var line = self
    while let last = line.last, SpecPieces.isBlank(last) { line.removeLast() }
    return line
  }
}
