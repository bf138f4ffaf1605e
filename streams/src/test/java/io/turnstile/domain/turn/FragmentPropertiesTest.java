package io.turnstile.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Reading a row is total: whatever it holds, it is a part of a turn or ignored for a reason. */
class FragmentPropertiesTest {

    private static final String[] EVENTS = {
        "toolCallDetails",
        "GitHub.copilot-chat/toolCallDetailsInternal",
        "github.copilot-chat/conversation.messagetext",
        "GitHub.copilot-chat/engine.messages.length",
        "panel.request",
        "summarizedConversationHistory",
        "response.success",
        "/"
    };

    private static final String[] KEYS = {
        "messageId",
        "headerRequestId",
        "requestId",
        "conversationId",
        "source",
        "messageText",
        "messageText_02",
        "mode",
        "turnIndex",
        "turnDuration",
        "numRequests",
        "toolCounts",
        "toolCounts_02",
        "responseType",
        "modelCallId",
        "promptTokens",
        "subType",
        "parentRequestId",
        "turn",
        "common.userName",
        "TURNDURATION"
    };

    private static final String[] VALUES = {
        "m",
        "c",
        "unknown",
        " ",
        "user",
        "model",
        "{}",
        "{\"a\":1}",
        "{\"a\":1e999}",
        "{\"a\":",
        "[[[[",
        "1e999",
        "-0.0",
        "9223372036854775807",
        "0x1p3",
        "NaN",
        "\uD83D",
        "hmac-sha256:5bc63e66bcd4dcbeb46d078dff87cf37",
        "\u0000"
    };

    private static final Double[] NUMBERS = {
        0.0,
        -0.0,
        1.0,
        -1.0,
        1.5,
        1e10,
        9.3e18,
        1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    @Property(tries = 2_000)
    void everyRowIsAPartOfATurnOrIgnored(@ForAll("rows") Row row) {
        Fragment fragment = Fragment.of(row);
        if (fragment instanceof Fragment.OfTurn part) {
            assertSound(part.turn(), row);
        } else {
            assertThat(fragment)
                    .isInstanceOfSatisfying(
                            Fragment.Ignored.class,
                            ignored -> assertThat(ignored.reason())
                                    .isNotNull()
                                    .isNotEqualTo(IgnoredRow.NO_CONVERSATION_ID));
        }
    }

    private static void assertSound(Turn turn, Row row) {
        assertThat(turn.messageId()).isEqualTo(TurnKey.of(row.fields()).orElseThrow());
        assertThat(turn.lastEventAt()).isEqualTo(row.eventTime());
        assertThat(turn.startedAt()).isBeforeOrEqualTo(turn.lastEventAt());
        assertThat(turn.turnIndex())
                .satisfiesAnyOf(
                        index -> assertThat(index).isNull(),
                        index -> assertThat(index).isPositive());
        assertThat(turn.merge(turn)).isEqualTo(turn);
    }

    @Provide
    Arbitrary<Row> rows() {
        Arbitrary<String> events =
                Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.of(EVENTS)), Tuple.of(1, Arbitraries.strings()));
        Arbitrary<Instant> times = Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 2_000_000_000_000L), Arbitraries.longs())
                .map(Instant::ofEpochMilli);
        return Combinators.combine(events, times.injectNull(0.05), properties(), measurements())
                .as((event, at, properties, measurements) -> new Row(event, at, new RowView(properties, measurements)))
                .withoutEdgeCases();
    }

    private static Arbitrary<Map<String, String>> properties() {
        Arbitrary<String> values =
                Arbitraries.oneOf(Arbitraries.of(VALUES), Arbitraries.strings().ofMaxLength(20));
        return Arbitraries.maps(keys(), values).ofMaxSize(15);
    }

    private static Arbitrary<Map<String, Double>> measurements() {
        Arbitrary<Double> values = Arbitraries.oneOf(Arbitraries.of(NUMBERS), Arbitraries.doubles());
        return Arbitraries.maps(keys(), values).ofMaxSize(6);
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.oneOf(
                Arbitraries.of(KEYS),
                Arbitraries.of(KEYS),
                Arbitraries.strings().ofMaxLength(5));
    }
}
