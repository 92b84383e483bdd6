/// From arguments to an exit code.
enum CommandLineTool {
  static let version = "0.1.0"

  /// Does what the arguments of this run ask for, and exits.
  static func run() -> Never {
    Terminal.ignoreWriteSignals()
    var output = Output()
    let code = run(Array(CommandLine.arguments.dropFirst()), output: &output)
    Terminal.exit(output.flush() ? code : .problems)
  }

  private static func run(_ arguments: [String], output: inout Output) -> ExitCode {
    do throws(Misuse) {
      if arguments.isEmpty {
        output.report(HelpText.overview)
        return .misuse
      }
      let invocation = try ArgumentParser.parse(arguments)
      switch invocation.command {
      case .generate: return try GenerateCommand(invocation).run(&output)
      case .check: return try CheckCommand(invocation).run(&output)
      case .fmt: return try FormatCommand(invocation).run(&output)
      case .catalog: return try CatalogCommand(invocation).run(&output)
      case .promql: return try PromQLCommand(invocation).run(&output)
      case .verify: return try VerifyCommand(invocation).run(&output)
      case .preview: return try PreviewCommand(invocation).run(&output)
      case .backfill: return try BackfillCommand(invocation).run(&output)
      case .explain: return try ExplainCommand(invocation).run(&output)
      case .simulate: return try SimulateCommand(invocation).run(&output)
      case .policy: return try PolicyCommand(invocation).run(&output)
      case .cost: return try CostCommand(invocation).run(&output)
      case .route: return try RouteCommand(invocation).run(&output)
      case .alarmTest: return try AlarmTestCommand(invocation).run(&output)
      case .help: return try help(invocation, &output)
      }
    } catch {
      output.report("slogen: \(error.message)\nSee '\(error.help)'.\n")
      return .misuse
    }
  }

  private static func help(
    _ invocation: Invocation,
    _ output: inout Output
  ) throws(Misuse) -> ExitCode {
    if invocation.operands.count > 1 { throw Misuse("help explains one command at a time") }
    if invocation.has(.version) {
      output.say("slogen \(version)")
    } else if let topic = invocation.operands.first {
      output.show(HelpText.page(of: try ArgumentParser.command(named: topic)))
    } else {
      output.show(HelpText.overview)
    }
    return .fine
  }
}
