import SLODSL

/// The same routes and receivers' names, but nobody is told but who listens.
extension RoutePlan {
  /// - Parameters:
  ///   - address: where every receiver sends its notifications.
  ///   - pace: that of every route, so that nobody waits for minutes.
  package func rehearsed(at address: String, pace: NotificationPace) -> RoutePlan {
    RoutePlan(
      root: root.paced(pace),
      inhibitions: inhibitions,
      receivers: receivers.map { receiver in
        Receiver(
          name: receiver.name,
          kind: .webhook,
          settings: [Label("url", address)],
          origin: receiver.origin
        )
      }
    )
  }
}

extension NotificationPace {
  /// As fast as Alertmanager can go and still see what inhibits what.
  package static let rehearsal = NotificationPace(
    wait: .seconds(1),
    interval: .seconds(1),
    reminder: .hours(1)
  )
}

extension Route {
  fileprivate func paced(_ pace: NotificationPace) -> Route {
    Route(
      matchers,
      to: receivers,
      grouping: grouping,
      pace: self.pace == nil ? nil : pace,
      routes: routes.map { $0.paced(pace) },
      comment: comment
    )
  }
}
