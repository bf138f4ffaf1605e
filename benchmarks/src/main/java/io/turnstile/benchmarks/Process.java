package io.turnstile.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used, as the operating system accounts it. */
public final class Process {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";

    private Process() {}

    /** CPU time so far, of all threads. */
    public static double cpuSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    /** What a collection leaves on the heap. */
    static long liveHeapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Forgets the peak; where the system has none to forget, nothing happens. */
    static void resetPeakResident() {
        try {
            Files.writeString(RESET, RESET_PEAK);
        } catch (IOException | SecurityException e) {
            // Not Linux, or not allowed: the figure is then the whole process's, or missing.
        }
    }

    /** 0 where the system does not tell. */
    static long peakResidentBytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
