package io.turnstile.benchmarks;

/**
 * What one run of a balance subject showed, in the process that ran it: the broker is another.
 *
 * @param turns labelled turns read
 * @param seconds from the first to the last effect
 * @param cpuSeconds of the process
 * @param peakHeapBytes the most that was on the heap, what could have been collected included
 * @param liveHeapBytes what a collection leaves on it at the end
 * @param peakResidentBytes the most memory that the process held, RocksDB's included; 0 where the system does not tell
 */
record BalanceMeasurement(
        long turns,
        double seconds,
        double cpuSeconds,
        long peakHeapBytes,
        long liveHeapBytes,
        long peakResidentBytes) {}
