import SLODSL

/// Values of options that several commands take.
extension Invocation {
  /// Where a server of plain HTTP is; nil where nobody said.
  func address(of option: Option) throws(Misuse) -> HTTPAddress? {
    guard let text = value(of: option) else { return nil }
    guard let address = HTTPAddress(text), !address.host.isEmpty else {
      let hint =
        text.hasPrefix("https://")
        ? "only http is spoken: forward a port (kubectl port-forward, ssh -L) and name that"
        : "write http://HOST:PORT"
      let shown = DisplayWidth.printable(text)
      throw Misuse("'\(option.spelling) \(shown)' cannot be reached; \(hint)", command: command)
    }
    return address
  }

  /// `30s`, `5m`, at most a day; nil where nobody said.
  func time(of option: Option) throws(Misuse) -> Swift.Duration? {
    guard let text = value(of: option) else { return nil }
    let written = "'\(option.spelling) \(DisplayWidth.printable(text))'"
    let quantity: Quantity
    do throws(Quantity.Mistake) {
      quantity = try Quantity(literal: text)
    } catch {
      throw Misuse("\(written): \(error.message)", command: command)
    }
    guard let time = quantity.duration, time >= .seconds(1), time <= .day else {
      throw Misuse("\(written) is no time from 1s to 1d such as 30s", command: command)
    }
    return .milliseconds(time.milliseconds)
  }
}
