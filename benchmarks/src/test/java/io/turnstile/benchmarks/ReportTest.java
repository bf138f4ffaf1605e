package io.turnstile.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Scenario SCENARIO = new Scenario("small", 3, 20, "exactly_once_v2", 0);

    private final JsonNode json = new ObjectMapper()
            .valueToTree(Report.of(
                    new Comparison(SCENARIO, List.of(run(2), run(1), run(4)), List.of(run(4), run(4), run(4)))));

    @Test
    void theFileHasEachFigureOfCopyAndAssemblyAndTheirRatio() {
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "scenario",
                        "copy",
                        "assembly",
                        "ratio",
                        "smallestRatio",
                        "largestRatio",
                        "copies",
                        "assemblies");
        for (JsonNode figures : List.of(
                json.get("copy"),
                json.get("assembly"),
                json.get("copies").get(0).get("figures"))) {
            assertThat(figures.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "rowsPerSecond",
                            "megabytesPerSecond",
                            "cpuSecondsPerMillionRows",
                            "changelogBytesPerInputByte",
                            "peakResidentBytes");
        }
        assertThat(json.get("scenario").get("name").asText()).isEqualTo("small");
    }

    @Test
    void figuresAreMediansAndRatiosGoPairByPair() {
        JsonNode copy = json.get("copy");
        assertThat(copy.get("rowsPerSecond").asDouble()).isEqualTo(500);
        assertThat(copy.get("megabytesPerSecond").asDouble()).isEqualTo(4);
        assertThat(copy.get("cpuSecondsPerMillionRows").asDouble()).isEqualTo(3_000);
        assertThat(copy.get("changelogBytesPerInputByte").asDouble()).isEqualTo(0.25);
        assertThat(copy.get("peakResidentBytes").asDouble()).isEqualTo(7);
        assertThat(json.get("ratio").asDouble()).isEqualTo(0.5);
        assertThat(json.get("smallestRatio").asDouble()).isEqualTo(0.25);
        assertThat(json.get("largestRatio").asDouble()).isEqualTo(1);
    }

    @Test
    void everyRunIsThereAsItWasMeasured() {
        assertThat(json.get("copies")).hasSize(3);
        assertThat(json.get("assemblies")).hasSize(3);
        JsonNode second = json.get("copies").get(1);
        assertThat(second.get("measured").get("seconds").asDouble()).isEqualTo(1);
        assertThat(second.get("figures").get("rowsPerSecond").asDouble()).isEqualTo(1_000);
    }

    @Test
    void copyAndAssemblyTakeTurnsInComingFirst() {
        assertThat(Main.order(0)).containsExactly(Subject.COPY, Subject.ASSEMBLY);
        assertThat(Main.order(1)).containsExactly(Subject.ASSEMBLY, Subject.COPY);
    }

    /** A thousand rows of 8 MB that took 3 seconds of CPU. */
    private static Measurement run(double seconds) {
        return new Measurement(1_000, seconds, 3, 4_000_000, 8_000_000, 1_000_000, 5, 7, 9);
    }
}
