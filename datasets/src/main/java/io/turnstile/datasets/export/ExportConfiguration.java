package io.turnstile.datasets.export;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;

/**
 * How an export works. Nothing of it changes what is in the files.
 *
 * @param memoryMegabytes what DuckDB may take, beside the Java heap
 * @param batchRecords records that are read between two commits of the work file
 */
public record ExportConfiguration(int memoryMegabytes, int batchRecords) {

    public static final Setting<Integer> MEMORY = Setting.integer(
            "datasets.memory-megabytes",
            512,
            "The memory in MB that DuckDB may take for labelled turns, beside the Java heap; what does not"
                    + " fit goes to disk, beside the files. 512 is enough for 300,000 turns of 4 KB.");
    public static final Setting<Integer> BATCH_RECORDS = Setting.integer(
            "datasets.batch-records",
            5_000,
            "How many records an export reads between two commits of its work file. A killed one reads at most so many"
                    + " again; larger batches commit less often.");

    public static final Setting<String> LICENSE = Setting.string(
            "datasets.license",
            "other",
            "The license that an export's card names, as Hugging Face has them, where --license names none. 'other': whoever"
                    + " owns the telemetry decides, and Turnstile does not know.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(MEMORY, BATCH_RECORDS, LICENSE);

    private static final int LEAST_MEMORY = 128;

    /** @throws ConfigurationException if the memory is under 128 MB or a batch under 1 */
    public ExportConfiguration {
        if (memoryMegabytes < LEAST_MEMORY) {
            throw new ConfigurationException(
                    MEMORY.key() + " is " + memoryMegabytes + ". Give " + LEAST_MEMORY + " or more.");
        }
        if (batchRecords < 1) {
            throw new ConfigurationException(BATCH_RECORDS.key() + " is " + batchRecords + ". Give 1 or more.");
        }
    }

    public static ExportConfiguration from(Settings settings) {
        return new ExportConfiguration(settings.get(MEMORY), settings.get(BATCH_RECORDS));
    }
}
