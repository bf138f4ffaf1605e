package io.turnstile.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.SharedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the catalogue declares, asked back from the broker. */
class TopicCreationTest {

    private static final int PARTITIONS = 3;
    private static final Duration RETENTION = Duration.ofHours(36);
    private static final TopicCatalogue CATALOGUE = catalogue("created.", PARTITIONS);
    private static final int MIB = 1024 * 1024;

    private static Admin admin;
    private static List<String> created;

    @BeforeAll
    static void createAll() throws InterruptedException {
        admin = Admin.create(Map.of("bootstrap.servers", SharedCluster.get().bootstrapServers()));
        created = TopicCreation.createMissing(admin, CATALOGUE.all(), 0);
    }

    @AfterAll
    static void closeAdmin() {
        if (admin != null) {
            admin.close();
        }
    }

    static Stream<Arguments> timeLimited() {
        return Stream.of(
                Arguments.of("created.telemetry", RETENTION, 4 * MIB),
                Arguments.of("created.turns", RETENTION, 4 * MIB),
                Arguments.of("created.dead-letters", Duration.ofDays(14), 32 * MIB));
    }

    static Stream<Arguments> compacted() {
        return Stream.of(
                Arguments.of("created.conversations", 32 * MIB),
                Arguments.of("created.conversations.partial", 32 * MIB),
                Arguments.of("created.judge.requests", 4 * MIB),
                Arguments.of("created.judge.verdicts", 4 * MIB),
                Arguments.of("created.judge.cache", 4 * MIB),
                Arguments.of("created.labeled", 4 * MIB),
                Arguments.of("created.label-counts", 4 * MIB),
                Arguments.of("created.source-cursors", 4 * MIB));
    }

    @Test
    void everyTopicIsCreatedAndReported() {
        Stream<Object> names = Stream.concat(timeLimited(), compacted())
                .map(arguments -> arguments.get()[0]);

        assertThat(created)
                .containsExactlyInAnyOrderElementsOf(names.map(Object::toString).toList());
    }

    @ParameterizedTest
    @MethodSource("timeLimited")
    void aTimeLimitedTopicCountsItsRetentionFromWhenItWasWritten(String name, Duration retention, int maxBytes)
            throws Exception {
        Config config = configOf(name);

        assertThat(value(config, "cleanup.policy")).isEqualTo("delete");
        assertThat(value(config, "retention.ms")).isEqualTo(Long.toString(retention.toMillis()));
        assertThat(value(config, "message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(value(config, "max.message.bytes")).isEqualTo(Integer.toString(maxBytes));
    }

    @ParameterizedTest
    @MethodSource("compacted")
    void aCompactedTopicKeepsTheLatestOfAKeyAndItsProducersTime(String name, int maxBytes) throws Exception {
        Config config = configOf(name);

        assertThat(value(config, "cleanup.policy")).isEqualTo("compact");
        assertThat(value(config, "message.timestamp.type")).isEqualTo("CreateTime");
        assertThat(value(config, "max.message.bytes")).isEqualTo(Integer.toString(maxBytes));
    }

    @Test
    void everyTopicHasTheDeclaredPartitions() throws Exception {
        var descriptions = admin.describeTopics(created).allTopicNames().get();

        assertThat(descriptions).hasSameSizeAs(created);
        assertThat(descriptions.values())
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(PARTITIONS));
    }

    @Test
    void aSecondCallCreatesNothing() throws Exception {
        assertThat(TopicCreation.createMissing(admin, CATALOGUE.all(), 0)).isEmpty();
    }

    @Test
    void onlyTheMissingTopicIsCreated() throws Exception {
        TopicCatalogue other = catalogue("gap.", 1);
        List<Topic<?>> first = List.of(other.telemetry(), other.labeled());
        TopicCreation.createMissing(admin, first, 1);

        assertThat(TopicCreation.createMissing(admin, List.of(other.telemetry(), other.turns(), other.labeled()), 1))
                .containsExactly("gap.turns");
    }

    @Test
    void anExistingTopicIsLeftAsItIs() throws Exception {
        TopicCreation.createMissing(admin, List.of(catalogue("kept.", 1).turns()), 1);

        TopicCreation.createMissing(admin, List.of(catalogue("kept.", 2).turns()), 1);

        var kept = admin.describeTopics(List.of("kept.turns")).allTopicNames().get();
        assertThat(kept.get("kept.turns").partitions()).hasSize(1);
    }

    /** Asked without a second attempt, many times: the partitions are many, so that they would come one by one. */
    @RepeatedTest(3)
    void whatIsCreatedHasLeadersAtOnce(RepetitionInfo repetition) throws Exception {
        TopicCatalogue many = catalogue("at-once-" + repetition.getCurrentRepetition() + ".", 40);
        TopicCreation.createMissing(admin, List.of(many.turns()), 1);

        assertThat(endsAtTheFirstAttempt(many.turns().name(), 40)).hasSize(40).containsOnly(0L);
    }

    private static List<Long> endsAtTheFirstAttempt(String topic, int partitions) throws Exception {
        var latest = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition), any -> OffsetSpec.latest()));
        try (var impatient =
                Admin.create(Map.of("bootstrap.servers", SharedCluster.get().bootstrapServers(), "retries", 0))) {
            return impatient.listOffsets(latest).all().get().values().stream()
                    .map(ListOffsetsResultInfo::offset)
                    .toList();
        }
    }

    @Test
    void aRefusalNamesTheTopicAndTheSettings() {
        List<Topic<?>> topics = List.of(catalogue("refused.", 1).turns());

        assertThatThrownBy(() -> TopicCreation.createMissing(admin, topics, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refused.turns")
                .hasMessageContaining("topics.*");
    }

    private static TopicCatalogue catalogue(String prefix, int partitions) {
        return new TopicCatalogue(new TopicConfiguration(prefix, partitions, 0, RETENTION));
    }

    private static Config configOf(String topic) throws InterruptedException, ExecutionException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    private static String value(Config config, String name) {
        return config.get(name).value();
    }
}
