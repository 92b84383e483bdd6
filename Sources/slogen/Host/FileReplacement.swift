import Glibc

/// Replaces the text of one file that a person wrote, or makes it: whole or not at all.
enum FileReplacement {
  /// Writes beside the file and renames, so that no reader sees half of it.
  ///
  /// Keeps the file's permissions. A symbolic link is refused: replacing it would leave the file it
  /// leads to as it was.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var status = stat()
    var mode: mode_t = 0o666
    var exists = false
    if lstat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFLNK: throw FileError(path: path, reason: "it is a symbolic link")
      default: throw FileError(path: path, reason: "it is not a regular file")
      }
      mode = status.st_mode & 0o7777
      exists = true
    } else if errno != ENOENT {
      throw FileError(path: path, code: errno)
    }
    let beside = path + ".slogen-\(getpid())"
    unlink(beside)
    let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw FileError(path: path, code: errno) }
    var code = Output.write(bytes, to: file)
    // What the mask of new files takes away, an old file keeps.
    if code == 0, exists, fchmod(file, mode) != 0 { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, rename(beside, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(beside)
      throw FileError(path: path, code: code)
    }
  }
}
