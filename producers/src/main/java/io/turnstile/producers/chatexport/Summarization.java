package io.turnstile.producers.chatexport;

import java.time.Instant;

/**
 * The history was summarised: a reset of the context.
 *
 * @param model null where it is not known
 */
record Summarization(Instant at, String outcome, String model) {}
