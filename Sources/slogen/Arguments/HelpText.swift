/// Help, laid out from the tables.
enum HelpText {
  /// What `slogen --help` prints.
  static var overview: String {
    let commands = Command.allCases.map { ($0.rawValue, [$0.summary]) }
    let options = [Option.help, .version].map { (spellings(of: $0), $0.summary) }
    return """
      slogen compiles service level objectives to Prometheus rules.

      Usage: slogen COMMAND [OPTIONS]

      Commands:
      \(columns(commands))

      Options:
      \(columns(options))

      'slogen help COMMAND' explains a command. Without specs named, those in specs/ are
      read; 'slogen generate' writes to generated/.

      Exit codes: 0 all is well, 1 problems in specs or files, 2 a command line that
      slogen does not understand.

      """
  }

  /// What `slogen COMMAND --help` prints.
  static func page(of command: Command) -> String {
    let options = command.options.map { (spellings(of: $0), $0.summary) }
    return """
      slogen \(command.rawValue): \(command.summary)

      Usage: slogen \(command.rawValue) [OPTIONS] \(command.operands)

      \(command.description.joined(separator: "\n"))

      Options:
      \(columns(options))

      """
  }

  /// How an option is written: `-o, --out DIR`.
  private static func spellings(of option: Option) -> String {
    let names = [option.short ?? "  ", option.long].compactMap(\.self)
    let separator = option.short == nil ? "  " : ", "
    return names.joined(separator: separator) + (option.value.map { " " + $0 } ?? "")
      + (option.choice.map { "[=\($0)]" } ?? "")
  }

  /// Names to the left, explanations to the right.
  private static func columns(_ rows: [(name: String, text: [String])]) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.flatMap { row in
      row.text.enumerated().map { index, line in
        let name = index == 0 ? row.name : ""
        let padding = String(repeating: " ", count: width - name.count)
        return "  " + name + padding + "  " + line
      }
    }
    .joined(separator: "\n")
  }
}
