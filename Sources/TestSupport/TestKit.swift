// What the tests share stands on the public test kit; they see both by one import.
@_exported public import WhereaboutsTestKit
