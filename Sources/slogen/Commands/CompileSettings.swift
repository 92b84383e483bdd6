/// What both commands are told about compiling.
struct CompileSettings: Sendable {
  /// The folder that is read when no spec is named.
  static let defaultFolder = "specs"
  private static let jobLimit = 256

  let specs: [String]
  let inputs: [(name: String, value: String)]
  let jobs: Int
  let colour: Terminal.ColourChoice
  let format: ReportFormat

  /// - Parameter specs: files and folders, where they are not the operands.
  init(_ invocation: Invocation, specs named: [String]? = nil) throws(Misuse) {
    specs = named ?? invocation.operands
    if specs.contains("") { throw Misuse("a spec's path is empty", command: invocation.command) }
    inputs = try Self.inputs(of: invocation)
    jobs = try Self.jobs(of: invocation)
    colour = try Self.colour(of: invocation)
    format = try ReportFormat(invocation)
  }

  static func inputs(
    of invocation: Invocation
  ) throws(Misuse) -> [(name: String, value: String)] {
    var inputs: [(name: String, value: String)] = []
    for text in invocation.options[.define] ?? [] {
      guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals > text.startIndex
      else {
        throw Misuse(
          "'-D \(text)' is not name=value",
          command: invocation.command
        )
      }
      inputs.append((String(text[..<equals]), String(text[text.utf8.index(after: equals)...])))
    }
    return inputs
  }

  private static func jobs(of invocation: Invocation) throws(Misuse) -> Int {
    guard let text = invocation.value(of: .jobs) else {
      return min(Workers.processors, jobLimit)
    }
    guard let jobs = Int(text), (1...jobLimit).contains(jobs) else {
      throw Misuse(
        "'--jobs \(text)' is not a number from 1 to \(jobLimit)",
        command: invocation.command
      )
    }
    return jobs
  }

  static func colour(of invocation: Invocation) throws(Misuse) -> Terminal.ColourChoice {
    guard let text = invocation.value(of: .color) else { return .auto }
    guard let choice = Terminal.ColourChoice(rawValue: text) else {
      throw Misuse(
        "'--color \(text)' is not always, never or auto",
        command: invocation.command
      )
    }
    return choice
  }
}
