"""The model card, as JSON and as Markdown."""

import torch

PACKAGE = "bible-kjv 4.38 (with bible-kjv-text 4.38) of Debian 12"

FILES = {
    "weights.npz": "fp32 weights by their PyTorch names",
    "quantization.json": "INT8 scales of the linears; range of every value of the step",
    "tokens.npy": "int32, held-out text; 0 to 94 are ASCII 32 to 126, 95 is the newline",
    "calibration.npy": "int32, two excerpts of 512 characters of the text trained on, to observe ranges on",
    "logits_fp32.npy": "PyTorch's fp32 logits after each of the first 512 tokens, state carried",
    "fp32_step.pte": "fp32, portable kernels only",
    "int8_step.pte": "whole step in INT8 (PT2E, TOSA quantizer, weights per tensor), portable kernels only",
    "int8_step_linears.pte": "the same with each linear a TOSA INT delegate and other constants folded to fp32",
    "int8_linear_only.pte": "only the linears quantized, portable kernels only",
    "int8_step_delegated.pte": "the whole INT8 step in one delegate, softplus written as log(1 + exp(x))",
    "step_fp.tosa": "the fp32 step after the embedding as one TOSA-1.0+FP graph",
    "step_int.tosa": "that delegate: the INT8 step as one TOSA-1.0+INT graph",
    "card.json": "this card for machines, with the kernel calls of each program",
}


def describe(configuration, model, trained, shift, variants, programs, delegates, longer, calibrated):
    return {
        "name": configuration.name,
        "architecture": "Mamba1 character language model, one character a step",
        "vocabulary": configuration.vocabulary,
        "width": configuration.width,
        "layers": configuration.layers,
        "tied": configuration.tied,
        "inner": 2 * configuration.width,
        "states": 16,
        "taps": 4,
        "rank": model.blk[0].rank,
        "parameters": model.parameter_count(),
        "data": {
            "text": "King James Bible, without verse references",
            "package": PACKAGE,
            "licence": "public domain: copyright expired (the package's copyright file)",
            "held_out": "the last 60,000 of 4,137,850 characters",
        },
        "training": {key: trained[key] for key in ("step", "steps", "batch", "length", "seed")},
        "residual_shift": shift,
        "calibration_characters": calibrated,
        "metric": "bits per character over the first 512 held-out characters, state carried from empty",
        "bits_per_character_8192": longer,
        "variants": variants,
        "programs": programs,
        "graphs": delegates,
        "versions": {"torch": torch.__version__, "executorch": "1.5.1", "torchao": "0.18.0", "tosa_tools": "2026.8.0"},
    }


def markdown(card, folder):
    """The card to read."""
    trained = card["training"]
    rows = "\n".join(
        f"| {name} | {v['bits_per_character']:.4f} | {100 * v['top1_agreement_with_fp32']:.1f} % "
        f"| {v['largest_logit_error']:.3f} | {v['mean_logit_error']:.4f} |"
        for name, v in card["variants"].items()
    )
    sizes = {p.name: p.stat().st_size for p in folder.iterdir() if p.is_file()}
    files = "\n".join(
        f"| `{name}` | {sizes[name] / 1000:.0f} kB | {what} |" for name, what in FILES.items() if name in sizes
    )
    tied = "tied to the embedding" if card["tied"] else "untied"
    examples = ""
    if card["graphs"]:
        examples = """
`step_fp_in*.npy` and `step_int_in*.npy` are the graphs' inputs at held-out character 256, in their own order, which
`card.json` names; `*_out*.npy` are what the TOSA reference model makes of them.
"""
    return f"""# {card['name']}

A Mamba1 character language model: V = {card['vocabulary']}, d = {card['width']}, {card['layers']} layers,
di = {card['inner']}, N = {card['states']}, 4 taps, R = {card['rank']}, head {tied}: **{card['parameters']:,} parameters**.
Made by `Models/mamba` (`make models`); one call is one character, with its state in and out.

| | |
|---|---|
| Text | {card['data']['text']}: Debian package {card['data']['package']} |
| Licence | {card['data']['licence']} |
| Held out | {card['data']['held_out']}; `tokens.npy` is their beginning |
| Training | {trained['step']} of {trained['steps']} batches of 16 x 128 characters, AdamW, seeded |
| Calibration | {card['calibration_characters']} characters of training text, state carried |
| Metric | {card['metric']} |
| fp32 over 8,192 characters | {card['bits_per_character_8192']:.4f} bits per character |

| variant | bits per character | top-1 as fp32 | largest logit error | mean |
|---|---:|---:|---:|---:|
{rows}

`linears_int8` rounds inputs, weights and outputs of the linears by `quantization.json` and computes everything
else in fp32; `int8_step` is the converted PT2E model whose every value is INT8, state included; `step_int` is the same
with softplus written as log(1 + exp(x)), for which TOSA has tables.
The residual stream was scaled by 2^-{card['residual_shift']} after training, which the norms undo, so that its
squares stay small in fixed point.

| file | size | what it is |
|---|---:|---|
{files}

Inputs of the programs: the token (int64, [1]), then for each layer its window (fp32, [1, {card['inner']}, 4]) and
h (fp32, [1, {card['inner']}, 16]). Outputs: logits ([1, {card['vocabulary']}]), then the same state, renewed.
The first character starts from zeros.
{examples}"""
