// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "whereabouts-benchmarks",
    dependencies: [
        .package(name: "whereabouts", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    ],
    targets: [
        .target(name: "RawLMDB", linkerSettings: [.linkedLibrary("lmdb")]),
        .executableTarget(
            name: "whereabouts-bench",
            dependencies: [
                "RawLMDB",
                .product(name: "EventLog", package: "whereabouts"),
                .product(name: "Merkle", package: "whereabouts"),
                .product(name: "Whereabouts", package: "whereabouts"),
                .product(name: "WhereaboutsPages", package: "whereabouts"),
                .product(name: "WhereaboutsReports", package: "whereabouts"),
                .product(name: "WhereaboutsTestKit", package: "whereabouts"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            path: "Sources/WhereaboutsBench",
            swiftSettings: settings),
    ]
)
