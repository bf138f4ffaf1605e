package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.config.Cluster;
import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under at_least_once a crash would leave samples wrong for good, so balancing does not start. */
class GuaranteeTest {

    private static final Map<String, String> AT_LEAST_ONCE = Map.of("streams.guarantee", "at_least_once");

    @TempDir
    private Path stateDirectory;

    @Test
    void balancingDoesNotStartWithAtLeastOnce() {
        assertThatThrownBy(() -> make(EnumSet.allOf(Stage.class), AT_LEAST_ONCE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("at_least_once")
                .hasMessageContaining("streams.guarantee")
                .hasMessageContaining("--stage balancing");
    }

    @Test
    void norWhenTheGuaranteeIsPassedThroughToKafkaStreams() {
        assertThatThrownBy(() -> make(Set.of(Stage.BALANCING), Map.of("kafka.processing.guarantee", "at_least_once")))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void otherStagesDo() {
        assertThatCode(() -> make(EnumSet.complementOf(EnumSet.of(Stage.BALANCING)), AT_LEAST_ONCE))
                .doesNotThrowAnyException();
    }

    /** It takes back what is left of earlier ones. */
    @Test
    void norWhereThereIsNoPlan() {
        var flags = new HashMap<>(AT_LEAST_ONCE);
        List.of("session-50-50", "session-70-30", "conversation-50-50", "conversation-70-30")
                .forEach(plan -> flags.put("plans." + plan, "off"));

        assertThatThrownBy(() -> make(EnumSet.allOf(Stage.class), flags)).isInstanceOf(ConfigurationException.class);
    }

    private void make(Set<Stage> stages, Map<String, String> flags) {
        var all = new HashMap<>(
                Map.of("bootstrap.servers", "127.0.0.1:9", "streams.state-directory", stateDirectory.toString()));
        all.putAll(flags);
        Settings settings = Settings.resolve(PipelineApplication.SETTINGS, Map.of(), Map.of(), all);
        var stage = new StageContext(
                new TopicCatalogue(TopicConfiguration.from(settings)), new AvroSerdes("mock://guarantee"));
        new PipelineApplication(
                        new Pipeline(stage, PipelineConfiguration.from(settings, "test/1")),
                        stages,
                        StreamsConfiguration.from(settings),
                        Cluster.from(settings))
                .close();
    }
}
