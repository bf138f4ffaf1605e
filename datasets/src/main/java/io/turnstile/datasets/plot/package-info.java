/** Charts as SVG, drawn from numbers alone: the same numbers give the same bytes. They follow light and dark themes. */
package io.turnstile.datasets.plot;
