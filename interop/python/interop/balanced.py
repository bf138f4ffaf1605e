"""Balanced topics and exports, held against the sample that is computed here from the labelled turns."""

import time
from collections import Counter

from .export import balanced_rows, manifest
from .outcome import Failed, require
from .sample import Plan, sample
from .standing import standing

LABELED = "turnstile.labeled"
BALANCED = "turnstile.balanced."
PATIENCE_SECONDS = 60
PAUSE_SECONDS = 1

# A column of an export, and where its value stands in a labelled turn.
SAME = {
    "text": lambda turn: turn["text"],
    "label": lambda turn: turn["label"],
    "conversation_id": lambda turn: turn["conversationId"],
    "user_hash": lambda turn: turn["userHash"],
    "turn_number": lambda turn: turn["turnNumber"],
    "previous_model": lambda turn: turn["inferenceSignals"]["previousModel"],
    "score": lambda turn: turn["score"],
    "confidence": lambda turn: turn["confidence"],
    "fingerprint": lambda turn: turn["fingerprint"],
    "hindsight_num_requests": lambda turn: turn["hindsightSignals"]["numRequests"],
}


def check_topic(cluster, name, plan_text, split_seed):
    """What stands in a balanced topic is the sample; a topic that is behind is given time to catch up."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return _compare(cluster, name, Plan.parse(plan_text), split_seed)
        except Failed:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE_SECONDS)


def check_export(cluster, plan_text, split_seed, directory, is_exact):
    """An export's balanced splits are the sample, or a part of it where near-duplicates were taken out."""
    plan = Plan.parse(plan_text)
    labelled = standing(cluster, LABELED).values
    drawn = sample(plan, split_seed, labelled.values())
    rows = balanced_rows(directory)
    exported = {message_id: row["split"] for message_id, row in rows.items()}
    if is_exact:
        require_equal("export", exported.items(), "computed here", drawn.items())
    require(exported and exported.items() <= drawn.items(), "the export holds turns that are not in the sample")
    _require_told(manifest(directory), plan, split_seed, rows.values())
    _require_values(rows, labelled)
    return f"{len(rows)} of the sample's {len(drawn)} turns, each in its split; {len(SAME)} columns as in {LABELED}"


def _require_told(told, plan, split_seed, rows):
    require(Plan.parse(told["plan"]["text"]) == plan, f"manifest.json tells of plan {told['plan']['text']}")
    require(told["split_seed"] == split_seed, f"manifest.json tells of split seed {told['split_seed']}")
    found = Counter((row["split"], row["label_name"]) for row in rows)
    expected = {(split, label): count for split, labels in told["counts"].items() for label, count in labels.items()}
    require(found == Counter(expected), f"there are {dict(found)} rows; manifest.json says {expected}")


def _require_values(rows, labelled):
    for message_id, row in rows.items():
        for column, value in SAME.items():
            found, expected = row[column], value(labelled[message_id])
            require(found == expected, f"{message_id}: {column} is {found!r}, in {LABELED} it is {expected!r}")


def _compare(cluster, name, plan, split_seed):
    labelled = standing(cluster, LABELED).values
    balanced = standing(cluster, BALANCED + name)
    drawn = sample(plan, split_seed, labelled.values())
    require(drawn, f"the plan draws nothing from {len(labelled)} labelled turns")
    require_equal(BALANCED + name, balanced.values.keys(), "computed here", drawn.keys())
    changed = [key for key, turn in balanced.values.items() if turn != labelled[key]]
    require(not changed, f"{BALANCED}{name} holds other values than {LABELED}, e.g. of {changed[:3]}")
    return (
        f"{len(drawn)} of {len(labelled)} turns drawn, the same ones with the same values;"
        f" {balanced.records} records, {balanced.tombstones} of them tombstones"
    )


def require_equal(one_name, one, other_name, other):
    """Fails with a few that only one of them has."""
    only_one, only_other = sorted(one - other), sorted(other - one)
    require(
        not only_one and not only_other,
        f"{one_name}: {len(one)} turns, {other_name}: {len(other)}; {len(only_one)} only in the first, e.g. {only_one[:3]},"
        f" {len(only_other)} only in the second, e.g. {only_other[:3]}",
    )
