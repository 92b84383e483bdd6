/// The executable.
@main struct Tool {
  static func main() {
    CommandLineTool.run()
  }
}
