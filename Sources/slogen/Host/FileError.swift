import Glibc

/// Why the system did not do what was asked of it.
struct FileError: Error, Hashable, Sendable {
  /// The path as the user knows it.
  let path: String
  /// A lower-case clause: `permission denied`.
  let reason: String
  /// Whether nothing is there at all.
  let isAbsent: Bool

  init(path: String, reason: String, isAbsent: Bool = false) {
    self.path = path
    self.reason = reason
    self.isAbsent = isAbsent
  }

  /// From `errno`, which must be read before anything else is called.
  init(path: String, code: Int32) {
    self.init(path: path, reason: Self.reason(code), isAbsent: code == ENOENT)
  }

  /// The same error of the same thing under another name.
  func renamed(_ path: String) -> FileError {
    FileError(path: path, reason: reason, isAbsent: isAbsent)
  }

  /// Words for the error numbers that occur; the C library's own would follow the locale.
  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of the path is not a folder"
    case ELOOP: "too many levels of symbolic links"
    case ENAMETOOLONG: "the name is too long"
    case ENOSPC: "no space left on the device"
    case EDQUOT: "the disk quota is used up"
    case EFBIG: "the file would exceed the size limit"
    case EROFS: "the file system is read-only"
    case EIO: "input/output error"
    case EMFILE, ENFILE: "too many open files"
    case EEXIST: "something else is in the way"
    default: "system error \(code)"
    }
  }
}
