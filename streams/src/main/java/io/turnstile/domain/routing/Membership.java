package io.turnstile.domain.routing;

/**
 * A turn's place in a dataset.
 *
 * @param dataset which
 * @param stratum SESSION: the turn's complexity or UNKNOWN; CONVERSATION: the conversation's turn-count stratum
 * @param position SESSION: always BEGINNING; CONVERSATION: the third in which the turn stands
 */
public record Membership(DatasetKind dataset, String stratum, Position position) {}
