package io.turnstile.producers.generated;

import io.turnstile.schema.DatasetKind;

/**
 * A dataset that a turn must be in.
 *
 * @param dataset the dataset
 * @param stratum its stratum there
 */
public record MembershipTruth(DatasetKind dataset, String stratum) {}
