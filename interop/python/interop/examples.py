"""The examples, run as a person would run them."""

import json
import os
import subprocess
import sys
from pathlib import Path

from .balanced import LABELED
from .outcome import require
from .standing import standing

HOME = Path(__file__).resolve().parents[3]
EXAMPLES = HOME / "examples"
RECORDS = 200
PATIENCE_SECONDS = 120
NEEDS_TRANSFORMERS = "transformers"


def check_python(cluster):
    """Runs the subscriber in Python."""
    return _check(cluster, [sys.executable, str(EXAMPLES / "subscribe.py")])


def check_java(cluster):
    """Runs the subscriber in Java."""
    return _check(cluster, ["java", "-cp", "app/target/dist/*:app/target/dist/lib/*", str(EXAMPLES / "Subscribe.java")])


def check_notebook(directory):
    """Runs the cells that need nothing but `datasets`, and compiles those that need PyTorch."""
    notebook = json.loads((EXAMPLES / "load.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    require(not any(cell["outputs"] for cell in cells), "load.ipynb holds outputs; clear them")
    os.environ["DATASET"] = str(directory)
    names, ran = {}, 0
    for number, cell in enumerate(cells, start=1):
        code = compile("".join(cell["source"]), f"load.ipynb, code cell {number}", "exec")
        if NEEDS_TRANSFORMERS not in cell["metadata"].get("tags", []):
            exec(code, names)
            ran += 1
    require(0 < ran < len(cells), f"{ran} of {len(cells)} cells ran")
    return f"{ran} of {len(cells)} cells ran, {len(cells) - ran} that need PyTorch were compiled"


def _check(cluster, command):
    variables = {
        "TURNSTILE_BOOTSTRAP_SERVERS": cluster.bootstrap_servers,
        "TURNSTILE_REGISTRY_URL": cluster.registry_url,
    }
    done = subprocess.run(
        [*command, str(RECORDS)],
        cwd=HOME,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
    )
    require(done.returncode == 0, f"exit code {done.returncode}: {done.stderr[-2000:]}")
    lines = done.stdout.splitlines()
    require(len(lines) == RECORDS, f"{len(lines)} lines, expected {RECORDS}")
    labelled = standing(cluster, LABELED).values
    current = [line for line in lines if line == _line(labelled, line.split("\t")[0])]
    # A record that a later one replaced, or a tombstone, is printed as well.
    require(len(current) > RECORDS / 2, f"only {len(current)} of {RECORDS} lines hold what stands in {LABELED}")
    return f"{RECORDS} records printed, {len(current)} of them as they stand now"


def _line(labelled, message_id):
    turn = labelled.get(message_id)
    return turn and "\t".join([message_id, turn["labelName"], " ".join(turn["text"].split())])
