import random
import unittest

from interop.sample import Plan, normalised, sample, seeded_hash, split_of


def turn(number, label=0, stratum="SIMPLE", position="BEGINNING", dataset="SESSION", **fields):
    return {
        "messageId": f"m{number}",
        "conversationId": f"c{number}",
        "userHash": None,
        "text": f"text {number}",
        "label": label,
        "fingerprint": "f/1",
        "isReviewed": False,
        "memberships": [{"dataset": dataset, "stratum": stratum, "position": position}],
        **fields,
    }


def turns(count, **fields):
    return [turn(number, label=number % 2, **fields) for number in range(count)]


class SampleTest(unittest.TestCase):
    def test_the_hash_is_xxh3_of_64_bits(self):
        # Of the specification's reference implementation: nothing, and the same with a seed; seeds may be negative.
        self.assertEqual(0x2D06800538D394C2, seeded_hash(0, ""))
        self.assertEqual(seeded_hash(2**64 - 1, "turnstile"), seeded_hash(-1, "turnstile"))
        self.assertNotEqual(seeded_hash(0, "turnstile"), seeded_hash(1, "turnstile"))

    def test_quotas_add_up_and_the_rest_goes_to_training_and_to_label_1(self):
        quotas = Plan.parse("kind=session size=101 ratio=70:30").quotas()
        self.assertEqual(101, sum(quotas.values()))
        self.assertEqual({("validation", 0): 6, ("validation", 1): 3}, {k: n for k, n in quotas.items() if k[0] == "validation"})
        self.assertEqual((58, 26), (quotas["train", 0], quotas["train", 1]))

    def test_the_order_and_repetition_of_arrival_do_not_matter(self):
        plan = Plan.parse("kind=session size=100 ratio=50:50")
        some = turns(500)
        expected = sample(plan, 1, some)
        self.assertEqual(100, len(expected))
        random.Random(3).shuffle(some)
        self.assertEqual(expected, sample(plan, 1, some))

    def test_the_smallest_hashes_of_a_cell_are_drawn(self):
        plan = Plan.parse("kind=session size=50 ratio=50:50 seed=9")
        some = turns(500)
        drawn = sample(plan, 1, some)
        in_train = [t["messageId"] for t in some if split_of(1, t["conversationId"]) == "train" and t["label"] == 0]
        of_share = {m for m in in_train if m in drawn}
        self.assertEqual(plan.quotas()["train", 0], len(of_share))
        self.assertEqual(set(sorted(in_train, key=lambda m: seeded_hash(9, m))[: len(of_share)]), of_share)

    def test_cells_share_by_weight_and_make_up_for_what_others_lack(self):
        some = [turn(n, stratum="SIMPLE") for n in range(3)] + [turn(n, stratum="COMPLEX") for n in range(100, 200)]
        some = [{**t, "userHash": "one user, one split"} for t in some]
        split = split_of(1, "one user, one split")
        size = {"train": 24, "validation": 270, "test": 300}[split]
        plan = Plan.parse(f"kind=session size={size} ratio=50:50 strata=SIMPLE:3,COMPLEX:1")
        drawn = [int(message_id[1:]) for message_id in sample(plan, 1, some)]
        self.assertEqual(3, sum(n < 100 for n in drawn))
        self.assertEqual(plan.quotas()[split, 0], len(drawn))

    def test_of_equal_texts_the_first_of_the_draw_stays(self):
        plan = Plan.parse("kind=session size=1000 ratio=50:50")
        some = [turn(n, text="Rename  THE field" if n % 2 else "rename the\u00a0field ") for n in range(20)]
        drawn = sample(plan, 1, some)
        self.assertEqual({min((t["messageId"] for t in some), key=lambda m: seeded_hash(1, m))}, set(drawn))

    def test_a_conversation_is_capped_before_its_texts(self):
        plan = Plan.parse("kind=session size=1000 ratio=50:50 cap-per-conversation=2 cap-per-text=none")
        some = [turn(n, conversationId="c") for n in range(9)]
        self.assertEqual(2, len(sample(plan, 1, some)))

    def test_only_admitted_judges_and_people_take_part(self):
        plan = Plan.parse("kind=session size=1000 ratio=50:50 fingerprints=a/1,b/2")
        some = [turn(1, fingerprint="a/1"), turn(2, fingerprint="c/3"), turn(3, fingerprint="c/3", isReviewed=True)]
        self.assertEqual({"m1", "m3"}, set(sample(plan, 1, some)))

    def test_turns_of_the_other_dataset_are_no_candidates(self):
        self.assertEqual({}, sample(Plan.parse("kind=conversation size=10 ratio=50:50"), 1, turns(50)))

    def test_50_50_and_70_30_nest(self):
        some = turns(3000)
        half = sample(Plan.parse("kind=session size=500 ratio=50:50"), 1, some)
        whole = sample(Plan.parse("kind=session size=1000 ratio=50:50"), 1, some)
        self.assertLessEqual(half.items(), whole.items())

    def test_normalised_texts_differ_in_no_case_form_or_space(self):
        for text in ("Fix\u2003the\r\n ﬁle\u0085", "  fix the\x1cfile", "fi\u00adx the f\u200bile", "FIX THE FILE"):
            self.assertEqual("fix the file", normalised(text))
        self.assertEqual("οδοσ", normalised("ΟΔΟΣ"))


if __name__ == "__main__":
    unittest.main()
