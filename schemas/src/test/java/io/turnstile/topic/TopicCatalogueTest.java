package io.turnstile.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.LabeledTurn;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

    private static final TopicCatalogue CATALOGUE =
            new TopicCatalogue(new TopicConfiguration("turnstile.", 6, 0, Duration.ofDays(7)));

    private static final TopicCatalogue WITH_PLANS = new TopicCatalogue(
            new TopicConfiguration("turnstile.", 6, 0, Duration.ofDays(7), List.of("mine", "yours")));

    @Test
    void theTopicsStandInTheOrderOfTheFlowUnderOnePrefix() {
        assertThat(CATALOGUE.all().stream().map(Topic::name))
                .containsExactly(
                        "turnstile.telemetry",
                        "turnstile.turns",
                        "turnstile.conversations",
                        "turnstile.conversations.partial",
                        "turnstile.judge.requests",
                        "turnstile.judge.verdicts",
                        "turnstile.judge.cache",
                        "turnstile.labeled",
                        "turnstile.label-counts",
                        "turnstile.dead-letters",
                        "turnstile.source-cursors");
    }

    @Test
    void eachPlanHasATopicBehindTheCounts() {
        assertThat(WITH_PLANS.all().stream().map(Topic::name))
                .hasSize(CATALOGUE.all().size() + 2)
                .containsSubsequence(
                        "turnstile.labeled",
                        "turnstile.label-counts",
                        "turnstile.balanced.mine",
                        "turnstile.balanced.yours",
                        "turnstile.dead-letters");
    }

    @Test
    void aPlansTopicIsLikeThatOfTheLabels() {
        Topic<LabeledTurn> labeled = WITH_PLANS.labeled();
        Topic<LabeledTurn> balanced = WITH_PLANS.balanced("mine");

        assertThat(WITH_PLANS.find("balanced.mine")).contains(balanced);
        assertThat(balanced.valueSchema()).isEqualTo(labeled.valueSchema());
        assertThat(balanced.key()).isEqualTo(labeled.key());
        assertThat(balanced.partitions()).isEqualTo(labeled.partitions());
        assertThat(balanced.cleanup()).isEqualTo(Cleanup.COMPACT);
        assertThat(balanced.doc()).contains("mine").endsWith(".");
    }

    @Test
    void aPlanThatIsNotConfiguredHasNoTopic() {
        assertThat(WITH_PLANS.find("balanced.theirs")).isEmpty();
        assertThat(CATALOGUE.find("balanced.mine")).isEmpty();
    }

    @Test
    void topicsThatMeetInAStageAreKeyedAlike() {
        assertThat(CATALOGUE.turns().key()).isEqualTo("conversation id");
        assertThat(CATALOGUE.conversations().key()).isEqualTo("conversation id");
        assertThat(CATALOGUE.partialConversations().key()).isEqualTo("conversation id");
        assertThat(CATALOGUE.judgeRequests().key()).isEqualTo("message id");
        assertThat(CATALOGUE.judgeVerdicts().key()).isEqualTo("message id");
        assertThat(CATALOGUE.labeled().key()).isEqualTo("message id");
    }

    @Test
    void onlyTopicsThatForgetByAgeHaveARetention() {
        var retentions = CATALOGUE.all().stream()
                .filter(topic -> topic.retention() != null)
                .collect(Collectors.toMap(Topic::name, Topic::retention));

        assertThat(retentions)
                .containsOnlyKeys("turnstile.telemetry", "turnstile.turns", "turnstile.dead-letters")
                .containsEntry("turnstile.telemetry", Duration.ofDays(7))
                .containsEntry("turnstile.turns", Duration.ofDays(7));
    }

    @Test
    void everyTopicHasTheSamePartitions() {
        assertThat(CATALOGUE.all())
                .allSatisfy(topic -> assertThat(topic.partitions()).isEqualTo(6));
    }

    @Test
    void everyTopicSaysWhatItHolds() {
        assertThat(CATALOGUE.all())
                .allSatisfy(topic -> assertThat(topic.doc()).isNotBlank().endsWith("."));
    }

    @Test
    void aTopicIsFoundWithAndWithoutItsPrefix() {
        assertThat(CATALOGUE.find("turnstile.judge.verdicts")).contains(CATALOGUE.judgeVerdicts());
        assertThat(CATALOGUE.find("judge.verdicts")).contains(CATALOGUE.judgeVerdicts());
    }

    @Test
    void whatIsNoTopicIsNotFound() {
        assertThat(CATALOGUE.find("verdicts")).isEmpty();
        assertThat(CATALOGUE.find("turnstile.turnstile.turns")).isEmpty();
        assertThat(CATALOGUE.find("")).isEmpty();
    }

    @Test
    void onlyRawBytesHaveNoSchema() {
        assertThat(CATALOGUE.all().stream()
                        .filter(topic -> topic.valueSchema().isEmpty())
                        .map(Topic::name))
                .containsExactly("turnstile.dead-letters");
    }
}
