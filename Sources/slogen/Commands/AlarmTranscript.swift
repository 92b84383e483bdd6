import Codegen
import SLODSL

/// What an alarm test tells while it goes on, a line for each thing that happened.
struct AlarmTranscript {
  private var failures = 0

  /// `page    arrived    at pager: …`
  mutating func say(_ alarm: TestAlarm, _ event: String, _ text: String, _ output: inout Output) {
    output.say(Self.padded(alarm.subject.noun, 8) + Self.padded(event, 11) + text)
    output.showNow()
  }

  /// `page    FAILED     did not arrive at pager`
  mutating func fail(_ alarm: TestAlarm, _ text: String, _ output: inout Output) {
    failures += 1
    say(alarm, "FAILED", text, &output)
  }

  /// Lines below what happened.
  func show(_ lines: [String], _ output: inout Output) {
    for line in lines { output.say(Self.padded("", 19) + line) }
  }

  /// What concerns no alarm by itself.
  mutating func fail(_ text: String, _ output: inout Output) {
    failures += 1
    output.say(Self.padded("", 8) + Self.padded("FAILED", 11) + text)
    output.showNow()
  }

  func verdict(_ output: inout Output) -> ExitCode {
    output.say(failures == 0 ? "\npassed" : "\nfailed")
    return failures == 0 ? .fine : .problems
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.utf8.count))
  }
}
