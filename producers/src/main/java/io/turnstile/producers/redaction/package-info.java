/**
 * Takes personal data and secrets out of rows before anything is produced: in texts, typed placeholders stand for them,
 * and users and machines become keyed hashes.
 */
package io.turnstile.producers.redaction;
