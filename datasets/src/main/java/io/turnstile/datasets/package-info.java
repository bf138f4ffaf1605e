/** Labelled turns to files that a trainer loads without conversion. */
package io.turnstile.datasets;
