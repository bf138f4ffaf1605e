package io.turnstile.producers.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundTruthTest {

    @Test
    void theTotalsAreTheSumsOfTheConversations() {
        GroundTruth truth = Generated.of(Generated.conversations(600)).truth();
        Totals totals = truth.totals();
        List<TurnTruth> turns = truth.conversations().stream()
                .flatMap(conversation -> conversation.turns().stream())
                .toList();

        assertThat(sum(totals.conversations())).isEqualTo(600);
        assertThat(sum(totals.partial())).isEqualTo(totals.conversations().get(Outcome.PARTIAL));
        assertThat(sum(totals.notAssembled())).isEqualTo(totals.conversations().get(Outcome.NOT_ASSEMBLED));
        assertThat(totals.judgeRequests() + sum(totals.notJudged())).isEqualTo(turns.size());
        assertThat(turns).allMatch(turn -> turn.memberships().isEmpty() == (turn.notJudged() != null));
        assertThat(new HashSet<>(turns.stream().map(TurnTruth::messageId).toList()))
                .hasSameSizeAs(turns);
    }

    @Test
    void everyOutcomeAndReasonOccurs() {
        Totals totals = Generated.of(Generated.conversations(1_500)).truth().totals();

        assertThat(totals.conversations().values()).allMatch(count -> count > 0);
        assertThat(totals.partial().values()).allMatch(count -> count > 0);
        assertThat(totals.notAssembled().values()).allMatch(count -> count > 0);
        assertThat(totals.notJudged().values()).allMatch(count -> count > 0);
        assertThat(totals.ignored().values()).allMatch(count -> count > 0);
    }

    /** What was meant against what the rules say: without losses the last attempt at every place is live. */
    @Test
    void withoutLossesTheLastAttemptAtEveryPlaceIsLive() {
        var rules = new TruthRules(Set.of("agent"));
        List<ConversationPlan> lossless = FrequencyTest.plans(1_500).stream()
                .filter(plan -> plan.kind() == ConversationKind.AGENT && plan.loss() == Loss.NOTHING)
                .toList();

        assertThat(lossless).allSatisfy(plan -> {
            ConversationTruth truth = rules.truthOf(plan);
            assertThat(truth.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(truth.turns())
                    .extracting(TurnTruth::messageId)
                    .isEqualTo(IntStream.rangeClosed(1, plan.length())
                            .mapToObj(index -> lastAttempt(plan, index))
                            .toList());
        });
        assertThat(lossless.stream().mapToInt(plan -> rules.truthOf(plan).abandonedTurns()))
                .anyMatch(count -> count > 1);
    }

    @Test
    void promptsGrowAndAreCutByASummaryOrAnotherModel() {
        List<Long> deltas = Generated.of(Generated.conversations(600)).truth().conversations().stream()
                .flatMap(conversation -> conversation.turns().stream())
                .flatMap(turn -> turn.calls().stream())
                .map(CallTruth::promptTokenDelta)
                .filter(Objects::nonNull)
                .toList();

        assertThat(deltas).filteredOn(delta -> delta < -50_000).isNotEmpty();
        assertThat(deltas.stream().filter(delta -> delta > 0).count()).isGreaterThan(deltas.size() * 9L / 10);
    }

    @Test
    void itIsKnownOnlyAfterTheLastRow() {
        var source = new GeneratedTelemetry(Generated.configuration(Generated.conversations(3)));
        var items = source.items();
        items.next();

        assertThatThrownBy(source::groundTruth)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after the last row");
        assertThatThrownBy(source::items).isInstanceOf(IllegalStateException.class);
        items.forEachRemaining(item -> {});
        assertThat(source.groundTruth().conversations()).hasSize(3);
    }

    @Test
    void itIsWrittenAsJsonThatSaysTheSame(@TempDir Path directory) throws IOException {
        GroundTruth truth = Generated.of(Generated.conversations(40)).truth();

        GroundTruthFiles.write(truth, directory);

        var mapper = new ObjectMapper();
        var conversations = Files.readAllLines(directory.resolve(GroundTruthFiles.CONVERSATIONS)).stream()
                .map(line -> read(mapper, line, ConversationTruth.class))
                .toList();
        assertThat(conversations).isEqualTo(truth.conversations());
        assertThat(read(mapper, Files.readString(directory.resolve(GroundTruthFiles.TOTALS)), Totals.class))
                .isEqualTo(truth.totals());
    }

    @Test
    void whatIsHeldDoesNotGrowWithTheNumberOfConversations() {
        int few = lookAhead(2_500);
        int many = lookAhead(20_000);

        assertThat(many).isLessThan(20_000).isLessThan(2 * few);
    }

    @Test
    void aShareAboveOneIsRefusedWithItsKey() {
        assertThatThrownBy(() -> Generated.configuration(Map.of("duplicate-share", "1.5")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("generator.duplicate-share")
                .hasMessageContaining("from 0 to 1");
    }

    private static int lookAhead(int conversations) {
        var source = new GeneratedTelemetry(Generated.configuration(Generated.conversations(conversations)));
        Generated.drain(source, row -> {});
        return source.lookAhead();
    }

    private static String lastAttempt(ConversationPlan plan, int index) {
        return plan.turns().stream()
                .filter(turn -> !turn.isSubagent() && turn.index() == index)
                .reduce((before, last) -> last)
                .orElseThrow()
                .key();
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static <T> T read(ObjectMapper mapper, String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
