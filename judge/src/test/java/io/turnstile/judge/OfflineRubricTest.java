package io.turnstile.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.judge.rubric.Criterion;
import io.turnstile.schema.Vote;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OfflineRubricTest {

    private static final String DEADLOCK = "Find the deadlock in the connection pool.";

    private final Judge judge = new OfflineRubric();

    @Test
    void theVerdictAnswersItsRequest() {
        var verdict = judge.judge(Requests.of("m1", DEADLOCK));

        assertThat(verdict.getMessageId()).isEqualTo("m1");
        assertThat(verdict.getInputHash()).isEqualTo("hash-of-m1");
        assertThat(verdict.getLabel()).isZero();
        assertThat(verdict.getCriteria()).containsExactly("ROOT_CAUSE", "CONCURRENCY");
        assertThat(verdict.getRationale()).doesNotContain("connection", "pool");
    }

    @Test
    void theVerdictSaysThatItIsABaseline() {
        var verdict = judge.judge(Requests.of("m1", DEADLOCK));

        assertThat(verdict.getFingerprint()).isEqualTo("offline-rubric/2").isEqualTo(judge.fingerprint());
        assertThat(verdict.getIsBaseline()).isTrue().isEqualTo(judge.isBaseline());
    }

    @Test
    void itsOneVoteIsStored() {
        var verdict = judge.judge(Requests.of("m1", DEADLOCK));

        assertThat(verdict.getVotes())
                .containsExactly(Vote.newBuilder()
                        .setLabel(verdict.getLabel())
                        .setScore(verdict.getScore())
                        .setConfidence(verdict.getConfidence())
                        .build());
    }

    @Test
    void criteriaHaveDocsOfTheirOwn() {
        Set<String> docs = Stream.of(Criterion.values()).map(Criterion::doc).collect(Collectors.toSet());

        assertThat(docs).hasSameSizeAs(Criterion.values()).noneMatch(String::isBlank);
    }
}
