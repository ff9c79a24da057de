import Fuzz
import Graph

extension ExecEngine {
  /// The program as one that must refuse illegal graphs. It gets them as they are, since whether it validates
  /// is the question.
  var refusalCheck: any RefusalCheck { ExecRefusalCheck(engine: self) }
}

private struct ExecRefusalCheck: RefusalCheck {
  let engine: ExecEngine

  var name: String { engine.name }

  func refusal(of illegal: IllegalGraphs.Case) -> Refusal {
    // What no file can hold never gets as far as the program.
    guard let bytes = try? illegal.graph.tosaBytes(),
      let block = illegal.graph.regions.first?.blocks.first
    else { return .refused }
    let inputs = ports(block.inputs, in: block)
    do throws(EngineError) {
      _ = try engine.plan(
        of: bytes, inputs: inputs, outputs: ports(block.outputs, in: block)
      ).run(inputs.map { Tensor(zeros: $0.type) })
      return .accepted
    } catch {
      return Refusal(error)
    }
  }

  /// The tensors at an edge of the graph. One beyond the limits is declared as a single element: the program
  /// must refuse it by the graph's own declaration.
  private func ports(_ ids: [TensorID], in block: Block) -> [Port] {
    ids.map { id in
      var type = block[id].type
      let sizes = type.shape.dimensions
      let (_, isHuge) = sizes.reduce((1, false)) { product, size in
        let (value, overflow) = product.0.multipliedReportingOverflow(by: max(size, 0))
        return (value, product.1 || overflow || value > 1 << 20)
      }
      if isHuge || sizes.contains(where: { $0 < 0 }) { type.shape = [1] }
      return Port(name: block[id].name, type: type)
    }
  }
}
