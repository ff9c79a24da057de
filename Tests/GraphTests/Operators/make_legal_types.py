"""Writes legal_types.csv from tosa.xml of the TOSA specification, branch v1.0.

    python3 make_legal_types.py path/to/tosa.xml > legal_types.csv

One line for each combination of element types that an operator supports in any profile or
extension, without the FP8 types, which are no part of Assay.
"""

import sys
import xml.etree.ElementTree as ElementTree

NAMES = {
    "bool_t": "BOOL", "i4_t": "INT4", "i8_t": "INT8", "i16_t": "INT16", "i32_t": "INT32",
    "i48_t": "INT48", "fp32_t": "FP32", "fp16_t": "FP16", "bf16_t": "BF16",
}

for operator in ElementTree.parse(sys.argv[1]).getroot().iter("operator"):
    columns = [column.get("name") for column in operator.findall("types/type")]
    # These follow from the other columns: types of calculation, TABLE's size.
    derived = {"resize_t", "TABLE_SIZE"}
    if operator.find("name").text in ("NEGATE", "REDUCE_SUM"):
        derived.add("acc_t")
    columns = [name for name in columns if name not in derived]
    for row in operator.findall("typesupport"):
        types = [NAMES.get(row.get(name)) for name in columns]
        if not columns or None in types:
            continue
        cells = [f"{name}={value}" for name, value in zip(columns, types)]
        modes = [""]
        if operator.find("name").text == "RESIZE":
            mode = row.get("mode")
            modes = mode.split(", ")[1:] or ["nearest", "bilinear"]
        for mode in modes:
            print(",".join([operator.find("name").text] + ([f"mode={mode}"] if mode else []) + cells))
