package io.turnstile.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnKeyTest {

    private static final List<String> IN_ORDER = List.of("messageId", "headerRequestId", "requestId", "chatRequestId");

    @Test
    void theFirstInOrderOfTrustIsTheKey() {
        var ids = allIds();
        for (String name : IN_ORDER) {
            assertThat(keyOf(ids)).contains("id of " + name);
            ids.remove(name);
        }
        assertThat(keyOf(ids)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "unknown", "Unknown", " UNKNOWN "})
    void anIdThatIsNoneIsPassedOver(String none) {
        var ids = allIds();
        for (String name : IN_ORDER) {
            assertThat(keyOf(ids)).contains("id of " + name);
            ids.put(name, none);
        }
        assertThat(keyOf(ids)).isEmpty();
    }

    @Test
    void theProductClustersLowerCaseGivesTheSameKey() {
        assertThat(keyOf(Map.of("headerrequestid", "a", "chatrequestid", "b"))).contains("a");
    }

    @Test
    void spacesAroundAnIdAreNotPartOfTheKey() {
        assertThat(keyOf(Map.of("messageId", " a "))).contains("a");
    }

    @Test
    void otherIdsAreNoTurnKey() {
        assertThat(keyOf(Map.of("conversationId", "a", "modelCallId", "b", "parentRequestId", "c")))
                .isEmpty();
    }

    private static Map<String, String> allIds() {
        var ids = new HashMap<String, String>();
        IN_ORDER.forEach(name -> ids.put(name, "id of " + name));
        return ids;
    }

    private static Optional<String> keyOf(Map<String, String> properties) {
        return TurnKey.of(new RowView(properties, Map.of()));
    }
}
