import Graph

extension ArgMax {
  /// The index of the largest; its bound reaches as far as an element that might be the largest.
  func boundedStep(_ site: OperatorSite) -> Step {
    let propagates = nanMode == .propagate
    return AxisWalk(site, axis: axis).step { elements in
      if propagates, let first = elements.firstIndex(where: { $0.value.isNaN }) {
        return Bounded(Double(first))
      }
      var best = 0
      var value = -Double.infinity
      for (index, element) in elements.enumerated() where element.value > value {
        value = element.value
        best = index
      }
      let low = elements[best].low
      let reach = elements.indices.filter { index in
        let rival = elements[index]
        return rival.bound + elements[best].bound > 0 && rival.high >= low
      }
      return Bounded(Double(best), within: Double(reach.map { abs($0 - best) }.max() ?? 0))
    }
  }
}
