/// Where panels stand: from left to right, and below when a line is full.
struct DashboardGrid {
  static let columns = 24

  struct Place: Hashable {
    let x, y, width, height: Int
  }

  /// The first free line.
  private(set) var y = 0

  /// The place of a row's heading.
  mutating func heading() -> Place {
    defer { y += 1 }
    return Place(x: 0, y: y, width: Self.columns, height: 1)
  }

  /// The places of panels, in their order.
  mutating func places(for sizes: [(width: Int, height: Int)]) -> [Place] {
    var x = 0
    var tallest = 0
    var places: [Place] = []
    for size in sizes {
      if x + size.width > Self.columns {
        y += tallest
        (x, tallest) = (0, 0)
      }
      places.append(Place(x: x, y: y, width: size.width, height: size.height))
      x += size.width
      tallest = max(tallest, size.height)
    }
    y += tallest
    return places
  }
}
