package io.turnstile.app.queries;

import io.turnstile.app.oracle.Answers;
import io.turnstile.app.oracle.Subject;
import io.turnstile.app.oracle.Subject.Kind;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a production query must say, by what the pipeline says of the same rows: its subjects, and their fields. */
final class ExpectedAnswers {

    private static final Set<Kind> WITH_CALLS = Set.of(Kind.CONVERSATION, Kind.TURN, Kind.CALL);
    private static final Set<Kind> WITHOUT_CALLS = Set.of(Kind.CONVERSATION, Kind.TURN);

    /** A first turn has no turn before it, and its number and complexity are what it was chosen and stratified by. */
    private static final Set<String> NOT_OF_FIRST_TURNS =
            Set.of("conversation_stratum", "turn_number", "previous_model", "complexity");

    /**
     * What the queries do not say. In Kusto a user is a name and no hash yet; positions and the models that likely reason
     * are chosen for the feed.
     */
    private static final Set<String> ONLY_IN_TOPICS =
            Set.of("user_hash", "session_position", "conversation_position", "is_likely_reasoning");

    private static final String SEED = "s";
    private static final Map<String, Integer> SAMPLE = Map.of("SHORT", 12, "MEDIUM", 9, "LONG", 4);

    private ExpectedAnswers() {}

    /** The parameters to run a query with, beside the window. */
    static Map<String, String> parameters(String query) {
        return query.equals("sft_stratified_by_turn_count")
                ? Map.of("seed", SEED, "shortSize", "12", "mediumSize", "long(9)", "longSize", "4")
                : Map.of();
    }

    static Answers of(String query, Answers everything) {
        Answers pipeline = everything.having((kind, field) -> !ONLY_IN_TOPICS.contains(field));
        return switch (query) {
            case "sft_nested_json" -> pipeline.on(subject -> WITH_CALLS.contains(subject.kind()));
            case "sft_nested_json_simple" ->
                pipeline.on(subject -> WITHOUT_CALLS.contains(subject.kind()))
                        .having((kind, field) -> !field.equals("token_growth"));
            case "sft_complete_conversations_3to10" ->
                nested(pipeline, conversations(pipeline, ExpectedAnswers::isReliable3To10));
            case "sft_stratified_by_turn_count" -> nested(pipeline, sample(pipeline));
            case "sft_session_router_first_turns" -> firstTurns(pipeline);
            default -> throw new IllegalArgumentException("Nobody says what " + query + " must say.");
        };
    }

    /** Some conversations, and what is in them. */
    private static Answers nested(Answers pipeline, Set<String> ids) {
        return pipeline.on(subject -> WITH_CALLS.contains(subject.kind()) && ids.contains(subject.conversationId()));
    }

    private static Set<String> conversations(Answers pipeline, Predicate<Map<String, String>> wanted) {
        return pipeline.of(Kind.CONVERSATION).entrySet().stream()
                .filter(conversation -> wanted.test(conversation.getValue()))
                .map(conversation -> conversation.getKey().conversationId())
                .collect(Collectors.toSet());
    }

    private static boolean isReliable3To10(Map<String, String> conversation) {
        int turns = Integer.parseInt(conversation.get("captured_turn_count"));
        return conversation.get("is_complete").equals("true")
                && conversation.get("delta_reliable").equals("true")
                && turns >= 3
                && turns <= 10;
    }

    /** Those with the smallest hashes of each stratum. */
    private static Set<String> sample(Answers pipeline) {
        var sample = new TreeSet<String>();
        SAMPLE.forEach((stratum, size) ->
                conversations(pipeline, conversation -> stratum.equals(conversation.get("stratum"))).stream()
                        .sorted(Comparator.comparing(id -> Sha256.of(SEED + id)))
                        .limit(size)
                        .forEach(sample::add));
        return sample;
    }

    /** The requests for the session dataset, and when their turns began. */
    private static Answers firstTurns(Answers pipeline) {
        Set<Subject> requests = pipeline.of(Kind.REQUEST).entrySet().stream()
                .filter(request -> request.getValue().get("session_stratum") != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Predicate<Subject> isTurn = subject -> subject.kind() == Kind.TURN
                && requests.contains(new Subject(Kind.REQUEST, subject.conversationId(), subject.place()));
        return pipeline.on(isTurn.or(requests::contains))
                .having((kind, field) ->
                        kind == Kind.TURN ? field.equals("started_at") : !NOT_OF_FIRST_TURNS.contains(field));
    }
}
