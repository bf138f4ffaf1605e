/**
 * The proof that a dataset trains: a light router, a logistic regression over sentence embeddings, beside a baseline that
 * sees only lengths and a control whose labels are shuffled. {@link io.turnstile.datasets.router.LightRouter} is the way in.
 */
package io.turnstile.datasets.router;
