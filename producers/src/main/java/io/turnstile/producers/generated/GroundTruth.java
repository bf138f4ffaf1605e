package io.turnstile.producers.generated;

import java.util.List;

/**
 * What the generator knows of what it made. It comes from the plans, not from the rows, so it shares no code and no
 * mistake with the pipeline that is held against it.
 *
 * @param conversations every conversation, in order of its start
 * @param totals what all of it adds up to
 */
public record GroundTruth(List<ConversationTruth> conversations, Totals totals) {}
