extension Double {
  /// A duration in seconds.
  package init(secondsOf duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = Double(seconds) + Double(attoseconds) * 1e-18
  }
}
