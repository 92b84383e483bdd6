import Glibc

/// Reading files and folders, straight from the system.
enum FileSystem {
  enum Kind: Hashable, Sendable {
    case file
    case folder
    /// A device, a pipe, a socket.
    case other
  }

  /// Bytes beyond which a spec is not read.
  ///
  /// Ranges count in 32 bits; no spec comes near.
  static let sizeLimit = 64 << 20

  /// What a path leads to, symbolic links followed.
  static func kind(of path: String) throws(FileError) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(path: path, code: errno) }
    return kind(ofMode: status.st_mode)
  }

  /// Whether a path's last part is a symbolic link.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Where a path leads once every link in it is followed; nil where it leads nowhere.
  static func destination(of path: String) -> String? {
    guard let destination = realpath(path, nil) else { return nil }
    defer { free(destination) }
    return String(cString: destination)
  }

  /// The whole of a regular file.
  static func read(_ path: String, limit: Int = sizeLimit) throws(FileError) -> [UInt8] {
    // Without O_NONBLOCK, opening a named pipe would wait for somebody to write.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(descriptor) }
    return try contents(of: descriptor, path: path, limit: limit)
  }

  /// The rest of an open file.
  static func contents(
    of descriptor: Int32,
    path: String,
    limit: Int
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, code: errno) }
    switch kind(ofMode: status.st_mode) {
    case .file: break
    case .folder: throw FileError(path: path, code: EISDIR)
    case .other: throw FileError(path: path, reason: "it is not a regular file")
    }
    let tooLarge = FileError(path: path, reason: "it is larger than \(limit >> 20) MiB")
    guard status.st_size <= limit else { throw tooLarge }

    // One byte more than expected, so that the end is seen without a second round.
    var capacity = Int(status.st_size) + 1
    var bytes: [UInt8] = []
    while true {
      let (chunk, code) = chunk(of: descriptor, capacity: capacity)
      guard code == 0 else { throw FileError(path: path, code: code) }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if bytes.count > limit { throw tooLarge }
      if chunk.count < capacity { return bytes }
      capacity = 1 << 16
    }
  }

  /// Reads until `capacity` bytes are there or the file ends.
  private static func chunk(
    of descriptor: Int32,
    capacity: Int
  ) -> (bytes: [UInt8], code: Int32) {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      while count < capacity {
        let got = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), capacity - count)
        if got == 0 { return }
        if got > 0 {
          count += got
        } else if errno != EINTR {
          code = errno
          return
        }
      }
    }
    return (bytes, code)
  }

  private static func kind(ofMode mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }
}

extension FileSystem {
  /// Where slogen runs; nil where the system cannot tell.
  static func currentFolder() -> String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// Every file below a folder whose name ends as asked for, in the order of their paths' bytes.
  ///
  /// Hidden files and folders are passed over. Symbolic links are followed; a folder that is
  /// reached twice is listed once, so that links in a circle come to an end.
  static func files(below root: String, suffix: String) throws(FileError) -> [String] {
    var found: [String] = []
    var seen: Set<FolderIdentity> = []
    // The stack replaces recursion: links may nest as deep as a path can be long.
    var pending = [root]
    while let folder = pending.popLast() {
      guard let identity = try identity(ofFolder: folder), seen.insert(identity).inserted
      else { continue }
      let names = try self.names(in: folder).filter { !$0.hasPrefix(".") }
      var folders: [String] = []
      for name in names.sorted(by: bytewise) {
        let path = folder == "." ? name : folder + "/" + name
        // What has gone since the listing, or leads nowhere, is no folder; a spec says so later.
        let kind = try? kind(of: path)
        if kind == .folder {
          folders.append(path)
        } else if name.hasSuffix(suffix) {
          found.append(path)
        }
      }
      pending += folders.reversed()
    }
    return found.sorted(by: bytewise)
  }

  /// The order of paths: by their bytes, whatever the locale.
  static func bytewise(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private struct FolderIdentity: Hashable {
    let device: UInt
    let inode: UInt
  }

  private static func identity(ofFolder path: String) throws(FileError) -> FolderIdentity? {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(path: path, code: errno) }
    return FolderIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
  }

  /// The names in a folder, in no order, without `.` and `..`.
  static func names(in folder: String) throws(FileError) -> [String] {
    guard let stream = opendir(folder) else { throw FileError(path: folder, code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
          String(decodingCString: bytes, as: UTF8.self)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
