package io.turnstile.app.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.app.oracle.RowTime;
import io.turnstile.domain.conversation.CallWithDelta;
import io.turnstile.domain.conversation.Conversation;
import io.turnstile.domain.conversation.ConversationTurn;
import io.turnstile.domain.turn.TurnSummary;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of the exploration queries are those that Java counts in the same rows. */
class ExplorationQueriesTest {

    private static final Map<String, String> NO_PARAMETERS = Map.of();

    private final Ground ground = Ground.all();
    private final Facts facts = ground.facts();

    @ParameterizedTest
    @ValueSource(strings = {"discover_events", "discover_events_product"})
    void everyEventIsCounted(String query) {
        Map<String, List<TelemetryRow>> byEvent = ground.rows().stream()
                .collect(Collectors.groupingBy(ExplorationQueriesTest::event, TreeMap::new, Collectors.toList()));

        List<Cells> result = result(query);
        assertThat(result).extracting(row -> row.text("event")).containsExactlyInAnyOrderElementsOf(byEvent.keySet());
        assertThat(result).allSatisfy(row -> {
            List<TelemetryRow> rows = byEvent.get(row.text("event"));
            assertThat(row.number("rowCount")).isEqualTo(rows.size());
            assertThat(row.number("conversationCount"))
                    .isEqualTo(rows.stream()
                            .flatMap(one -> view(one).id("conversationId").stream())
                            .distinct()
                            .count());
            List<String> turns =
                    rows.stream().flatMap(one -> TurnKey.of(view(one)).stream()).toList();
            assertThat(row.number("turnCount"))
                    .isEqualTo(turns.stream().distinct().count());
            assertThat(row.number("withoutTurnCount")).isEqualTo(rows.size() - turns.size());
            assertThat(row.value("firstAt"))
                    .isEqualTo(times(rows).min(Comparator.naturalOrder()).orElseThrow());
            assertThat(row.value("lastAt"))
                    .isEqualTo(times(rows).max(Comparator.naturalOrder()).orElseThrow());
        });
        assertThat(result)
                .isSortedAccordingTo(Comparator.comparing((Cells row) -> -row.number("rowCount"))
                        .thenComparing(row -> row.text("event")));
    }

    @Test
    void theFieldsOfTextsAreCountedBySource() {
        Map<String, List<String>> values = new TreeMap<>();
        Map<String, Integer> rowsBySource = new TreeMap<>();
        for (TelemetryRow row : rowsOfTurns("conversation.messagetext")) {
            String source = view(row).text("source").orElse("").strip().toLowerCase(Locale.ROOT);
            if (source.equals("user") || source.equals("model")) {
                rowsBySource.merge(source, 1, Integer::sum);
                row.getProperties()
                        .forEach((key, value) -> values.computeIfAbsent(
                                        source + " " + key.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                                .add(value));
            }
        }

        List<Cells> result = result("message_schema").stream()
                .filter(row -> values.containsKey(row.text("source") + " " + row.text("key")))
                .toList();
        assertThat(result).hasSameSizeAs(values.keySet());
        assertThat(result).allSatisfy(row -> {
            List<String> fields = values.get(row.text("source") + " " + row.text("key"));
            LongSummaryStatistics lengths = fields.stream()
                    .collect(Collectors.summarizingLong(value -> value.codePointCount(0, value.length())));
            assertThat(row.number("rowCount")).isEqualTo(fields.size());
            assertThat(row.number("blankCount"))
                    .isEqualTo(fields.stream().filter(String::isBlank).count());
            assertThat(row.number("shortest")).isEqualTo(lengths.getMin());
            assertThat(row.number("longest")).isEqualTo(lengths.getMax());
            assertThat((Double) row.value("share"))
                    .isEqualTo((double) fields.size() / rowsBySource.get(row.text("source")));
        });
    }

    @Test
    void theTokensOfCallsAreMeasuredByDirection() {
        Map<String, List<Long>> numbers = new TreeMap<>();
        for (TelemetryRow row : rowsOfTurns("engine.messages.length")) {
            String direction =
                    view(row).text("message_direction").orElse("").strip().toLowerCase(Locale.ROOT);
            for (String key : List.of("promptTokens", "completionTokens", "maxTokenWindow")) {
                view(row).number(key).stream()
                        .filter(number -> number >= 0)
                        .forEach(number -> numbers.computeIfAbsent(
                                        direction + " " + key.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                                .add(Math.round(number)));
            }
        }

        assertThat(numbers).hasSizeGreaterThanOrEqualTo(3);
        List<Cells> result = result("token_schema");
        numbers.forEach((place, values) -> assertThat(result)
                .filteredOn(row -> Objects.toString(row.text("direction"), "")
                        .concat(" " + row.text("key"))
                        .equals(place))
                .singleElement()
                .satisfies(row -> {
                    LongSummaryStatistics statistics =
                            values.stream().mapToLong(Long::longValue).summaryStatistics();
                    assertThat(row.number("numberCount")).isEqualTo(statistics.getCount());
                    assertThat(row.number("smallest")).isEqualTo(statistics.getMin());
                    assertThat(row.number("greatest")).isEqualTo(statistics.getMax());
                    assertThat((Double) row.value("average")).isEqualTo(statistics.getAverage());
                }));
    }

    @Test
    void toolsAreCountedByTurnAndByCall() {
        List<TurnSummary> measured = facts.summaries().stream()
                .filter(summary -> summary.toolCounts() != null)
                .toList();
        Map<String, List<Integer>> calls = new TreeMap<>();
        measured.forEach(summary -> summary.toolCounts().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .forEach(count -> calls.computeIfAbsent(count.getKey(), tool -> new ArrayList<>())
                        .add(count.getValue())));

        List<Cells> result = result("tool_schema");
        assertThat(result).extracting(row -> row.text("tool")).containsExactlyInAnyOrderElementsOf(calls.keySet());
        assertThat(result).allSatisfy(row -> {
            LongSummaryStatistics statistics = calls.get(row.text("tool")).stream()
                    .mapToLong(Integer::longValue)
                    .summaryStatistics();
            assertThat(row.number("turnCount")).isEqualTo(statistics.getCount());
            assertThat(row.number("callCount")).isEqualTo(statistics.getSum());
            assertThat(row.number("mostCalls")).isEqualTo(statistics.getMax());
            assertThat((Double) row.value("callsPerTurn")).isEqualTo(statistics.getAverage());
            assertThat((Double) row.value("share")).isEqualTo((double) statistics.getCount() / measured.size());
        });
    }

    @Test
    void toolDefinitionsAreMeasuredByModel() {
        Map<String, List<TurnSummary>> byModel = facts.summaries().stream()
                .collect(Collectors.groupingBy(
                        summary -> Objects.toString(summary.model(), ""), TreeMap::new, Collectors.toList()));

        List<Cells> result = result("exact_tool_tokens");
        assertThat(result).hasSameSizeAs(byModel.keySet());
        assertThat(result).allSatisfy(row -> {
            List<TurnSummary> summaries = byModel.get((String) row.value("model"));
            LongSummaryStatistics tokens = summaries.stream()
                    .filter(summary -> summary.toolTokenCount() != null)
                    .mapToLong(TurnSummary::toolTokenCount)
                    .summaryStatistics();
            assertThat(row.number("turnCount")).isEqualTo(summaries.size());
            assertThat(row.number("measuredCount")).isEqualTo(tokens.getCount());
            if (tokens.getCount() > 0) {
                assertThat(row.number("smallest")).isEqualTo(tokens.getMin());
                assertThat(row.number("greatest")).isEqualTo(tokens.getMax());
                assertThat((Double) row.value("average")).isEqualTo(tokens.getAverage());
            } else {
                assertThat(row.value("average")).isNull();
            }
        });
    }

    @Test
    void modelSwitchesAreCountedBetweenConsecutiveLiveTurns() {
        Map<String, List<Long>> deltas = new TreeMap<>();
        for (Conversation conversation : facts.conversations()) {
            List<ConversationTurn> turns = conversation.turns();
            for (int i = 1; i < turns.size(); i++) {
                String from = turns.get(i - 1).model();
                String to = turns.get(i).model();
                boolean isNext = turns.get(i).turn().turnIndex()
                        == turns.get(i - 1).turn().turnIndex() + 1;
                if (isNext && from != null && to != null && !from.equals(to)) {
                    deltas.computeIfAbsent(from + " " + to, pair -> new ArrayList<>())
                            .add(firstDelta(turns.get(i)));
                }
            }
        }

        List<Cells> result = result("model_switching");
        assertThat(result).hasSizeGreaterThan(1);
        assertThat(result)
                .extracting(row -> row.text("fromModel") + " " + row.text("toModel"))
                .containsExactlyInAnyOrderElementsOf(deltas.keySet());
        assertThat(result).allSatisfy(row -> {
            List<Long> switches = deltas.get(row.text("fromModel") + " " + row.text("toModel"));
            List<Long> known = switches.stream().filter(Objects::nonNull).toList();
            assertThat(row.number("switchCount")).isEqualTo(switches.size());
            assertThat(row.number("knownDeltaCount")).isEqualTo(known.size());
            assertThat(row.number("dropCount"))
                    .isEqualTo(known.stream().filter(delta -> delta < 0).count());
            assertThat((Double) row.value("averageDelta"))
                    .isEqualTo(
                            known.isEmpty()
                                    ? null
                                    : (Double) known.stream()
                                            .mapToLong(Long::longValue)
                                            .average()
                                            .orElseThrow());
        });
    }

    @Test
    void examplesOfThreeTurnsShowEachCallWithItsDelta() {
        List<Conversation> examples = facts.conversations().stream()
                .filter(conversation ->
                        conversation.isDeltaReliable() && conversation.turns().size() == 3)
                .sorted(Comparator.comparing(conversation -> Sha256.of(conversation.conversationId())))
                .limit(5)
                .sorted(Comparator.comparing(Conversation::conversationId))
                .toList();
        List<String> expected = examples.stream()
                .flatMap(conversation -> conversation.turns().stream()
                        .flatMap(turn -> Facts.growing(turn).stream()
                                .map(call -> conversation.conversationId() + " "
                                        + turn.turn().turnIndex() + " "
                                        + call.call().promptTokens() + " " + call.promptTokenDelta() + " "
                                        + turn.turn().summary().numRequests())))
                .toList();

        assertThat(examples).hasSize(5);
        List<Cells> result = Cells.of(ground.run("complete_3turn_conversations_with_delta", Map.of("examples", "5")));
        assertThat(result)
                .extracting(row -> row.text("conversationId") + " " + row.value("turnIndex") + " "
                        + row.value("promptTokens") + " " + row.value("promptTokenDelta") + " "
                        + row.value("numRequests"))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void tokensAreBrokenDownByToolUse() {
        Map<String, List<ConversationTurn>> byUse = facts.liveTurns()
                .collect(Collectors.groupingBy(turn -> use(turn.turn().summary()), TreeMap::new, Collectors.toList()));

        List<Cells> result = result("token_breakdown_by_tool_use");
        assertThat(result).extracting(row -> row.text("toolCalls")).containsExactlyInAnyOrderElementsOf(byUse.keySet());
        assertThat(result).hasSizeGreaterThan(3).allSatisfy(row -> {
            List<ConversationTurn> turns = byUse.get(row.text("toolCalls"));
            List<List<CallWithDelta>> calls = turns.stream()
                    .map(Facts::growing)
                    .filter(list -> !list.isEmpty())
                    .toList();
            assertThat(row.number("turnCount")).isEqualTo(turns.size());
            assertThat(row.number("callCount"))
                    .isEqualTo(calls.stream().mapToInt(List::size).sum());
            assertThat((Double) row.value("averageGrowth"))
                    .isEqualTo(calls.stream()
                            .mapToLong(list -> list.get(list.size() - 1).call().promptTokens()
                                    - list.get(0).call().promptTokens())
                            .average()
                            .orElseThrow());
            assertThat((Double) row.value("averageCompletion"))
                    .isEqualTo(calls.stream()
                            .mapToLong(list -> list.stream()
                                    .map(call -> call.call().completionTokens())
                                    .filter(Objects::nonNull)
                                    .mapToLong(Long::longValue)
                                    .sum())
                            .average()
                            .orElseThrow());
        });
    }

    private static String use(TurnSummary summary) {
        if (summary.toolCounts() == null) {
            return "unknown";
        }
        int calls = summary.toolCounts().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (calls == 0) {
            return "none";
        }
        if (calls <= 3) {
            return "1-3";
        }
        return calls <= 10 ? "4-10" : "11 or more";
    }

    private static Long firstDelta(ConversationTurn turn) {
        List<CallWithDelta> calls = Facts.growing(turn);
        return calls.isEmpty() ? null : calls.get(0).promptTokenDelta();
    }

    private List<Cells> result(String query) {
        return Cells.of(ground.run(query, NO_PARAMETERS));
    }

    private List<TelemetryRow> rowsOfTurns(String event) {
        return ground.rows().stream()
                .filter(row -> event(row).equals(event))
                .filter(row -> TurnKey.of(view(row)).isPresent())
                .toList();
    }

    private static Stream<Instant> times(List<TelemetryRow> rows) {
        return rows.stream().map(RowTime::of);
    }

    private static RowView view(TelemetryRow row) {
        return new RowView(row.getProperties(), row.getMeasurements());
    }

    private static String event(TelemetryRow row) {
        String name = row.getEventName();
        return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
