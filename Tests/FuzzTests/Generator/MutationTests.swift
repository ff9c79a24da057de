import Graph
import Quantized
import Reference
import Store
import Testing

@testable import Fuzz

/// Mutations give valid graphs, each kind of them, and the same ones everywhere.
@Suite struct MutationTests {
  private static func parents(_ profile: Profile) -> [FuzzCase] {
    (0..<40).map { GraphGenerator(seed: 11, profile: profile).makeCase($0) }
  }

  @Test(arguments: Profile.allCases) func `a mutant is valid, and mostly defined`(profile: Profile)
    throws
  {
    let mutator = Mutator(profile: profile, limits: .standard)
    let parents = Self.parents(profile)
    var made = 0
    var open = 0
    for number in 0..<1500 {
      guard let mutant = mutator.mutated(parents, seed: UInt64(number)) else { continue }
      made += 1
      let graph = try ValidatedGraph(mutant.graph)
      let hasFloats = graph.main.tensors.contains { $0.type.dtype.isFloat }
      let engine: any Engine = hasFloats ? ReferenceEngine() : QuantizedEngine()
      do throws(EngineError) {
        _ = try engine.prepare(graph).run(mutant.inputs)
      } catch {
        guard case .unpredictable = error else {
          Issue.record("mutant \(number): \(error)\n\(mutant.graph.listing())")
          return
        }
        open += 1
      }
    }
    #expect(made > 1300, "\(made)")
    #expect(open < made / 20, "\(open) of \(made)")
  }

  @Test(arguments: Mutation.all.map(\.name))
  func `every kind of mutation changes something`(name: String) throws {
    let mutation = try #require(Mutation.all.first { $0.name == name })
    let parents = Self.parents(.int)
    var changed = 0
    var valid = 0
    for number in 0..<200 {
      let parent = parents[number % parents.count]
      var edit = CaseEdit(
        item: parent, dice: Dice(seed: UInt64(number)), limits: .standard, family: .int,
        others: parents)
      guard mutation.apply(&edit), edit.item != parent else { continue }
      changed += 1
      if (try? ValidatedGraph(edit.item.graph)) != nil { valid += 1 }
    }
    #expect(changed > 20)
    #expect(valid > changed / 2)
  }
}
