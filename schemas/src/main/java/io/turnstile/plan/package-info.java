/**
 * Plans, and the sample that a plan draws: the functional core of balance. The topologies keep a plan's sample as labels
 * flow, an export draws the same one from a snapshot; both take the rules from here.
 */
package io.turnstile.plan;
