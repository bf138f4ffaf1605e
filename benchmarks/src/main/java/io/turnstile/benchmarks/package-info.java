/** What assembly costs, as a ratio to copying the same rows, measured in one run on the embedded broker. */
package io.turnstile.benchmarks;
