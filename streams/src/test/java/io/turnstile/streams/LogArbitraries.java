package io.turnstile.streams;

import io.turnstile.streams.Delivery.Pause;
import io.turnstile.streams.LogRow.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitrary logs of one to four conversations, and arbitrary deliveries of them. Values come from small sets, so that
 * ties, repeated ids and collisions are common. Nothing is drawn at random within: a failure shrinks to few rows, sent
 * once each and in order where that still fails.
 */
final class LogArbitraries {

    private static final String OWN = "own";

    private LogArbitraries() {}

    /** A turn that rows are told of. */
    private record Frame(String conversation, int index, long leap) {

        int start() {
            return (int) (100L * index + leap);
        }
    }

    /** A row that is not yet of a turn. */
    private record Piece(
            int second,
            String event,
            String conversation,
            Map<String, String> fields,
            Shape shape,
            List<Delivery> deliveries) {}

    /** What an event says. */
    private record Content(String event, Map<String, String> fields) {}

    /** Logs in which all rows of a turn that name a conversation name the same one. */
    static Arbitrary<Log> logs() {
        return logs(Arbitraries.frequency(Tuple.of(6, OWN), Tuple.of(2, ""), Tuple.of(1, "unknown")));
    }

    /** Logs in which two rows of one turn may name two conversations. */
    static Arbitrary<Log> logsWithContradictions() {
        return logs(Arbitraries.frequency(Tuple.of(4, OWN), Tuple.of(2, ""), Tuple.of(1, "c1"), Tuple.of(1, "c2")));
    }

    private static Arbitrary<Log> logs(Arbitrary<String> conversations) {
        Arbitrary<List<Piece>> turn = Combinators.combine(
                        pieces(summary(), conversations).list().ofMaxSize(1),
                        pieces(contents(), conversations).list().ofMaxSize(5))
                .as(LogArbitraries::joined);
        return Combinators.combine(frames(), turn)
                .as(Tuple::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(turns -> {
                    var rows = new ArrayList<LogRow>();
                    for (int i = 0; i < turns.size(); i++) {
                        rows.addAll(rows(
                                "m" + (i + 1), turns.get(i).get1(), turns.get(i).get2()));
                    }
                    return new Log(List.copyOf(rows));
                })
                .withoutEdgeCases();
    }

    /** A leap makes a retry, an edit or a tie of an index that is used again, and a conversation that resumes. */
    private static Arbitrary<Frame> frames() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, "c1"), Tuple.of(3, "c2"), Tuple.of(1, "c3"), Tuple.of(1, "c4")),
                        Arbitraries.frequency(Tuple.of(3, 1), Tuple.of(2, 2), Tuple.of(1, 3), Tuple.of(1, 4)),
                        Arbitraries.frequency(
                                Tuple.of(8, 0L),
                                Tuple.of(2, 50L),
                                Tuple.of(1, 400L),
                                Tuple.of(1, 7_200L),
                                Tuple.of(1, 90_000L)))
                .as(Frame::new);
    }

    private static Arbitrary<Piece> pieces(Arbitrary<Content> contents, Arbitrary<String> conversations) {
        return Combinators.combine(
                        Arbitraries.of(0, 1, 5, 9),
                        contents,
                        conversations,
                        Arbitraries.frequency(Tuple.of(3, Shape.STAFF), Tuple.of(1, Shape.PRODUCT)),
                        users(),
                        deliveries())
                .as((second, content, conversation, shape, user, deliveries) ->
                        new Piece(second, content.event, conversation, by(user, content.fields), shape, deliveries));
    }

    /** Two users, nobody, and a name that was not redacted. */
    private static Arbitrary<String> users() {
        return Arbitraries.of("hmac-sha256:" + "a".repeat(32), "hmac-sha256:" + "b".repeat(32), "", "somebody");
    }

    private static Map<String, String> by(String user, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        if (!user.isEmpty()) {
            all.put("common.userName", user);
        }
        return all;
    }

    private static Arbitrary<List<Delivery>> deliveries() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.frequency(
                                Tuple.of(12, Pause.NONE), Tuple.of(3, Pause.SHORT), Tuple.of(2, Pause.QUIET)))
                .as(Delivery::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    private static Arbitrary<Content> contents() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, userText()),
                Tuple.of(3, modelText()),
                Tuple.of(1, summary()),
                Tuple.of(5, call()),
                Tuple.of(3, panelRequest()),
                Tuple.of(1, Arbitraries.just(new Content("summarizedConversationHistory", Map.of()))),
                Tuple.of(2, noise()));
    }

    private static Arbitrary<Content> userText() {
        return Combinators.combine(
                        Arbitraries.of("Fix it", "Fix it all", "Fix us all", "/fix"),
                        Arbitraries.of("agent", "agent", "agent", "ask", ""))
                .as((text, mode) -> content(
                        "conversation.messageText", Map.of("source", "user", "messageText", text, "mode", mode)));
    }

    private static Arbitrary<Content> modelText() {
        return Arbitraries.of("Done", "Gone", "All done")
                .map(text -> content("conversation.messageText", Map.of("source", "model", "messageText", text)));
    }

    private static Arbitrary<Content> summary() {
        return Combinators.combine(
                        Arbitraries.of("success", "success", "success", "canceled"),
                        Arbitraries.of("1", "1", "2", ""),
                        Arbitraries.of("", "5000", "300000"),
                        Arbitraries.of("{}", "{\"read\":1,\"edit\":2}", "{\"rea"),
                        Arbitraries.frequency(Tuple.of(9, "own"), Tuple.of(1, "")))
                .as((responseType, numRequests, duration, toolCounts, place) -> content(
                        "toolCallDetailsInternal",
                        Map.of(
                                "responseType", responseType,
                                "numRequests", numRequests,
                                "turnDuration", duration,
                                "toolCounts", toolCounts,
                                "turnIndex", place)));
    }

    private static Arbitrary<Content> call() {
        return Combinators.combine(
                        Arbitraries.of("x", "y", ""),
                        Arbitraries.of("1000", "2000", "500", ""),
                        Arbitraries.of("model-a", "model-b"),
                        Arbitraries.frequency(Tuple.of(9, ""), Tuple.of(1, "subagent")))
                .as((id, tokens, model, subType) -> content(
                        "engine.messages.length",
                        Map.of("modelCallId", id, "promptTokens", tokens, "baseModel", model, "subType", subType)));
    }

    private static Arbitrary<Content> panelRequest() {
        return Arbitraries.frequency(Tuple.of(6, ""), Tuple.of(1, "m1"))
                .map(parent -> content("panel.request", Map.of("turn", "own", "parentRequestId", parent)));
    }

    /** Rows that take no part, each for another reason. */
    private static Arbitrary<Content> noise() {
        return Arbitraries.of(
                new Content("some.newEvent", Map.of()),
                new Content("response.success", Map.of()),
                new Content("conversation.messageText", Map.of("source", "tool", "messageText", "Fixed")),
                new Content("panel.request", Map.of("without", "key")),
                new Content("panel.request", Map.of("without", "time")));
    }

    /** Blank stands for a field that the client did not send. */
    private static Content content(String event, Map<String, String> fields) {
        var sent = new HashMap<>(fields);
        sent.values().removeIf(String::isEmpty);
        return new Content(event, sent);
    }

    private static List<LogRow> rows(String message, Frame frame, List<Piece> pieces) {
        return pieces.stream().map(piece -> row(message, frame, piece)).toList();
    }

    private static LogRow row(String message, Frame frame, Piece piece) {
        var fields = new HashMap<>(piece.fields);
        fields.replaceAll((key, value) -> value.equals(OWN) ? "" + frame.index : value);
        String without = fields.remove("without");
        var ids = new HashMap<String, String>();
        ids.put(turnKey(piece.event), "key".equals(without) ? "unknown" : message);
        if (!piece.conversation.isEmpty()) {
            ids.put("conversationId", piece.conversation.equals(OWN) ? frame.conversation : piece.conversation);
        }
        if (fields.containsKey("parentRequestId")) {
            ids.put("parentRequestId", fields.remove("parentRequestId"));
        }
        Integer second = "time".equals(without) ? null : Integer.valueOf(frame.start() + piece.second);
        return new LogRow(
                second, piece.event, LogRow.sorted(ids), LogRow.sorted(fields), piece.shape, piece.deliveries);
    }

    /** Events name the turn's id differently. */
    private static String turnKey(String event) {
        return switch (event) {
            case "panel.request" -> "requestId";
            case "engine.messages.length" -> "headerRequestId";
            case "summarizedConversationHistory" -> "chatRequestId";
            default -> "messageId";
        };
    }

    private static <T> List<T> joined(List<T> left, List<T> right) {
        var joined = new ArrayList<>(left);
        joined.addAll(right);
        return joined;
    }
}
