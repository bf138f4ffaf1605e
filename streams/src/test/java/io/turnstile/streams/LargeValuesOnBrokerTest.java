package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits hold together from the rows' producer to the topics: clients, broker and changelogs carry what fits. */
class LargeValuesOnBrokerTest {

    private static final int MEGABYTE = 1_000_000;

    @Test
    void aConversationOfTwoThousandTurnsArrivesFromItsRows() throws Exception {
        try (var pipeline = new RunningPipeline(Map.of())) {
            pipeline.application().start();
            pipeline.send(LargeValuesTest.turns("long", 2_000, 2_000, 6_000));

            var conversation = pipeline.awaitStanding(pipeline.topics().conversations(), "long")
                    .get("long");
            assertThat(conversation.getTurns())
                    .extracting(turn -> turn.getSummary().getTurnIndex())
                    .isEqualTo(IntStream.rangeClosed(1, 2_000).boxed().toList());
            assertThat(pipeline.application().failure()).isEmpty();
        }
    }

    @Test
    void aConversationJustBelowTheLimitArrivesAndOneJustBeyondIsADeadLetter() throws Exception {
        try (var pipeline = new RunningPipeline(Map.of())) {
            pipeline.application().start();
            // 33,218,888 bytes is the limit; 33,208,000 and 33,219,000 are text.
            pipeline.send(LargeValuesTest.turns("below", 8, 1_000, 4_150_000));
            pipeline.send(LargeValuesTest.turns("beyond", 9, 1_000, 3_690_000));

            var standing = pipeline.awaitStanding(pipeline.topics().conversations(), "below");
            assertThat(standing.get("below").getTurns()).hasSize(8);
            var letters = await().atMost(RunningPipeline.PATIENCE)
                    .until(
                            () -> pipeline.records(
                                    pipeline.topics().deadLetters().name()),
                            found -> !found.isEmpty());
            assertThat(letters).singleElement().satisfies(letter -> {
                assertThat(DeadLetters.text(letter.key())).isEqualTo("beyond");
                assertThat(DeadLetters.headers(letter.headers())).containsEntry("turnstile.reason", "VALUE_TOO_LARGE");
            });
            assertThat(pipeline.application().failure()).isEmpty();
        }
    }

    /**
     * A send's failure surfaces in the processing of a later record, which must not be blamed for it: so other
     * conversations keep closing, an hour apart.
     */
    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void aRecordThatTheBrokerRefusesStopsTheApplicationAndSaysWhy(String guarantee) throws Exception {
        // Balancing would refuse at_least_once.
        var stages = EnumSet.complementOf(EnumSet.of(Stage.BALANCING));
        try (var pipeline = new RunningPipeline(stages, Map.of(StreamsConfiguration.GUARANTEE.key(), guarantee))) {
            String topic = pipeline.topics().conversations().name();
            setLimit(pipeline, topic, 100_000);
            pipeline.application().start();
            pipeline.send(LargeValuesTest.turn("refused", 1, 1_000, MEGABYTE));

            var hours = new AtomicInteger();
            var failure = await().atMost(RunningPipeline.PATIENCE)
                    .until(
                            () -> {
                                pipeline.send(RowFixture.whole(
                                        "other-" + hours, "other-" + hours, 1, 3_600L * hours.incrementAndGet()));
                                return pipeline.application().failure();
                            },
                            found -> found.isPresent())
                    .get();
            assertThat(failure).hasMessageContaining("too large").hasMessageContaining("max.message.bytes");
            assertThat(pipeline.records(pipeline.topics().deadLetters().name()))
                    .as("nothing else is blamed")
                    .isEmpty();
            if (guarantee.equals("exactly_once_v2")) {
                setLimit(pipeline, topic, pipeline.topics().conversations().maxMessageBytes());
                pipeline.restart();
                pipeline.awaitStanding(pipeline.topics().conversations(), "refused");
            }
        }
    }

    @Test
    void changelogsTakeWhatStoresTake() throws Exception {
        try (var pipeline = new RunningPipeline(Map.of());
                var admin = pipeline.admin()) {
            pipeline.application().start();
            String application = pipeline.topics().turns().name().split("\\.")[0];
            List<String> changelogs = await().atMost(RunningPipeline.PATIENCE)
                    .until(
                            () -> admin.listTopics().names().get().stream()
                                    .filter(name -> name.startsWith(application + "-") && name.endsWith("-changelog"))
                                    .toList(),
                            found -> found.size() >= 4);
            var resources = changelogs.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            assertThat(admin.describeConfigs(resources).all().get()).allSatisfy((changelog, config) -> {
                assertThat(config.get("max.message.bytes").value()).isEqualTo("4194304");
                assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
                assertThat(config.get("max.compaction.lag.ms").value()).isEqualTo("86400000");
                assertThat(config.get("segment.bytes").value()).isEqualTo("67108864");
            });
        }
    }

    private static void setLimit(RunningPipeline pipeline, String topic, int bytes) throws Exception {
        try (var admin = pipeline.admin()) {
            var limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
