"""Writes the files of a trained model: python export.py v96 checkpoints/v96.pt <repository>/Suites/models.

The folder's README.md says what each file is.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

import card
import evaluate
import graphs
import lower
import quantize
import text
from common.linears import LinearPartitioner
from model import CONFIGURATIONS, LanguageModel

#: How many characters the committed logits are for, and how many are committed.
JUDGED, COMMITTED = 512, 2049
#: The held-out character that is the TOSA graphs' example.
EXAMPLE = 256


def save(folder, name, value):
    np.save(folder / f"{name}.npy", np.ascontiguousarray(value.numpy()))


@torch.no_grad()
def held_out_bits(model, held_out, length=8192):
    """Bits a character over a longer stretch of held-out text, from one empty state."""
    logits = model.sequence(held_out[:length].unsqueeze(0))[0]
    return evaluate.bits_per_character(logits, held_out)


@torch.no_grad()
def export(configuration, checkpoint, folder, calibrate=256, tosa=True, log=print):
    """Writes everything; returns the card."""
    start = time.time()

    def note(*what):
        log(f"{time.time() - start:6.0f} s", *what, flush=True)

    folder.mkdir(parents=True, exist_ok=True)
    trained = torch.load(checkpoint)
    model = LanguageModel(configuration).eval()
    model.load_state_dict(trained["model"])
    learning, held_out = text.split()
    shift = model.shrink_residual(learning[: 64 * 512].view(64, 512))
    tokens, example = held_out[:COMMITTED], (held_out[:1], *model.empty_state())

    names = {n: p.detach().numpy() for n, p in model.state_dict().items()}
    np.savez(folder / "weights.npz", **names)
    save(folder, "tokens", tokens.int())
    save(folder, "calibration", torch.cat([learning[s : s + 512] for s in quantize.EXCERPTS]).int())
    fp32 = evaluate.run(model, tokens[:JUDGED], model.empty_state())
    save(folder, "logits_fp32", fp32)

    def judge(logits):
        return {
            "bits_per_character": evaluate.bits_per_character(logits, tokens),
            "top1_agreement_with_fp32": evaluate.agreement(logits, fp32),
            "largest_logit_error": (logits - fp32).abs().max().item(),
            "mean_logit_error": (logits - fp32).abs().mean().item(),
        }

    variants, programs = {"fp32": judge(fp32)}, {}
    note("fp32", variants["fp32"])

    def keep(name, program):
        (folder / f"{name}.pte").write_bytes(program)
        programs[name] = {"bytes": len(program), "kernel_calls": lower.kernel_calls(program)}
        note(name, len(program), "bytes")

    keep("fp32_step", lower.undelegated(model, example))

    scales = quantize.linears(model, learning)
    ranges = quantize.activation_ranges(model, learning)
    for name, per_channel in (("linears_int8", False), ("linears_int8_per_channel", True)):
        step = quantize.simulated_step(model, scales, per_channel)
        variants[name] = judge(evaluate.run(step, tokens[:JUDGED], model.empty_state()))
        note(name, variants[name])
    for scale in scales.values():
        # One a row, and the weights tell them.
        del scale["weight_scales"]
    quantization = {"residual_shift": shift, "linears": scales, "activations": ranges}
    (folder / "quantization.json").write_text(json.dumps(quantization, indent=1) + "\n")

    whole = quantize.whole_step(model, learning, length=calibrate)
    int8 = evaluate.run(whole, tokens[:JUDGED], model.empty_state())
    variants["int8_step"] = judge(int8)
    note("int8_step", variants["int8_step"])
    keep("int8_step", lower.undelegated(whole, example))
    keep("int8_step_linears", lower.delegated(quantize.folded(whole), example, LinearPartitioner))

    linears_only = quantize.whole_step(model, learning, length=calibrate, linears_only=True)
    variants["int8_linear_only"] = judge(evaluate.run(linears_only, tokens[:JUDGED], model.empty_state()))
    note("int8_linear_only", variants["int8_linear_only"])
    keep("int8_linear_only", lower.undelegated(linears_only, example))

    plain = quantize.whole_step(graphs.with_plain_softplus(model), learning, length=calibrate)
    variants["step_int"] = judge(evaluate.run(plain, tokens[:JUDGED], model.empty_state()))
    note("step_int", variants["step_int"])
    keep("int8_step_delegated", lower.in_one_delegate(plain, example))

    delegates = {}
    if tosa:
        state = model.empty_state()
        for token in tokens[:EXAMPLE]:
            _, *state = model(token.view(1), *state)
        example = (tokens[EXAMPLE : EXAMPLE + 1], *state)
        for stem, module, profile in (("step_fp", model, "TOSA-1.0+FP"), ("step_int", plain, "TOSA-1.0+INT")):
            graph = graphs.whole_step(module, example, profile)
            graph.save(folder, stem)
            delegates[stem] = {"inputs": graph.input_names, "outputs": graph.output_names}
            note(stem, len(graph.content), "bytes")

    described = card.describe(
        configuration, model, trained, shift, variants, programs, delegates,
        longer=held_out_bits(model, held_out), calibrated=calibrate * len(quantize.EXCERPTS),
    )
    (folder / "card.json").write_text(json.dumps(described, indent=1) + "\n")
    (folder / "README.md").write_text(card.markdown(described, folder))
    note("done")
    return described


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("configuration", choices=CONFIGURATIONS)
    arguments.add_argument("checkpoint", type=Path)
    arguments.add_argument("models", type=Path)
    arguments.add_argument("--calibrate", type=int, default=256, help="characters of each of two excerpts")
    arguments.add_argument("--no-tosa", action="store_true", help="leave out the TOSA graphs, which take longest")
    given = arguments.parse_args()
    torch.set_num_threads(1)
    chosen = CONFIGURATIONS[given.configuration][0]
    export(chosen, given.checkpoint, given.models / chosen.name, given.calibrate, not given.no_tosa)
