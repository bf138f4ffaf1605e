"""A BERT encoder with a head for two classes, as plain functions of its parameters.

The parameters are a dictionary by the names that the weights' file has; so is the configuration, by those of its
config.json. Without dropout: a few steps need none, and the same seed gives the same loss.
"""

import json

import jax
import jax.numpy as jnp
from safetensors.numpy import load_file

HEAD = "classifier."
NOWHERE = -1e9


def load(directory):
    """The configuration and the encoder's parameters."""
    configuration = json.loads((directory / "config.json").read_text(encoding="utf-8"))
    weights = load_file(directory / "model.safetensors")
    return configuration, {name: value for name, value in weights.items() if name != "embeddings.position_ids"}


def with_head(configuration, parameters, seed, classes=2):
    """The same with a new head, as BERT begins every new layer: normal weights, no bias."""
    shape = (classes, configuration["hidden_size"])
    weights = configuration["initializer_range"] * jax.random.normal(jax.random.key(seed), shape)
    return parameters | {HEAD + "weight": weights, HEAD + "bias": jnp.zeros(classes)}


def hidden(configuration, parameters, tokens, mask):
    """The last layer's output, (texts, length, size).

    tokens are ids, (texts, length); mask is 1 for a token and 0 for padding.
    """
    state = _embedded(configuration, parameters, tokens)
    beyond = jnp.where(mask[:, None, None, :] == 1, 0.0, NOWHERE)
    for layer in range(configuration["num_hidden_layers"]):
        state = _layer(configuration, _below(parameters, f"encoder.layer.{layer}."), state, beyond)
    return state


def logits(configuration, parameters, tokens, mask):
    """A number for each class, (texts, classes), from the first token."""
    first = hidden(configuration, parameters, tokens, mask)[:, 0]
    pooled = jnp.tanh(_dense(_below(parameters, "pooler.dense."), first))
    return _dense(_below(parameters, HEAD), pooled)


def _embedded(configuration, parameters, tokens):
    places = parameters["embeddings.position_embeddings.weight"][: tokens.shape[1]]
    one_text = parameters["embeddings.token_type_embeddings.weight"][0]
    words = parameters["embeddings.word_embeddings.weight"][tokens]
    return _normalised(configuration, _below(parameters, "embeddings.LayerNorm."), words + places + one_text)


def _layer(configuration, parameters, state, beyond):
    attended = _dense(
        _below(parameters, "attention.output.dense."),
        _attention(configuration, _below(parameters, "attention.self."), state, beyond),
    )
    state = _normalised(configuration, _below(parameters, "attention.output.LayerNorm."), state + attended)
    inner = jax.nn.gelu(_dense(_below(parameters, "intermediate.dense."), state), approximate=False)
    outer = _dense(_below(parameters, "output.dense."), inner)
    return _normalised(configuration, _below(parameters, "output.LayerNorm."), state + outer)


def _attention(configuration, parameters, state, beyond):
    heads = configuration["num_attention_heads"]
    split = (*state.shape[:2], heads, state.shape[2] // heads)
    query, key, value = (
        _dense(_below(parameters, name + "."), state).reshape(split) for name in ("query", "key", "value")
    )
    scores = jnp.einsum("bqhd,bkhd->bhqk", query, key) / jnp.sqrt(split[-1]) + beyond
    return jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), value).reshape(state.shape)


def _dense(parameters, state):
    return state @ parameters["weight"].T + parameters["bias"]


def _normalised(configuration, parameters, state):
    centred = state - state.mean(axis=-1, keepdims=True)
    variance = (centred**2).mean(axis=-1, keepdims=True)
    return centred / jnp.sqrt(variance + configuration["layer_norm_eps"]) * parameters["weight"] + parameters["bias"]


def _below(parameters, prefix):
    return {name[len(prefix) :]: value for name, value in parameters.items() if name.startswith(prefix)}
