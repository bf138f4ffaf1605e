import random
import re
import unittest
from pathlib import Path

from interop.sample import Plan, sample

from .test_sample import turn

PAGE = Path(__file__).resolve().parents[3] / "docs" / "03-data-balancing.md"
TEXTS = ["Fix it", "fix  it", "FIX\u00a0IT ", "fi\u200bx it", "x\x1cy", "x y", "ΟΔΟΣ", "οδος", "İstanbul", "ﬁle", "file"]


class DocumentedSampleTest(unittest.TestCase):
    """The Python of docs/03-data-balancing.md draws what is drawn here."""

    def setUp(self):
        code = [block for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)]
        names = {}
        exec(compile("\n".join(code), PAGE.name, "exec"), names)
        self.documented = names["sample"]

    def test_the_same_is_drawn(self):
        some = turns(3000)
        for text in (
            "kind=session size=100000 ratio=50:50",
            "kind=session size=777 ratio=1:3 seed=99 cap-per-conversation=1 cap-per-text=none",
            "kind=conversation size=120 ratio=70:30 seed=-5 fingerprints=f/1,g/2 cap-per-conversation=2 cap-per-text=2"
            " strata=SHORT:3,MEDIUM:2,LONG:1 positions=BEGINNING:1,MIDDLE:1,END:2",
            "kind=conversation size=313 ratio=33:17 positions=MIDDLE:7,END:3 cap-per-text=3",
        ):
            with self.subTest(plan=text):
                plan = Plan.parse(text)
                found = self.documented(
                    some,
                    plan.kind,
                    plan.size,
                    plan.ratio,
                    plan.seed,
                    -7,
                    plan.fingerprints,
                    plan.cap_per_conversation,
                    plan.cap_per_text,
                    lambda *cell: plan.weight(cell),
                )
                ids = {message_id: split.lower() for (split, _), drawn in found.items() for message_id in drawn}
                self.assertEqual(sample(plan, -7, some), ids)
                self.assertTrue(ids)


def turns(count):
    draw = random.Random(5)
    return [
        turn(
            number,
            label=draw.randrange(2),
            stratum=draw.choice(["SHORT", "MEDIUM", "LONG"]),
            position=draw.choice(["BEGINNING", "MIDDLE", "END"]),
            dataset=draw.choice(["SESSION", "CONVERSATION"]),
            conversationId=f"c{draw.randrange(count // 4)}",
            userHash=draw.choice([None, f"u{draw.randrange(200)}"]),
            text=draw.choice(TEXTS) if draw.random() < 0.3 else f"text {draw.randrange(count)}",
            fingerprint=draw.choice(["f/1", "g/2", "h/3"]),
            isReviewed=draw.random() < 0.05,
        )
        for number in range(count)
    ]


if __name__ == "__main__":
    unittest.main()
