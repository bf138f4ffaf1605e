package io.turnstile.producers.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rows, read as any reader would, against the truth that came from the plans. */
class RowsTest {

    private static final Generated GENERATED = Generated.of(Map.of(
            "conversations", "1200",
            "very-long-text-share", "0.004",
            "late-share", "0.005",
            "missing-part-share", "0.2",
            "cut-text-share", "0.0005"));
    private static final Set<String> USED = Set.of(
            "toolcalldetails",
            "toolcalldetailsinternal",
            "toolcalldetailsexternal",
            "conversation.messagetext",
            "engine.messages.length",
            "panel.request",
            "summarizedconversationhistory");
    private static final Set<String> NOT_USED =
            Set.of("response.success", "response.error", "response.cancelled", "automode.routerdecision");

    @Test
    void theTotalsCountTheRowsByTheReasonForWhichTheyAreIgnored() {
        var withConversation = new HashSet<String>();
        for (TelemetryRow row : GENERATED.rows()) {
            RowView view = view(row);
            if (USED.contains(event(row)) && view.id("conversationId").isPresent()) {
                TurnKey.of(view).ifPresent(withConversation::add);
            }
        }
        var counts = new EnumMap<IgnoredReason, Long>(IgnoredReason.class);
        GENERATED.rows().forEach(row -> {
            IgnoredReason reason = ignored(row, withConversation);
            if (reason != null) {
                counts.merge(reason, 1L, Long::sum);
            }
        });

        assertThat(counts).isEqualTo(GENERATED.truth().totals().ignored()).hasSize(4);
        assertThat(GENERATED.truth().totals().rows()).isEqualTo(GENERATED.rows().size());
    }

    @Test
    void theTotalsCountTheTurnKeysThatAreMoreThanModelText() {
        var turns = new HashSet<String>();
        for (TelemetryRow row : GENERATED.rows()) {
            RowView view = view(row);
            boolean isModelText = view.text("source").filter("model"::equals).isPresent();
            if (USED.contains(event(row))
                    && !isModelText
                    && view.id("conversationId").isPresent()) {
                TurnKey.of(view).ifPresent(turns::add);
            }
        }

        assertThat(turns).hasSize((int) GENERATED.truth().totals().turns());
    }

    @Test
    void summariesOfLiveTurnsSayWhatTheTruthSays() {
        Map<String, RowView> summaries = new HashMap<>();
        rows("toolcalldetailsinternal").forEach(view -> summaries.put(key(view), view));
        rows("toolcalldetailsexternal").forEach(view -> summaries.put(key(view), view));
        List<TurnTruth> turns = liveTurns();

        assertThat(turns).hasSizeGreaterThan(1_000).allSatisfy(turn -> {
            RowView summary = summaries.get(turn.messageId());
            assertThat(summary.number("turnIndex").orElseThrow()).isEqualTo(turn.turnIndex());
            assertThat(summary.text("responseType").map(type -> type.replace("canceled", "cancelled")))
                    .hasValue(turn.responseType());
            assertThat(summary.text("model")).hasValue(turn.model());
            assertThat(summary.number("numRequests").isPresent()).isEqualTo(turn.numRequests() != null);
        });
    }

    @Test
    void promptTokensOfCallsStandInOutputRowsOfTheTurn() {
        Map<String, Double> tokens = new HashMap<>();
        rows("engine.messages.length")
                .forEach(view -> TurnKey.of(view)
                        .ifPresent(key -> view.number("promptTokens")
                                .ifPresent(number -> tokens.put(key + callId(view), number))));

        assertThat(liveTurns())
                .allSatisfy(turn -> assertThat(turn.calls())
                        .filteredOn(RowsTest::hasId)
                        .allSatisfy(call -> {
                            Double sent = tokens.get(turn.messageId() + call.modelCallId());
                            assertThat(sent == null ? null : sent.longValue()).isEqualTo(call.promptTokens());
                        }));
    }

    @Test
    void promptTokensOfCallsWithoutAnIdStandInOutputRowsWithoutOne() {
        Set<String> sent = rows("engine.messages.length").stream()
                .filter(view -> callId(view).isEmpty())
                .filter(view -> view.number("promptTokens").isPresent())
                .map(view -> key(view) + (long) view.number("promptTokens").orElseThrow())
                .collect(Collectors.toSet());
        List<String> told = liveTurns().stream()
                .flatMap(turn -> turn.calls().stream()
                        .filter(call -> !hasId(call) && call.promptTokens() != null)
                        .map(call -> turn.messageId() + call.promptTokens()))
                .toList();

        assertThat(told).isNotEmpty().isSubsetOf(sent);
    }

    @Test
    void aTurnBeginsWhereItsSummaryLessItsDurationSays() {
        Map<String, Long> starts = new HashMap<>();
        for (TelemetryRow row : GENERATED.rows()) {
            RowView view = view(row);
            if (USED.contains(event(row))) {
                long at = time(row).toEpochMilli();
                TurnKey.of(view).ifPresent(key -> starts.merge(key, at, Math::min));
                view.number("turnDuration")
                        .ifPresent(duration ->
                                TurnKey.of(view).ifPresent(key -> starts.merge(key, at - (long) duration, Math::min)));
            }
        }

        // Indices rise with starts along the live turns of every complete conversation.
        assertThat(GENERATED.truth().conversations())
                .allSatisfy(conversation -> assertThat(conversation.turns().stream()
                                .map(turn -> starts.get(turn.messageId()))
                                .toList())
                        .isSorted());
    }

    @Test
    void syntheticTurnsAreExactlyThoseWhoseTextTheClientWrites() {
        Map<String, String> texts = userTexts();

        assertThat(liveTurns())
                .filteredOn(turn -> turn.notJudged() != NotJudgedReason.NO_USER_TEXT)
                .filteredOn(turn -> texts.containsKey(turn.messageId()))
                .allSatisfy(turn ->
                        assertThat(isSynthetic(texts.get(turn.messageId()))).isEqualTo(turn.isSynthetic()));
        assertThat(liveTurns())
                .filteredOn(turn -> turn.notJudged() == NotJudgedReason.NO_USER_TEXT)
                .isNotEmpty()
                .noneMatch(turn -> texts.containsKey(turn.messageId()));
    }

    @Test
    void writtenTextsVaryInLengthAndHardlyRepeat() {
        List<String> written =
                userTexts().values().stream().filter(text -> !isSynthetic(text)).toList();

        assertThat(written).allMatch(text -> text.length() >= 15);
        assertThat(new HashSet<>(written)).hasSizeGreaterThan(written.size() * 9 / 10);
        assertThat(written).anyMatch(text -> text.length() > 20_000);
        assertThat(share(written, text -> text.length() > 4_000)).isLessThan(0.01);
        assertThat(share(written, text -> text.length() > 300)).isBetween(0.15, 0.6);
    }

    @Test
    void rowsArriveTwiceOutOfOrderAndLate() {
        Map<String, Long> byPlace = GENERATED.rows().stream()
                .collect(Collectors.groupingBy(row -> row.getOrigin().getPlace(), Collectors.counting()));
        long copies = byPlace.values().stream().filter(count -> count == 2).count();
        long backwards = 0;
        long hoursBackwards = 0;
        Instant latest = Instant.EPOCH;
        for (TelemetryRow row : GENERATED.rows()) {
            backwards += time(row).isBefore(latest) ? 1 : 0;
            hoursBackwards += time(row).isBefore(latest.minusSeconds(3_600)) ? 1 : 0;
            latest = time(row).isAfter(latest) ? time(row) : latest;
        }

        assertThat((double) copies / byPlace.size()).isCloseTo(0.02, within(0.004));
        assertThat((double) backwards / GENERATED.rows().size()).isGreaterThan(0.5);
        assertThat(hoursBackwards).isPositive();
    }

    @Test
    void bothShapesAndEveryPlaceOfNumbersAndTimesOccur() {
        assertSome(row -> row.getEventName().equals("github.copilot-chat/toolcalldetails"));
        assertSome(row -> row.getEventName().equals("GitHub.copilot-chat/toolCallDetailsExternal"));
        assertSome(row -> row.getProperties().containsKey("promptTokens"));
        assertSome(row -> row.getMeasurements().containsKey("promptTokens"));
        assertSome(row -> row.getServerTimestamp() == null);
        assertSome(row -> row.getClientTimestamp() == null);
        assertSome(row -> row.getProperties().containsKey("experiment.nextField"));
        assertThat(GENERATED.rows())
                .filteredOn(row -> row.getEventName().startsWith("github."))
                .allMatch(row -> row.getProperties().keySet().stream()
                        .allMatch(key -> key.equals(key.toLowerCase(Locale.ROOT))));
    }

    @Test
    void everyQuirkOccurs() {
        assertSome(row -> row.getProperties().containsKey("availableTools_02"));
        assertSome(row -> row.getProperties().containsKey("messageText_02"));
        assertSome(row -> endsInHalfPair(row.getProperties().get("messageText")));
        assertSome(row -> row.getProperties().containsKey("retryAfterError"));
        assertSome(row -> "subagent".equals(row.getProperties().get("subType")));
        assertSome(row -> "unknown".equals(row.getProperties().get("conversationId")));
        assertSome(row -> event(row).equals("summarizedconversationhistory"));
        assertSome(row -> "too_large".equals(row.getProperties().get("outcome")));
        assertSome(row -> "custom".equals(row.getProperties().get("mode")));
        assertSome(row -> "{}".equals(row.getProperties().get("toolCounts")));
        assertSome(row -> "output".equals(row.getProperties().get("message_direction"))
                && row.getProperties().containsKey("messageId")
                && !row.getProperties().containsKey("headerRequestId"));
        assertSome(row -> event(row).equals("automode.routerdecision"));
        assertSome(row -> event(row).startsWith("toolcalldetails")
                && view(row).text("toolCounts").isEmpty());
        assertSome(row -> view(row)
                .text("parentRequestId")
                .filter(view(row).text("requestId").orElse("")::equals)
                .isPresent());
    }

    @Test
    void aTextIsCutAfterFiftyPartsAndMayLackOne() {
        assertSome(row -> row.getProperties().containsKey("messageText_50"));
        assertThat(GENERATED.rows())
                .noneMatch(row -> row.getProperties().containsKey("messageText_51"))
                .noneMatch(row -> row.getProperties().containsKey("messageText_02")
                        && !row.getProperties().containsKey("messageText"));
        assertSome(row -> row.getProperties().containsKey("messageText_03")
                && !row.getProperties().containsKey("messageText_02"));
    }

    @Test
    void aStaffEventMayComeFromTheProductClusterTooWithoutTextAndWithTheSameTime() {
        Map<String, Instant> staff = new HashMap<>();
        for (TelemetryRow row : GENERATED.rows()) {
            if (row.getEventName().equals("GitHub.copilot-chat/panel.request")
                    && view(row).id("requestId").isPresent()) {
                staff.put(key(view(row)) + view(row).number("round"), time(row));
            }
        }
        List<TelemetryRow> copies = GENERATED.rows().stream()
                .filter(row -> row.getEventName().equals("github.copilot-chat/panel.request"))
                .filter(row -> staff.containsKey(key(view(row)) + view(row).number("round")))
                .toList();

        assertThat(copies)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(time(row))
                        .isEqualTo(staff.get(key(view(row)) + view(row).number("round"))))
                .allMatch(row -> !row.getProperties().containsKey("common.username"));
        assertThat(GENERATED.rows())
                .noneMatch(row -> row.getEventName().equals("github.copilot-chat/conversation.messagetext"));
    }

    @Test
    void aSkewedClockIsOffInEveryRowOfItsConversation() {
        Map<String, Set<Boolean>> skewed = new HashMap<>();
        for (TelemetryRow row : GENERATED.rows()) {
            String place = row.getOrigin().getPlace();
            skewed.computeIfAbsent(place.substring(0, place.indexOf('#')), any -> new HashSet<>())
                    .add(isSkewed(row));
        }

        assertThat(skewed.values()).contains(Set.of(true)).allMatch(kinds -> kinds.size() == 1);
    }

    @Test
    void aSubagentUnderARandomConversationNamesATurnOfAnotherThatIsUnderWay() {
        Map<String, String> conversations = new HashMap<>();
        rows("conversation.messagetext").stream()
                .filter(view -> view.text("source").filter("user"::equals).isPresent())
                .forEach(view ->
                        conversations.put(key(view), view.id("conversationId").orElseThrow()));
        List<RowView> delegated = rows("panel.request").stream()
                .filter(view -> view.id("parentRequestId").isPresent())
                .filter(view ->
                        conversations.containsKey(view.id("parentRequestId").orElseThrow()))
                .toList();

        assertThat(delegated)
                .anyMatch(view -> !view.id("conversationId")
                        .equals(view.id("parentRequestId").map(conversations::get)))
                .anyMatch(view -> view.id("conversationId")
                        .equals(view.id("parentRequestId").map(conversations::get)));
    }

    @Test
    void conversationsOfOneWindowMixInTime() {
        Map<String, List<String>> windows = new HashMap<>();
        GENERATED.rows().forEach(row -> {
            RowView view = view(row);
            view.id("conversationId").ifPresent(conversation -> {
                List<String> seen = windows.computeIfAbsent(
                        view.text("common.vscodesessionid").orElseThrow(), any -> new ArrayList<>());
                if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(conversation)) {
                    seen.add(conversation);
                }
            });
        });

        assertThat(windows.values()).anyMatch(seen -> new HashSet<>(seen).size() > 1 && seen.size() > 4);
    }

    @Test
    void userTextComesOnEveryRoundAndTheFinalTextOnceMoreUnderAFreshId() {
        Map<String, Long> userRows = rows("conversation.messagetext").stream()
                .filter(view -> view.text("source").filter("user"::equals).isPresent())
                .collect(Collectors.groupingBy(RowsTest::key, Collectors.counting()));
        Set<String> modelKeys = rows("conversation.messagetext").stream()
                .filter(view -> view.text("source").filter("model"::equals).isPresent())
                .map(RowsTest::key)
                .collect(Collectors.toCollection(HashSet::new));
        modelKeys.removeAll(userRows.keySet());

        assertThat(liveTurns())
                .filteredOn(turn -> turn.numRequests() != null)
                .allSatisfy(
                        turn -> assertThat(userRows.get(turn.messageId())).isGreaterThanOrEqualTo(turn.numRequests()));
        assertThat(modelKeys).hasSizeGreaterThan(liveTurns().size() * 8 / 10);
    }

    @Test
    void rowsOfATurnFollowItsSummary() {
        Map<String, Instant> summaries = new HashMap<>();
        GENERATED.rows().stream()
                .filter(row -> event(row).equals("toolcalldetailsinternal"))
                .forEach(row -> summaries.put(key(view(row)), time(row)));

        assertThat(GENERATED.rows())
                .filteredOn(row -> event(row).equals("panel.request"))
                .anyMatch(row -> TurnKey.of(view(row))
                        .map(summaries::get)
                        .filter(time(row)::isAfter)
                        .isPresent());
    }

    private static boolean hasId(CallTruth call) {
        return call.modelCallId() != null;
    }

    private static String callId(RowView view) {
        return view.text("modelCallId").orElse("");
    }

    /** The clock of the server leads by less than a second; one that is off is off by more, or nobody could tell. */
    private static boolean isSkewed(TelemetryRow row) {
        return row.getClientTimestamp() != null
                && row.getServerTimestamp() != null
                && Duration.between(row.getClientTimestamp(), row.getServerTimestamp())
                                .abs()
                                .toMillis()
                        > 1_000;
    }

    private static void assertSome(Predicate<TelemetryRow> predicate) {
        assertThat(GENERATED.rows().stream().anyMatch(predicate)).isTrue();
    }

    private static boolean endsInHalfPair(String part) {
        return part != null && !part.isEmpty() && Character.isHighSurrogate(part.charAt(part.length() - 1));
    }

    private static IgnoredReason ignored(TelemetryRow row, Set<String> withConversation) {
        if (NOT_USED.contains(event(row))) {
            return IgnoredReason.EVENT_NOT_USED;
        }
        if (!USED.contains(event(row))) {
            return IgnoredReason.UNKNOWN_EVENT;
        }
        return TurnKey.of(view(row))
                .map(key -> withConversation.contains(key) ? null : IgnoredReason.NO_CONVERSATION_ID)
                .orElseGet(() -> TurnKey.of(view(row)).isPresent() ? null : IgnoredReason.NO_TURN_KEY);
    }

    /** The contract's rule, written from the contract. */
    private static boolean isSynthetic(String text) {
        String stripped = text.strip();
        String bare = stripped.replaceAll("\\p{Punct}+$", "").toLowerCase(Locale.ROOT);
        return stripped.startsWith("@agent Continue")
                || stripped.contains("Continue to iterate?")
                || stripped.matches("(?s)/\\p{L}.*")
                || Set.of("try again", "continue", "retry").contains(bare);
    }

    private static Map<String, String> userTexts() {
        var texts = new HashMap<String, String>();
        rows("conversation.messagetext").stream()
                .filter(view -> view.text("source").filter("user"::equals).isPresent())
                .forEach(view -> view.text("messageText").ifPresent(text -> texts.put(key(view), text)));
        return texts;
    }

    private static List<TurnTruth> liveTurns() {
        return GENERATED.truth().conversations().stream()
                .flatMap(conversation -> conversation.turns().stream())
                .toList();
    }

    private static List<RowView> rows(String event) {
        var views = new ArrayList<RowView>();
        GENERATED.rows().stream().filter(row -> event(row).equals(event)).forEach(row -> views.add(view(row)));
        return views;
    }

    private static String key(RowView view) {
        return TurnKey.of(view).orElse("");
    }

    private static String event(TelemetryRow row) {
        String name = row.getEventName();
        return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private static Instant time(TelemetryRow row) {
        return row.getClientTimestamp() != null ? row.getClientTimestamp() : row.getServerTimestamp();
    }

    private static RowView view(TelemetryRow row) {
        return new RowView(row.getProperties(), row.getMeasurements());
    }

    private static <T> double share(List<T> all, Predicate<T> predicate) {
        return (double) all.stream().filter(predicate).count() / all.size();
    }
}
