package io.turnstile.producers.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MetricsExportTest {

    private static final SourceMetrics METRICS = new SourceMetrics(
            new SourceCounts(1, 2, 3, 4, 5, 6, 7),
            new WindowProgress("8", "9", 20, 10, 11.5, Duration.ofSeconds(12)),
            13,
            Duration.ofMillis(14_500),
            "15");

    @Test
    void everyFigureOfASourceIsShownUnderItsName() throws JMException {
        try (var export = MetricsExport.show("mine", () -> METRICS)) {
            assertThat(export).isNotNull();
            assertThat(shown("mine"))
                    .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                            Map.entry("rows", 1.0),
                            Map.entry("windows", 2.0),
                            Map.entry("blocks", 3.0),
                            Map.entry("shrunk", 4.0),
                            Map.entry("retries", 5.0),
                            Map.entry("throttles", 6.0),
                            Map.entry("changed-rows", 7.0),
                            Map.entry("window-rows-left", 10.0),
                            Map.entry("rows-per-second", 11.5),
                            Map.entry("block-rows", 13.0),
                            Map.entry("lag-seconds", 14.5),
                            Map.entry("time-left-seconds", 12.0)));
        }
        assertThatThrownBy(() -> shown("mine")).isInstanceOf(InstanceNotFoundException.class);
    }

    @Test
    void whatIsNotKnownYetIsNoNumber() throws JMException {
        var nothingRead =
                new SourceMetrics(METRICS.counts(), new WindowProgress(null, null, 0, 0, 0, null), 13, null, null);
        try (var export = MetricsExport.show("mine", () -> nothingRead)) {
            assertThat(export).isNotNull();
            assertThat(shown("mine"))
                    .containsEntry("lag-seconds", Double.NaN)
                    .containsEntry("time-left-seconds", Double.NaN);
        }
    }

    private static Map<String, Object> shown(String name) throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var bean = new ObjectName("turnstile.producer:type=source,name=" + name);
        var shown = new TreeMap<String, Object>();
        for (String attribute : Arrays.stream(server.getMBeanInfo(bean).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toList()) {
            shown.put(attribute, server.getAttribute(bean, attribute));
        }
        return shown;
    }
}
