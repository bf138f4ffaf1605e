"""An exported dataset, as Hugging Face's `datasets` reads it."""

import hashlib
import json
from pathlib import PurePosixPath

from datasets import get_dataset_config_names, load_dataset
from pyarrow import parquet

from .outcome import require

SPLITS = ("train", "validation", "test")

# The files of each configuration of the card, by split, without their extension.
CONFIGURATIONS = {
    "default": {split: split for split in SPLITS},
    "natural": {split: f"{split}.natural" for split in ("validation", "test")},
    "messages": {split: f"messages/{split}" for split in SPLITS},
    "conversations": {stratum: f"conversations/{stratum}" for stratum in ("short", "medium", "long")},
}

WHOLE, NUMBER, TRUTH, TEXT = {"int32", "int64"}, {"double"}, {"bool"}, {"string"}
COLUMNS = {
    "text": TEXT,
    "label": {"int64"},
    "label_name": TEXT,
    "message_id": TEXT,
    "conversation_id": TEXT,
    "user_hash": TEXT,
    "split": TEXT,
    "stratum": TEXT,
    "position": TEXT,
    "turn_number": WHOLE,
    "reference_count": WHOLE,
    "prompt_char_count": WHOLE,
    "previous_model": TEXT,
    "score": WHOLE,
    "confidence": NUMBER,
    "soft_label": NUMBER,
    "fingerprint": TEXT,
    "is_baseline": TRUTH,
    "is_reviewed": TRUTH,
    "text_count": WHOLE,
    "near_duplicate_count": WHOLE,
    "weight": NUMBER,
    "hindsight_model": TEXT,
    "hindsight_is_likely_reasoning": TRUTH,
    "hindsight_response_type": TEXT,
    "hindsight_complexity": TEXT,
    "hindsight_num_requests": WHOLE,
    "hindsight_tool_counts": TEXT,
    "hindsight_tool_diversity": WHOLE,
    "hindsight_token_growth": WHOLE,
    "hindsight_turn_duration_ms": WHOLE,
}
LABELS = {0: "reasoning", 1: "non-reasoning"}


def check_card(directory):
    """Loads each configuration of the card; splits and rows are those of the manifest."""
    rows_of = {file["path"]: file["rows"] for file in manifest(directory)["files"]}
    names = get_dataset_config_names(str(directory))
    require(set(names) == set(CONFIGURATIONS), f"configurations {names}, expected {list(CONFIGURATIONS)}")
    return "; ".join(f"{name}: {_rows(directory, name, rows_of)}" for name in CONFIGURATIONS)


def check_columns(directory):
    """Names, types and values of the columns of balanced and natural splits, as `datasets` gives them and as they stand in
    Parquet: where a file lacks a column, `datasets` makes up nulls."""
    rows = 0
    for name in ("default", "natural"):
        for split, table in load_dataset(str(directory), name).items():
            file = f"{CONFIGURATIONS[name][split]}.parquet"
            _require_types(file, parquet.read_schema(directory / file))
            _require_types(f"{name}, {split}", table.features.arrow_schema)
            _require_values(file, split, table)
            rows += len(table)
    return f"{len(COLUMNS)} columns, {rows} rows"


def check_jsonl(directory):
    """The rows in JSON lines are those in Parquet."""
    rows = 0
    for stem in (*CONFIGURATIONS["default"].values(), *CONFIGURATIONS["natural"].values()):
        lines = (directory / f"{stem}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        table = parquet.read_table(directory / f"{stem}.parquet").to_pylist()
        require([json.loads(line) for line in lines] == table, f"{stem}.jsonl holds other rows than Parquet")
        rows += len(lines)
    return f"{rows} rows"


def check_files(directory):
    """The files are those that the manifest tells of."""
    told = manifest(directory)["files"]
    for file in told:
        found = hashlib.sha256((directory / file["path"]).read_bytes()).hexdigest()
        require(found == file["sha256"], f"{file['path']} has another SHA-256 than the manifest says")
    return f"{len(told)} files"


def balanced_rows(directory):
    """The rows of the balanced splits, by message id."""
    return {row["message_id"]: row for table in load_dataset(str(directory)).values() for row in table}


def manifest(directory):
    """What the export says of itself."""
    return json.loads((directory / "manifest.json").read_text(encoding="utf-8"))


def _rows(directory, name, rows_of):
    stems = CONFIGURATIONS[name]
    expected = {split: _rows_of_stem(rows_of, stem) for split, stem in stems.items()}
    found = {split: len(table) for split, table in load_dataset(str(directory), name).items()}
    require(found == expected, f"{name} has rows {found}; manifest.json says {expected}")
    return ", ".join(f"{split} {found[split]}" for split in stems)


def _rows_of_stem(rows_of, stem):
    """A split's rows; its formats must agree."""
    rows = {rows for path, rows in rows_of.items() if str(PurePosixPath(path).with_suffix("")) == stem}
    require(len(rows) == 1, f"manifest.json says {rows or 'nothing'} of the rows of {stem}")
    return rows.pop()


def _require_types(place, schema):
    require(schema.names == list(COLUMNS), f"{place} has columns {schema.names}")
    for name, types in COLUMNS.items():
        require(str(schema.field(name).type) in types, f"{place}: {name} is {schema.field(name).type}, not {types}")


def _require_values(file, split, table):
    for row in table.select_columns(["label", "label_name", "split"]):
        require(row["label_name"] == LABELS.get(row["label"]) and row["split"] == split, f"{file} has a row {row}")
