// swift-tools-version: 6.2
import PackageDescription

/// One strictness for every target: warnings fail the build, imports say what they need.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "slogen",
  products: [.executable(name: "slogen", targets: ["slogen"])],
  targets: [
    .target(name: "SLODSL", swiftSettings: strict),
    .target(name: "Codegen", dependencies: ["SLODSL"], swiftSettings: strict),
    .executableTarget(name: "slogen", dependencies: ["Codegen", "SLODSL"], swiftSettings: strict),
    .testTarget(
      name: "CodegenTests", dependencies: ["Codegen", "SLODSL", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RuleTestsTests", dependencies: ["Codegen", "SLODSL", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DashboardTests",
      dependencies: ["Codegen", "CommandSupport", "SLODSL", "ServerSupport", "TestSupport"],
      exclude: ["grafana_models.py"], swiftSettings: strict),
    .testTarget(
      name: "LoadTestTests",
      dependencies: ["Codegen", "CommandSupport", "SLODSL", "ServerSupport", "TestSupport"],
      exclude: ["target.py"], swiftSettings: strict),
    .testTarget(
      name: "PromQLTests", dependencies: ["Codegen", "SLODSL", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FormattingTests", dependencies: ["SLODSL", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LintTests", dependencies: ["Codegen", "SLODSL", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RegularExpressionTests", dependencies: ["SLODSL", "TestSupport"],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["SLODSL"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "SyntaxTests", dependencies: ["SLODSL", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CheckingTests", dependencies: ["SLODSL", "TestSupport"], swiftSettings: strict),
    .target(name: "CommandSupport", path: "Tests/CommandSupport", swiftSettings: strict),
    .target(
      name: "ServerSupport", dependencies: ["CommandSupport"], path: "Tests/ServerSupport",
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["CommandSupport", "SLODSL", "TestSupport", "slogen"],
      swiftSettings: strict),
    .testTarget(
      name: "AcceptanceTests",
      dependencies: ["CommandSupport", "Cost", "Fuzz", "ServerSupport", "TestSupport", "slogen"],
      swiftSettings: strict),
    .target(
      name: "AccuracySupport", dependencies: ["Codegen", "SLODSL", "ServerSupport", "TestSupport"],
      path: "Tests/AccuracySupport", swiftSettings: strict),
    .executableTarget(
      name: "Accuracy", dependencies: ["AccuracySupport", "SLODSL"], path: "Tests/Accuracy",
      swiftSettings: strict),
    .testTarget(
      name: "AccuracyTests",
      dependencies: [
        "AccuracySupport", "Codegen", "CommandSupport", "SLODSL", "ServerSupport", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "NotificationTests",
      dependencies: [
        "Codegen", "CommandSupport", "SLODSL", "ServerSupport", "TestSupport", "slogen",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PlatformTests",
      dependencies: ["Codegen", "CommandSupport", "SLODSL", "ServerSupport", "TestSupport"],
      exclude: ["kustomized.py"], swiftSettings: strict),
    .testTarget(
      name: "HostileTests",
      dependencies: ["Codegen", "CommandSupport", "SLODSL", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", dependencies: ["SLODSL"], swiftSettings: strict),
    .executableTarget(
      name: "Benchmarks", dependencies: ["Codegen", "CommandSupport", "SLODSL", "slogen"],
      path: "Tests/Benchmarks", swiftSettings: strict),
    .executableTarget(
      name: "Cost", dependencies: ["Codegen", "SLODSL", "ServerSupport"], path: "Tests/Cost",
      swiftSettings: strict),
    .executableTarget(
      name: "Fuzz", dependencies: ["Codegen", "SLODSL", "TestSupport"], path: "Tests/Fuzz",
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
