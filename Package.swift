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
    name: "whereabouts",
    products: [
        .library(name: "Whereabouts", targets: ["Whereabouts"]),
        .library(name: "WhereaboutsReports", targets: ["WhereaboutsReports"]),
        .library(name: "WhereaboutsPages", targets: ["WhereaboutsPages"]),
        .library(name: "WhereaboutsTestKit", targets: ["WhereaboutsTestKit"]),
        .library(name: "EventLog", targets: ["EventLog"]),
        .library(name: "Merkle", targets: ["Merkle"]),
        .executable(name: "whereabouts", targets: ["WhereaboutsCLI"]),
    ],
    traits: [
        .trait(name: "Pages", description: "Reports as HTML pages, with swift-mustache."),
        .trait(
            name: "CLI", description: "The whereabouts command, with swift-argument-parser.",
            enabledTraits: ["Pages"]),
        .default(enabledTraits: ["CLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
        .target(name: "LMDB", dependencies: ["CLMDB"], swiftSettings: settings),
        .target(
            name: "Merkle",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .target(
            name: "EventLog",
            dependencies: ["LMDB", "Merkle", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .target(
            name: "Whereabouts",
            dependencies: [
                "EventLog", "LMDB", "Merkle",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["Vocabulary/vocabulary.proto", "Vocabulary/regenerate"],
            swiftSettings: settings),
        .target(
            name: "WhereaboutsReports",
            dependencies: [
                "Whereabouts", "EventLog", "Merkle",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .target(
            name: "WhereaboutsPages",
            dependencies: [
                "WhereaboutsReports", "Whereabouts", "EventLog", "Merkle",
                .product(
                    name: "Mustache", package: "swift-mustache",
                    condition: .when(traits: ["Pages"])),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "WhereaboutsCLI",
            dependencies: [
                "WhereaboutsReports", "WhereaboutsPages", "Merkle",
                .product(
                    name: "ArgumentParser", package: "swift-argument-parser",
                    condition: .when(traits: ["CLI"])),
            ],
            resources: [.embedInCode("../../Fixtures/journals/demo.jsonl")],
            swiftSettings: settings),
        .target(
            name: "WhereaboutsTestKit", dependencies: ["Whereabouts", "EventLog"],
            swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["WhereaboutsTestKit", "Whereabouts", "EventLog"],
            swiftSettings: settings),
        .executableTarget(
            name: "MakeFixture", dependencies: ["TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "LMDBTests", dependencies: ["LMDB", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "MerkleTests", dependencies: ["Merkle"], swiftSettings: settings),
        .executableTarget(
            name: "Fuzz", dependencies: ["EventLog", "Merkle"], path: "Tests/Fuzz",
            swiftSettings: settings),
        .testTarget(
            name: "EventLogTests",
            dependencies: [
                "EventLog", "LMDB", "Merkle", "TestSupport", "WhereaboutsTestKit", "CrashWriter",
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "CrashWriter", dependencies: ["EventLog", "TestSupport"],
            path: "Tests/CrashWriter", swiftSettings: settings),
        .testTarget(
            name: "WhereaboutsTests",
            dependencies: [
                "Whereabouts", "WhereaboutsReports", "WhereaboutsTestKit", "TestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "WhereaboutsPagesTests",
            dependencies: ["WhereaboutsPages", "WhereaboutsReports", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "WhereaboutsCLITests",
            dependencies: ["WhereaboutsCLI", "WhereaboutsReports", "TestSupport"],
            swiftSettings: settings),
    ]
)
