import Foundation

/// What a worker is doing, in memory that outlives it: the file is mapped by it and its supervisor.
///
/// The worker writes each input here before it tries it; when the worker dies, the supervisor knows
/// what killed it.
struct Recorder: @unchecked Sendable {
  /// Numbers at the head of the file.
  enum Field: Int, CaseIterable {
    /// The iteration that runs.
    case iteration
    /// Counts up with each input that is done; one that stays is an input that hangs.
    case done
    /// Inputs that had no error.
    case accepted
    /// The sum of what inputs gave: equal for equal runs, whatever the number of jobs.
    case digest
    case inputSize
    /// Greater than zero when a check failed.
    case messageSize
    /// The iteration that took longest, and its microseconds.
    case slowest
    case slowestMicroseconds
    /// Of all inputs, in time of the processor: what other programs take away does not count.
    case microseconds
    /// Inputs that took longer than the subject's bound.
    case slow
    /// The worker has read its seeds.
    case isReady
    /// The worker has nothing left to do.
    case isFinished
    /// The first iteration that is not run; the supervisor may lower it.
    case end
  }

  static let inputLimit = 1 << 20
  static let messageLimit = 1 << 16
  private static let head = 4096
  private static var size: Int { head + inputLimit + messageLimit }

  private let memory: UnsafeMutableRawPointer

  /// A new file, all zero.
  init(creating path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(count: Self.size)) else {
      throw Options.Misuse(description: "cannot write \(path)")
    }
    try self.init(opening: path)
  }

  init(opening path: String) throws {
    let descriptor = open(path, O_RDWR)
    defer { close(descriptor) }
    guard descriptor >= 0,
      let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      memory != MAP_FAILED
    else { throw Options.Misuse(description: "cannot map \(path)") }
    self.memory = memory
  }

  subscript(field: Field) -> Int {
    get { memory.load(fromByteOffset: field.rawValue * 8, as: Int.self) }
    nonmutating set {
      memory.storeBytes(of: newValue, toByteOffset: field.rawValue * 8, as: Int.self)
    }
  }

  var input: [UInt8] {
    get { bytes(at: Self.head, count: self[.inputSize]) }
    nonmutating set {
      self[.inputSize] = store(newValue, at: Self.head, limit: Self.inputLimit)
    }
  }

  var message: String {
    get {
      String(
        decoding: bytes(at: Self.head + Self.inputLimit, count: self[.messageSize]),
        as: UTF8.self
      )
    }
    nonmutating set {
      let place = Self.head + Self.inputLimit
      self[.messageSize] = store(Array(newValue.utf8), at: place, limit: Self.messageLimit)
    }
  }

  private func bytes(at offset: Int, count: Int) -> [UInt8] {
    Array(UnsafeRawBufferPointer(start: memory + offset, count: count))
  }

  private func store(_ bytes: [UInt8], at offset: Int, limit: Int) -> Int {
    let count = min(bytes.count, limit)
    bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { memcpy(memory + offset, base, count) }
    }
    return count
  }
}
