package io.turnstile.producers.generated;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.Position;

/**
 * A dataset that a turn must be in.
 *
 * @param dataset the dataset
 * @param stratum its stratum there
 * @param position the third of the conversation in which it stands; BEGINNING for a session
 */
public record MembershipTruth(DatasetKind dataset, String stratum, Position position) {}
