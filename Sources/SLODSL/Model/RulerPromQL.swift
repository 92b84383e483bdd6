extension PromQLOptions {
  /// The PromQL that all rulers of a project read.
  package init(rulers: [Ruler]) {
    guard rulers.allSatisfy({ $0 == .prometheus(.v3) }) else {
      self = .portable
      return
    }
    self.init(oldest: PromQLVersion(3, 0), newest: PromQLVersion(3, 14), features: [])
  }
}
