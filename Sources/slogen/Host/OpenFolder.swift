import Glibc

/// A folder held open: everything below it is reached from its descriptor, never by a path that
/// somebody may bend in the meantime.
///
/// Symbolic links are not followed, neither to folders nor to files.
struct OpenFolder: ~Copyable {
  /// What stands under a name.
  enum Entry: Hashable, Sendable {
    case absent
    case file([UInt8])
    case folder
    case link
    case other
  }

  /// The path for messages.
  let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Opens a folder that the user named; its parents may be links, it may not.
  static func open(_ path: String) throws(FileError) -> OpenFolder {
    try open(path, in: AT_FDCWD, shown: path)
  }

  /// Makes a folder and its missing parents.
  ///
  /// Returns those that were missing, outer ones first.
  static func make(_ path: String) throws(FileError) -> [String] {
    var made: [String] = []
    var end = path.utf8.startIndex
    while end < path.utf8.endIndex {
      let next = path.utf8.index(after: end)
      end = path.utf8[next...].firstIndex(of: UInt8(ascii: "/")) ?? path.utf8.endIndex
      let part = String(path[..<end])
      if mkdir(part, 0o777) == 0 {
        made.append(part)
      } else if errno != EEXIST {
        let error = FileError(path: part, code: errno)
        unmake(made)
        throw error
      }
    }
    return made
  }

  /// Removes folders that were made for nothing, as far as they are empty.
  static func unmake(_ made: [String]) {
    for path in made.reversed() { rmdir(path) }
  }

  /// The folder of that name in this one.
  func folder(_ name: String) throws(FileError) -> OpenFolder {
    try Self.open(name, in: descriptor, shown: path + "/" + name)
  }

  /// Makes the folder unless it is there.
  ///
  /// Returns whether it was made.
  func makeFolder(_ name: String) throws(FileError) -> Bool {
    if mkdirat(descriptor, name, 0o777) == 0 { return true }
    guard errno == EEXIST else { throw FileError(path: path + "/" + name, code: errno) }
    return false
  }

  /// Waits until no other run works in this folder.
  ///
  /// A file system without locks does without.
  func lock() {
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  func entry(_ name: String) throws(FileError) -> Entry {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return .absent }
      throw FileError(path: path + "/" + name, code: errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(try read(name))
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  private func read(_ name: String) throws(FileError) -> [UInt8] {
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { throw FileError(path: path + "/" + name, code: errno) }
    defer { close(file) }
    return try FileSystem.contents(of: file, path: path + "/" + name, limit: 1 << 30)
  }

  /// Writes a new file; one of that name that is left from a run that was killed makes way.
  ///
  /// There is no `fsync`: what is lost with the power is generated again.
  func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    if unlinkat(descriptor, name, 0) != 0, errno != ENOENT {
      throw FileError(path: path + "/" + name, code: errno)
    }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let file = openat(descriptor, name, flags, 0o666)
    guard file >= 0 else { throw FileError(path: path + "/" + name, code: errno) }
    let code = Output.write(bytes, to: file)
    let closed = close(file) == 0 ? 0 : errno
    if code != 0 || closed != 0 {
      unlinkat(descriptor, name, 0)
      throw FileError(path: path + "/" + name, code: code != 0 ? code : closed)
    }
  }

  /// Gives a file its name; what had the name is gone in the same instant.
  func rename(_ old: String, to new: String) throws(FileError) {
    guard renameat(descriptor, old, descriptor, new) == 0 else {
      throw FileError(path: path + "/" + new, code: errno)
    }
  }

  /// Removes a file or a link; that it is gone already is fine.
  func remove(_ name: String) throws(FileError) {
    guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
      throw FileError(path: path + "/" + name, code: errno)
    }
  }

  /// Removes a folder that is empty.
  ///
  /// Returns whether it is gone.
  func removeEmptyFolder(_ name: String) -> Bool {
    unlinkat(descriptor, name, AT_REMOVEDIR) == 0
  }

  private static func open(
    _ name: String,
    in folder: Int32,
    shown path: String
  ) throws(FileError) -> OpenFolder {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    let descriptor = openat(folder, name, flags)
    if descriptor >= 0 { return OpenFolder(path: path, descriptor: descriptor) }
    let code = errno
    var status = stat()
    if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFLNK
    {
      throw FileError(path: path, reason: "it is a symbolic link")
    }
    throw FileError(path: path, code: code == ENOTDIR ? EEXIST : code)
  }
}
