"""Runs the checks against a cluster and its exports, and prints a table of them."""

import argparse
import sys
import time
import traceback
from pathlib import Path

from .offline import refuse_network
from .outcome import Failed
from .standing import Cluster


def main():
    """Exit code 0 if all hold, else 1."""
    arguments = _arguments()
    refuse_network()
    results = [_run(name, check) for name, check in _checks(arguments)]
    width = max(len(name) for name, *_ in results)
    print(f"\n{'check':{width}}  holds  seconds  found")
    for name, holds, seconds, found in results:
        print(f"{name:{width}}  {'yes' if holds else 'NO':5}  {seconds:7.1f}  {found}")
    failed = sum(not holds for _, holds, *_ in results)
    print(f"\ninterop: {len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _arguments():
    parser = argparse.ArgumentParser(prog="interop", description=__doc__)
    parser.add_argument("--bootstrap-servers", required=True)
    parser.add_argument("--registry", required=True)
    parser.add_argument("--split-seed", type=int, default=1)
    plan = {"nargs": 3, "required": True, "metavar": ("NAME", "TEXT", "DIR")}
    parser.add_argument("--plan", **plan, help="a plan and its export, from which a model learns")
    parser.add_argument("--exact-plan", **plan, help="another, exported with near-duplicates, as its topic holds them")
    return parser.parse_args()


def _checks(arguments):
    # Imported late: what they import looks whether it is offline.
    from . import balanced, examples, export, training

    cluster = Cluster(arguments.bootstrap_servers, arguments.registry)
    name, text, directory = arguments.plan
    exact_name, exact_text, exact_directory = arguments.exact_plan
    directory, exact_directory = Path(directory), Path(exact_directory)
    seed = arguments.split_seed
    return [
        ("load_dataset, all configurations", lambda: export.check_card(directory)),
        ("columns and types", lambda: export.check_columns(directory)),
        ("JSON lines equal Parquet", lambda: export.check_jsonl(directory)),
        ("files equal the manifest", lambda: export.check_files(directory)),
        (f"topic balanced.{name}", lambda: balanced.check_topic(cluster, name, text, seed)),
        (f"topic balanced.{exact_name}", lambda: balanced.check_topic(cluster, exact_name, exact_text, seed)),
        (f"export of {name}", lambda: balanced.check_export(cluster, text, seed, directory, is_exact=False)),
        (
            f"export of {exact_name}",
            lambda: balanced.check_export(cluster, exact_text, seed, exact_directory, is_exact=True),
        ),
        ("examples/subscribe.py", lambda: examples.check_python(cluster)),
        ("examples/Subscribe.java", lambda: examples.check_java(cluster)),
        ("examples/load.ipynb", lambda: examples.check_notebook(directory)),
        ("a small BERT learns from train", lambda: training.check(directory)),
    ]


def _run(name, check):
    began = time.monotonic()
    try:
        holds, found = True, check()
    except Failed as failed:
        holds, found = False, str(failed)
    except Exception as failure:
        traceback.print_exc()
        holds, found = False, f"{type(failure).__name__}: {failure}"
    seconds = time.monotonic() - began
    print(f"{name}: {'holds' if holds else 'DOES NOT HOLD'} ({seconds:.1f} s)", file=sys.stderr, flush=True)
    return name, holds, seconds, found


if __name__ == "__main__":
    sys.exit(main())
