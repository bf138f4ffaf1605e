/**
 * Seeded, realistic telemetry and the truth about it. A conversation is planned first, from draws of its own; rows and
 * truth are two readings of the plan, so the truth shares nothing with the pipeline that is tested against it.
 */
package io.turnstile.producers.generated;
