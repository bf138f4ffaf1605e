package io.turnstile.benchmarks;

/**
 * What one run showed.
 *
 * @param rows rows read
 * @param seconds from the first row to the last effect
 * @param cpuSeconds of the whole process: the application, its clients and the broker
 * @param inputBytes what the rows take in their topic, compressed as the producer sent them
 * @param payloadBytes what the rows' values take, not compressed
 * @param changelogBytes what the run added to the changelogs, compressed
 * @param liveHeapBytes what a collection leaves on the heap at the end, the broker's share included
 * @param peakResidentBytes the most memory that the process held, RocksDB's included; 0 where the system does not tell
 * @param conversations conversations emitted
 */
record Measurement(
        long rows,
        double seconds,
        double cpuSeconds,
        long inputBytes,
        long payloadBytes,
        long changelogBytes,
        long liveHeapBytes,
        long peakResidentBytes,
        long conversations) {

    double rowsPerSecond() {
        return rows / seconds;
    }

    double megabytesPerSecond() {
        return payloadBytes / seconds / 1e6;
    }

    double cpuSecondsPerMillionRows() {
        return cpuSeconds * 1e6 / rows;
    }

    double changelogBytesPerInputByte() {
        return (double) changelogBytes / inputBytes;
    }
}
