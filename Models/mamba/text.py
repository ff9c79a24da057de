"""The text: the King James Bible of Debian package `bible-kjv`, a character a token.

One verse a line, without its reference; its copyright has expired (package's copyright file). The last
60,000 characters, most of Revelation, are held out: neither trained nor calibrated on.
"""

import re
import shutil
import subprocess

import torch

HELD_OUT = 60_000
NEWLINE = 95


def read():
    """The whole text as printable ASCII and newlines."""
    program = shutil.which("bible") or "/usr/games/bible"
    try:
        verses = subprocess.run(
            [program, "-f", "gen1:1-rev22:21"],
            stdin=subprocess.DEVNULL, capture_output=True, check=True, encoding="latin-1",
        ).stdout
    except FileNotFoundError:
        raise SystemExit("Debian package bible-kjv is missing: run make models, or apt-get install bible-kjv")
    text = re.sub(r"^\S+ ", "", verses, flags=re.MULTILINE)
    return "".join(c for c in text if c == "\n" or " " <= c <= "~")


def encode(text):
    """Token ids: 0 to 94 are ASCII 32 to 126, 95 is the newline."""
    return torch.tensor([NEWLINE if c == "\n" else ord(c) - 32 for c in text])


def decode(tokens):
    """The text of token ids."""
    return "".join("\n" if t == NEWLINE else chr(int(t) + 32) for t in tokens)


def split():
    """Token ids to train on, and held-out ones."""
    ids = encode(read())
    return ids[:-HELD_OUT], ids[-HELD_OUT:]
