import SLODSL

/// The command line, understood.
struct Invocation: Hashable, Sendable {
  let command: Command
  /// The values of each option in the order given; a switch that is on has one empty value.
  let options: [Option: [String]]
  let operands: [String]

  func has(_ option: Option) -> Bool { options[option] != nil }

  /// The value of an option; the last one counts.
  func value(of option: Option) -> String? { options[option]?.last }
}

/// A command line that cannot be meant.
struct Misuse: Error, Hashable, Sendable {
  /// A lower-case sentence without a full stop.
  let message: String
  /// Where help is: `slogen generate --help`.
  let help: String

  init(_ message: String, command: Command? = nil) {
    self.message = message
    help = (command.map { "slogen \($0.rawValue)" } ?? "slogen") + " --help"
  }
}

/// Reads arguments by the option table.
///
/// Options may stand before or behind operands, `--out=DIR` and `--out DIR` are the same, `-Dx=1`
/// and `-D x=1` too, and behind `--` everything is an operand.
struct ArgumentParser {
  private var rest: ArraySlice<String>
  private var command: Command?
  private var options: [Option: [String]] = [:]
  private var operands: [String] = []

  /// - Parameter arguments: without the program's name.
  static func parse(_ arguments: [String]) throws(Misuse) -> Invocation {
    var parser = ArgumentParser(rest: arguments[...])
    return try parser.parse()
  }

  private init(rest: ArraySlice<String>) {
    self.rest = rest
  }

  private mutating func parse() throws(Misuse) -> Invocation {
    var onlyOperands = false
    while let argument = rest.popFirst() {
      if onlyOperands {
        operands.append(argument)
      } else if argument == "--" {
        onlyOperands = true
      } else if argument == "-", command == .promql {
        operands.append(argument)
      } else if argument == "-" {
        throw Misuse("'-' is not supported: specs are read from files", command: command)
      } else if argument.utf8.first == UInt8(ascii: "-") {
        try parseOption(argument)
      } else if command == nil {
        command = try Self.command(named: argument)
      } else {
        operands.append(argument)
      }
    }
    return try invocation()
  }

  private func invocation() throws(Misuse) -> Invocation {
    if options[.help] != nil || (command == nil && options[.version] != nil) {
      // `slogen generate --help` is `slogen help generate`.
      let topic = command.map { $0 == .help ? operands : [$0.rawValue] } ?? []
      return Invocation(command: .help, options: options, operands: topic)
    }
    guard let command else {
      throw Misuse("no command; commands are \(Self.list(Command.allCases.map(\.rawValue)))")
    }
    for option in options.keys.sorted(by: { $0.rawValue < $1.rawValue })
    where !command.options.contains(option) {
      throw Misuse("\(command.rawValue) has no option '\(option.spelling)'", command: command)
    }
    return Invocation(command: command, options: options, operands: operands)
  }

  private mutating func parseOption(_ argument: String) throws(Misuse) {
    let known = command?.options ?? Option.allCases
    if let option = Option.allCases.first(where: { $0.long == argument || $0.short == argument }) {
      guard let value = option.value else {
        options[option] = [""]
        return
      }
      guard let next = rest.popFirst(), next != "--" else {
        throw Misuse("option '\(argument)' needs a value: \(argument) \(value)", command: command)
      }
      options[option, default: []].append(next)
      return
    }
    for option in Option.allCases {
      if let long = option.long, argument.hasPrefix(long + "=") {
        let value = String(argument.dropFirst(long.count + 1))
        guard option.value != nil || option.choice == value else {
          let only = option.choice.map { " but '\($0)'" } ?? ""
          throw Misuse("option '\(long)' takes no value\(only)", command: command)
        }
        options[option, default: []].append(value)
        return
      }
      if let short = option.short, option.value != nil, argument.hasPrefix(short),
        !argument.hasPrefix("--")
      {
        options[option, default: []].append(String(argument.dropFirst(short.count)))
        return
      }
    }
    let name = argument.prefix { $0 != "=" }
    // A single letter is as near to every other.
    let spellings = name.hasPrefix("--") ? known.compactMap(\.long) : []
    throw Misuse(
      "unknown option '\(name)'" + Self.suggestion(for: String(name), among: spellings)
        + (command == .promql ? "; put '--' in front of expressions that begin with '-'" : ""),
      command: command
    )
  }

  /// The command of a name, or a misuse that suggests one.
  static func command(named name: String) throws(Misuse) -> Command {
    if let command = Command(rawValue: name) { return command }
    let names = Command.allCases.map(\.rawValue)
    let suggestion = suggestion(for: name, among: names)
    throw Misuse(
      "unknown command '\(name)'"
        + (suggestion.isEmpty ? "; commands are \(list(names))" : suggestion)
    )
  }

  private static func suggestion(for name: String, among names: [String]) -> String {
    EditDistance.nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func list(_ names: [String]) -> String {
    names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }
}
