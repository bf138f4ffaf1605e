/**
 * Labelled turns to a dataset's files. {@link io.turnstile.datasets.export.DatasetExport} is the way in: it reads topic
 * {@code labeled} up to fixed offsets into a work file on disk, lets {@code io.turnstile.plan} decide what is drawn, and
 * writes files, statistics, card and manifest.
 */
package io.turnstile.datasets.export;
