package io.turnstile.app.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.app.oracle.RowTime;
import io.turnstile.app.oracle.SeededLog;
import io.turnstile.app.oracle.Subject;
import io.turnstile.app.oracle.Subject.Kind;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The logs are as strange as the comparisons over them claim: a quirk that never happens would prove nothing. */
class GroundTest {

    private static final String EMOJI = "\uD83D\uDE80";

    private final Ground ground = Ground.all();

    @Test
    void logsAreDuplicatedAndShuffled() {
        assertThat(Ground.LOGS).isGreaterThanOrEqualTo(100);
        assertThat(count(log ->
                        log.rows().stream().distinct().count() < log.rows().size()))
                .as("logs with a row that arrived twice")
                .isGreaterThanOrEqualTo(Ground.LOGS * 9 / 10);
        assertThat(count(GroundTest::isShuffled)).as("shuffled logs").isGreaterThanOrEqualTo(Ground.LOGS / 2);
    }

    @Test
    void conversationsArePartialEditedAndReset() {
        assertThat(count(Kind.CONVERSATION, fields -> fields.get("partial_reason") != null))
                .as("logs with a partial conversation")
                .isGreaterThanOrEqualTo(25);
        assertThat(count(
                        Kind.CONVERSATION,
                        fields -> !fields.get("abandoned_turn_count").equals("0")))
                .as("logs with an edit, a retry or a restored checkpoint")
                .isGreaterThanOrEqualTo(25);
        assertThat(count(
                        Kind.CONVERSATION,
                        fields -> !fields.get("subagent_turn_count").equals("0")))
                .as("logs with a subagent")
                .isGreaterThanOrEqualTo(25);
        assertThat(count(Kind.CALL, GroundTest::isReset))
                .as("logs in which a summary resets the prompt's tokens")
                .isGreaterThanOrEqualTo(10);
    }

    /** Where Java's length, UTF-16 units, and the count of characters choose otherwise. */
    @Test
    void textsHoldCharactersBeyondTheBasicPlane() {
        assertThat(count(
                        Kind.TURN,
                        fields -> String.valueOf(fields.get("user_text")).contains(EMOJI)))
                .as("logs with an emoji in a user's text")
                .isGreaterThanOrEqualTo(10);
        assertThat(count(
                        Kind.TURN,
                        fields -> String.valueOf(fields.get("model_text")).contains(EMOJI)))
                .as("logs with an emoji in a model's text")
                .isGreaterThanOrEqualTo(10);
        assertThat(count(log -> log.rows().stream().anyMatch(GroundTest::isOfEmojiOnly)))
                .as("logs with a text that is longer in UTF-16 units alone")
                .isGreaterThanOrEqualTo(10);
    }

    private long count(Predicate<SeededLog> isSo) {
        return ground.logs().stream().filter(isSo).count();
    }

    /** Logs of which the pipeline says something. */
    private long count(Kind kind, Predicate<Map<String, String>> isSo) {
        Set<String> conversations = ground.pipeline().of(kind).entrySet().stream()
                .filter(answer -> isSo.test(answer.getValue()))
                .map(Map.Entry::getKey)
                .map(Subject::conversationId)
                .collect(Collectors.toSet());
        return count(log -> log.rows().stream()
                .flatMap(row -> view(row).id("conversationId").stream())
                .anyMatch(conversations::contains));
    }

    private static boolean isReset(Map<String, String> call) {
        return "SUMMARIZED".equals(call.get("delta_cause"))
                && call.get("prompt_token_delta").startsWith("-");
    }

    /** Half of all rows or so are earlier than the one before them; as uploaded, it is one in ten. */
    private static boolean isShuffled(SeededLog log) {
        List<TelemetryRow> rows = log.rows();
        long back = IntStream.range(1, rows.size())
                .filter(i -> Duration.between(RowTime.of(rows.get(i - 1)), RowTime.of(rows.get(i)))
                        .isNegative())
                .count();
        return back > rows.size() / 3;
    }

    private static boolean isOfEmojiOnly(TelemetryRow row) {
        return view(row)
                .text("messageText")
                .filter(text -> text.replace(EMOJI, "").isEmpty())
                .isPresent();
    }

    private static RowView view(TelemetryRow row) {
        return new RowView(row.getProperties(), row.getMeasurements());
    }
}
