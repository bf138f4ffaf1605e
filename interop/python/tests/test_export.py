import hashlib
import json
import tempfile
import unittest
from pathlib import Path

import pyarrow
from pyarrow import parquet

from interop import export
from interop.outcome import Failed

TYPES = {"string": pyarrow.string(), "int64": pyarrow.int64(), "double": pyarrow.float64(), "bool": pyarrow.bool_()}
VALUES = {"string": "x", "int64": 1, "double": 0.5, "bool": True}


class ExportTest(unittest.TestCase):
    """The checks of an export hold for one that is written here, and find what is wrong with it."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = Path(temporary.name)
        self.rows = {}
        for split in export.SPLITS:
            self.write_rows(split, [row(split, number) for number in range(6)])
            self.write_nested(f"messages/{split}", [{"messages": [{"role": "user", "content": "x"}], "turns": 1}] * 2)
        for split in ("validation", "test"):
            self.write_rows(f"{split}.natural", [row(split, number) for number in range(9)])
        for stratum in ("short", "medium", "long"):
            self.write_nested(f"conversations/{stratum}", [{"conversationId": "c", "turns": [{"turnIndex": 1}]}] * 3)
        self.write_card()
        self.write_manifest()

    def test_a_right_one_passes(self):
        self.assertEqual(
            "default: train 6, validation 6, test 6; natural: validation 9, test 9;"
            " messages: train 2, validation 2, test 2; conversations: short 3, medium 3, long 3",
            export.check_card(self.directory),
        )
        self.assertEqual("31 columns, 36 rows", export.check_columns(self.directory))
        self.assertEqual("36 rows", export.check_jsonl(self.directory))
        self.assertEqual("22 files", export.check_files(self.directory))

    def test_a_manifest_that_counts_other_rows_is_found(self):
        self.rows["test.parquet"] = self.rows["test.jsonl"] = 7
        self.write_manifest()
        self.assertRaisesRegex(Failed, "default has rows", export.check_card, self.directory)

    def test_json_lines_of_other_rows_are_found(self):
        file = self.directory / "validation.jsonl"
        file.write_text(file.read_text().replace("text 3", "another text"))
        self.assertRaisesRegex(Failed, "validation.jsonl", export.check_jsonl, self.directory)
        self.assertRaisesRegex(Failed, "SHA-256", export.check_files, self.directory)

    def test_a_row_of_another_split_is_found(self):
        self.write_rows("train", [row("test", 1)])
        self.assertRaisesRegex(Failed, "train.parquet has a row", export.check_columns, self.directory)

    def test_a_missing_column_is_found(self):
        self.write_rows("test", [row("test", 1)], leave_out="weight")
        self.assertRaisesRegex(Failed, "test.parquet has columns", export.check_columns, self.directory)

    def write_rows(self, stem, rows, leave_out=None):
        rows = [{name: value for name, value in row.items() if name != leave_out} for row in rows]
        schema = pyarrow.schema([(name, TYPES[kind(name)]) for name in export.COLUMNS if name != leave_out])
        self.write(stem, rows, pyarrow.Table.from_pylist(rows, schema=schema))

    def write_nested(self, stem, rows):
        self.write(stem, rows, pyarrow.Table.from_pylist(rows))

    def write(self, stem, rows, table):
        parquet.write_table(table, self.file(f"{stem}.parquet", len(rows)))
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        self.file(f"{stem}.jsonl", len(rows)).write_text(lines, encoding="utf-8")

    def write_card(self):
        # All of one format: `datasets` reads every configuration by the format of the first.
        lines = ["---", "configs:"]
        for name, stems in export.CONFIGURATIONS.items():
            lines += [f"- config_name: {name}", "  data_files:"]
            for split, stem in stems.items():
                lines += [f"  - split: {split}", f"    path: {stem}.parquet"]
        (self.directory / "README.md").write_text("\n".join([*lines, "---", ""]), encoding="utf-8")

    def write_manifest(self):
        files = [
            {"path": path, "rows": rows, "sha256": hashlib.sha256((self.directory / path).read_bytes()).hexdigest()}
            for path, rows in self.rows.items()
        ]
        (self.directory / "manifest.json").write_text(json.dumps({"files": files}), encoding="utf-8")

    def file(self, path, rows):
        self.rows[path] = rows
        file = self.directory / path
        file.parent.mkdir(exist_ok=True)
        return file


def row(split, number):
    values = {name: VALUES[kind(name)] for name in export.COLUMNS}
    label = number % 2
    return values | {
        "text": f"text {number}",
        "message_id": f"{split}-{number}",
        "split": split,
        "label": label,
        "label_name": export.LABELS[label],
        "soft_label": None,
    }


def kind(column):
    return max(export.COLUMNS[column])


if __name__ == "__main__":
    unittest.main()
