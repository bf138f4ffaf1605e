"""What a plan draws from the labelled turns, computed from docs/03-data-balancing.md and from nothing of the Java code.

Labelled turns are dictionaries as Confluent's deserializer makes them from the schema of topic `labeled`.
"""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

import xxhash

SPLITS = {"train": 83, "validation": 9, "test": 8}

@dataclass(frozen=True)
class Plan:
    """A plan, read from its text. Caps are None where there is no limit; weights are empty where all count alike."""

    kind: str
    size: int
    ratio: tuple
    seed: int = 1
    fingerprints: frozenset = frozenset()
    strata: tuple = ()
    positions: tuple = ()
    cap_per_conversation: int | None = None
    cap_per_text: int | None = 1

    @staticmethod
    def parse(text):
        """Reads for instance `kind=session size=100000 ratio=50:50`."""
        words = dict(word.split("=", 1) for word in text.split())
        return Plan(
            kind=words["kind"].upper(),
            size=int(words["size"]),
            ratio=tuple(int(part) for part in words["ratio"].split(":")),
            seed=int(words.get("seed", "1")),
            fingerprints=frozenset(filter(None, words.get("fingerprints", "").split(","))),
            strata=_weights(words.get("strata", "")),
            positions=_weights(words.get("positions", "")),
            cap_per_conversation=_cap(words.get("cap-per-conversation", "none")),
            cap_per_text=_cap(words.get("cap-per-text", "1")),
        )

    def quotas(self):
        """How many of each class each split takes: {(split, label): count}."""
        sizes = {split: self.size * SPLITS[split] // 100 for split in ("validation", "test")}
        sizes["train"] = self.size - sum(sizes.values())
        reasoning, both = self.ratio[0], sum(self.ratio)
        quotas = {}
        for split, size in sizes.items():
            quotas[split, 0] = size * reasoning // both
            quotas[split, 1] = size - quotas[split, 0]
        return quotas

    def weight(self, cell):
        """The parts of a cell; 0 where it is not wanted."""
        stratum, position = cell
        return _part(self.strata, stratum) * _part(self.positions, position)


@dataclass(frozen=True, order=True)
class Candidate:
    """A labelled turn as a plan sees it. The order is that of the draw."""

    draw: int
    message_id: str
    conversation_id: str
    split: str
    label: int
    cell: tuple
    text: str


def sample(plan, split_seed, labelled):
    """The sample of a plan: {message id: split}."""
    candidates = [candidate for turn in labelled for candidate in _candidate(plan, split_seed, turn)]
    if plan.cap_per_conversation is not None:
        candidates = _capped(candidates, lambda candidate: candidate.conversation_id, plan.cap_per_conversation)
    candidates = _capped(candidates, lambda candidate: candidate.text, plan.cap_per_text)
    shares = _groups(candidates, lambda candidate: (candidate.split, candidate.label))
    return {
        candidate.message_id: candidate.split
        for share, quota in plan.quotas().items()
        for candidate in _drawn(plan, quota, shares.get(share, []))
    }


def seeded_hash(seed, text):
    """XXH3, 64 bits, of the text's UTF-8 bytes; unsigned."""
    return xxhash.xxh3_64_intdigest(text.encode("utf-8"), seed & (2**64 - 1))


def split_of(split_seed, owner):
    """The split of all that a user, or a conversation of an unknown user, wrote."""
    place = seeded_hash(split_seed, owner) % 100
    for split, share in SPLITS.items():
        if place < share:
            return split
        place -= share
    raise AssertionError("the shares of the splits add up to 100")


def normalised(text):
    """The text without letter case, compatibility forms, characters of format, and the kind and number of white space."""
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    lower = unicodedata.normalize("NFKC", visible).lower()
    return " ".join(unicodedata.normalize("NFKC", lower).replace("ς", "σ").split())


def _candidate(plan, split_seed, turn):
    """One candidate, or none where the turn is not of the dataset or its judge is not admitted."""
    has_an_id = len(turn["messageId"]) <= 1000
    is_admitted = has_an_id and (
        not plan.fingerprints or turn["isReviewed"] or turn["fingerprint"] in plan.fingerprints
    )
    memberships = [membership for membership in turn["memberships"] if membership["dataset"] == plan.kind]
    if is_admitted and memberships:
        yield Candidate(
            draw=seeded_hash(plan.seed, turn["messageId"]),
            message_id=turn["messageId"],
            conversation_id=turn["conversationId"],
            split=split_of(split_seed, _owner(turn)),
            label=turn["label"],
            cell=(memberships[0]["stratum"], memberships[0]["position"]),
            text=normalised(turn["text"]),
        )


def _owner(turn):
    return turn["conversationId"] if turn["userHash"] is None else turn["userHash"]


def _capped(candidates, group, cap):
    """The first of each group, by draw, and of the split of the very first only."""
    kept = []
    for members in _groups(candidates, group).values():
        of_split = [member for member in sorted(members) if member.split == min(members).split]
        kept += of_split[:cap]
    return kept


def _drawn(plan, quota, candidates):
    cells = _groups(candidates, lambda candidate: candidate.cell)
    seats = _seats(plan, quota, {cell: len(members) for cell, members in cells.items()})
    return [candidate for cell, members in cells.items() for candidate in sorted(members)[: seats[cell]]]


def _seats(plan, quota, available):
    """Sainte-Laguë: the cells' seats in line by (rank - 1/2) / weight, then by cell; the quota takes the first of the line."""
    line = sorted(
        (Fraction(2 * rank - 1, plan.weight(cell)), cell)
        for cell, count in available.items()
        if plan.weight(cell) > 0
        for rank in range(1, count + 1)
    )
    seats = dict.fromkeys(available, 0)
    for _, cell in line[:quota]:
        seats[cell] += 1
    return seats


def _groups(members, key):
    groups = defaultdict(list)
    for member in members:
        groups[key(member)].append(member)
    return groups


def _weights(text):
    entries = (entry.split(":") for entry in text.split(",") if entry)
    return tuple(sorted((name, int(part)) for name, part in entries))


def _part(weights, name):
    return dict(weights).get(name, 0) if weights else 1


def _cap(text):
    return None if text == "none" else int(text)
