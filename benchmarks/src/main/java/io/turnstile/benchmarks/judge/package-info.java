/** What the judge gets out of a model's server, against what that server could give. */
package io.turnstile.benchmarks.judge;
