import Glibc

/// A program that runs beside slogen and ends with it, however slogen ends.
///
/// A shell holds one end of a pipe. When slogen closes the other, or is killed, the shell ends the
/// program, removes the folder in which it worked, and ends what the program has left behind.
struct LeashedProgram {
  /// What the program may write to; it is removed when the program has ended.
  let folder: String
  private let shell: pid_t
  private let leash: Int32

  private static let script = """
    folder=$1; shift
    exec 3<&0 2> /dev/null
    "$@" < /dev/null > "$folder/log" 2>&1 3<&- & program=$!
    { cat <&3; kill $program; } > /dev/null &
    wait $program
    echo > "$folder/ended"
    cat <&3 > /dev/null
    rm -rf "$folder"
    kill -KILL 0
    """

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - arguments: its path, then what it is told.
  ///   - folder: from `makeFolder()`.
  init(_ arguments: [String], in folder: String) throws(FileError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw FileError(path: folder, code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO)
    // In a group of its own: the terminal's interrupt is for slogen, which then lets go. No signal
    // is blocked, whatever slogen inherited.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    let flags = Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, flags)
    let words = ["sh", "-c", Self.script, "sh", folder] + arguments
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &files, &attributes, &pointers, environ)
    close(ends[0])
    guard code == 0 else {
      close(ends[1])
      throw FileError(path: "/bin/sh", code: code)
    }
    self.folder = folder
    shell = process
    leash = ends[1]
  }

  /// Whether it has ended by itself.
  var hasEnded: Bool { access(folder + "/ended", F_OK) == 0 }

  /// The last lines that it has printed.
  func lastWords(_ count: Int) -> [String] {
    let bytes = (try? FileSystem.read(folder + "/log")) ?? []
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.suffix(count).map(String.init)
  }

  /// Ends it and waits until it is gone.
  func stop() {
    close(leash)
    var status: Int32 = 0
    for _ in 0..<500 {
      if waitpid(shell, &status, WNOHANG) != 0 { return }
      usleep(10_000)
    }
    kill(-shell, SIGKILL)
    waitpid(shell, &status, 0)
  }

  // MARK: Before it runs

  /// The path of the first of some programs that the search path has.
  static func path(ofAny names: [String]) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? ""
    for name in names {
      for folder in folders.split(separator: ":") {
        let path = "\(folder)/\(name)"
        if access(path, X_OK) == 0, (try? FileSystem.kind(of: path)) == .file { return path }
      }
    }
    return nil
  }

  /// A new folder that nobody else can read.
  static func makeFolder() throws(FileError) -> String {
    let place = getenv("TMPDIR").map { String(cString: $0) } ?? P_tmpdir
    guard let path = strdup(place + "/slogen-XXXXXX") else {
      throw FileError(path: place, code: ENOMEM)
    }
    defer { free(path) }
    guard mkdtemp(path) != nil else { throw FileError(path: place, code: errno) }
    return String(cString: path)
  }
}
