package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The golden description of the topology. A change of it can orphan state and repartition topics, so it is made on
 * purpose: run with -Dturnstile.golden.write=true, read the difference, commit it.
 */
class TopologyNamesTest {

    private static final Pattern STORES = Pattern.compile("\\(stores: \\[([^]]*)]\\)");
    private static final Path GOLDEN = Path.of("src/test/resources/topology/pipeline.txt");

    @Test
    void theTopologyIsTheOneDescribed() throws IOException {
        String description = inOrder(PipelineDriver.topology().describe().toString());
        if (Boolean.getBoolean("turnstile.golden.write")) {
            Files.writeString(GOLDEN, description);
        }
        assertThat(description).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void everyNameIsExplicit() {
        assertThat(PipelineDriver.topology().describe().toString())
                .doesNotContain("KSTREAM-", "KTABLE-", "-STATE-STORE-", "repartition-0");
    }

    /** Kafka Streams lists a processor's stores in no order that it promises. */
    private static String inOrder(String description) {
        return STORES.matcher(description)
                .replaceAll(stores -> Arrays.stream(stores.group(1).split(", "))
                        .sorted()
                        .collect(Collectors.joining(", ", "(stores: [", "])")));
    }
}
