package io.turnstile.domain.routing;

import static io.turnstile.domain.conversation.AssemblyFixture.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.conversation.AssemblyFixture;
import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A request holds nothing that is known only later. */
class RoutingPropertiesTest {

    /** What may differ between turns of one place. */
    record Content(String userText, String modelText, String model, String responseType, Integer numRequests) {

        Turn at(int index) {
            return TurnFixture.turn("m-" + index, index)
                    .userText(userText)
                    .modelText(modelText)
                    .model(model)
                    .responseType(responseType)
                    .numRequests(numRequests)
                    .build();
        }
    }

    @Provide
    Arbitrary<Content> contents() {
        return Combinators.combine(
                        Arbitraries.of("Fix it", "Why does #file deadlock?", "/fix", "\uD83D\uDE00\uD83D\uDE00")
                                .injectNull(0.1),
                        Arbitraries.of("Done", "It is a cycle of locks").injectNull(0.2),
                        Arbitraries.of("model-a", "model-b").injectNull(0.2),
                        Arbitraries.of("success", "success", "failed"),
                        Arbitraries.of(0, 1, 12).injectNull(0.2))
                .as(Content::new);
    }

    @Property(tries = 1_000)
    void laterTurnsChangeNoEarlierRequest(
            @ForAll @Size(min = 1, max = 5) List<@From("contents") Content> past,
            @ForAll @Size(min = 1, max = 8) List<@From("contents") Content> future,
            @ForAll @IntRange(min = 0, max = 60) int maxChars) {
        var all = new ArrayList<>(past);
        all.addAll(future);
        Map<String, Request> before = requests(past, maxChars);
        Map<String, Request> after = requests(all, maxChars);
        before.keySet().retainAll(after.keySet());
        before.forEach((messageId, request) -> assertSameInput(after.get(messageId), request));
    }

    @Property(tries = 1_000)
    void theSameInputAlwaysHasTheSameHash(
            @ForAll @Size(min = 3, max = 5) List<@From("contents") Content> turns,
            @ForAll @IntRange(min = 0, max = 60) int maxChars) {
        requests(turns, maxChars)
                .forEach((messageId, request) -> assertThat(request.inputHash())
                        .matches("[0-9a-f]{64}")
                        .isEqualTo(requests(turns, maxChars).get(messageId).inputHash()));
    }

    /** What is said of positions holds for every length: they ascend, each third is there, and none is larger than another by two. */
    @Property
    void thePositionsOfAConversationAreThirds(@ForAll @IntRange(min = 3, max = 2_000) int turns) {
        Map<Position, Long> sizes = IntStream.rangeClosed(1, turns)
                .mapToObj(turnNumber -> Position.of(turnNumber, turns))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        assertThat(sizes.keySet()).containsExactly(Position.values());
        assertThat(Collections.max(sizes.values()) - Collections.min(sizes.values()))
                .isLessThanOrEqualTo(1);
        assertThat(IntStream.rangeClosed(1, turns).mapToObj(turnNumber -> Position.of(turnNumber, turns)))
                .isSorted();
    }

    private static void assertSameInput(Request after, Request before) {
        assertThat(after.text()).isEqualTo(before.text());
        assertThat(after.turnNumber()).isEqualTo(before.turnNumber());
        assertThat(after.history()).isEqualTo(before.history());
        assertThat(after.inferenceSignals()).isEqualTo(before.inferenceSignals());
        assertThat(after.inputHash()).isEqualTo(before.inputHash());
    }

    private static Map<String, Request> requests(List<Content> contents, int maxChars) {
        var turns = new ArrayList<Turn>();
        contents.forEach(content -> turns.add(content.at(turns.size() + 1)));
        var rules = new RoutingRules(ALL, new HistoryWindow(maxChars), ReasoningModels.of(List.of("model-a")));
        return Routing.of(AssemblyFixture.conversation(turns), rules).requests().stream()
                .collect(Collectors.toMap(Request::messageId, Function.identity()));
    }
}
