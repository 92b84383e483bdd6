/// The files that a user put into slogen's hands by naming them, or a folder above them.
///
/// An imported file elsewhere is somebody else's, and so is what a link leads to.
struct EditableFiles {
  /// Where the folders and files that were named really are.
  private let places: [String]

  /// - Parameter specs: as the user names them; empty for the default folder.
  init(_ specs: [String]) {
    let named = specs.isEmpty ? [CompileSettings.defaultFolder] : specs
    places = named.compactMap(FileSystem.destination)
  }

  func contains(_ path: String) -> Bool {
    guard !FileSystem.isLink(path), let destination = FileSystem.destination(of: path)
    else { return false }
    return places.contains {
      $0 == destination || destination.hasPrefix($0 == "/" ? "/" : $0 + "/")
    }
  }
}
