/**
 * A dataset held against its manifest and against what was promised of it. {@link
 * io.turnstile.datasets.verify.DatasetVerification} is the way in. It reads files only, and writes none.
 */
package io.turnstile.datasets.verify;
