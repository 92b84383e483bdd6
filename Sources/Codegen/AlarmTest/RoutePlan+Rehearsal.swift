import SLODSL

/// The same routes and receivers' names, but nobody is told but who listens.
extension RoutePlan {
  /// The same, with other times.
  ///
  /// - Parameter pace: what becomes of the pace of a route.
  package func paced(_ pace: (NotificationPace) -> NotificationPace) -> RoutePlan {
    with(root: root.paced(pace), heartbeat: heartbeat?.paced(pace), receivers: receivers)
  }

  /// As fast as can be, so that nobody waits for minutes, and at any hour.
  ///
  /// - Parameter address: where every receiver sends its notifications.
  package func rehearsed(at address: String) -> RoutePlan {
    let rehearsed = paced { $0.repeatsItself ? .heartbeat(every: .seconds(3)) : .rehearsal }
    return with(
      root: rehearsed.root.atAnyHour,
      heartbeat: rehearsed.heartbeat,
      receivers: receivers.map { receiver in
        Receiver(
          name: receiver.name,
          kind: .webhook,
          settings: [Label("url", address)],
          hearsHeartbeat: receiver.hearsHeartbeat,
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
  fileprivate var atAnyHour: Route {
    Route(
      matchers,
      to: receivers.map(\.atAnyHour),
      grouping: grouping,
      pace: pace,
      routes: routes.map(\.atAnyHour),
      comment: comment
    )
  }

  fileprivate func paced(_ pace: (NotificationPace) -> NotificationPace) -> Route {
    Route(
      matchers,
      to: receivers,
      grouping: grouping,
      pace: self.pace.map(pace),
      routes: routes.map { $0.paced(pace) },
      comment: comment
    )
  }
}
