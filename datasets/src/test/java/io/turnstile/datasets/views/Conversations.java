package io.turnstile.datasets.views;

import io.turnstile.schema.Conversation;
import io.turnstile.schema.LlmCall;
import io.turnstile.schema.Turn;
import io.turnstile.schema.TurnCountStratum;
import io.turnstile.schema.TurnSignals;
import io.turnstile.schema.TurnSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Conversations to test with. */
final class Conversations {

    static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00.25Z");

    private Conversations() {}

    /** A complete one of some turns, each with both texts. */
    static Conversation ofTurns(String id, int count) {
        return of(id, turns(count));
    }

    /** Some turns, each with both texts. */
    static Turn[] turns(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(index -> turn(index, "question " + index, "answer " + index))
                .toArray(Turn[]::new);
    }

    /** A complete one of nobody known. */
    static Conversation of(String id, Turn... turns) {
        return of(id, null, turns);
    }

    /** @param userHash null where it is not known whose it is */
    static Conversation of(String id, String userHash, Turn... turns) {
        return Conversation.newBuilder()
                .setConversationId(id)
                .setRevision(1)
                .setStartedAt(BEGAN)
                .setLastEventAt(BEGAN.plusSeconds(60))
                .setMinTurnIndex(1)
                .setMaxTurnIndex(turns.length)
                .setCapturedTurnCount(turns.length)
                .setAbandonedTurnCount(0)
                .setSubagentTurnCount(0)
                .setUnsummarizedTurnCount(0)
                .setStratum(stratum(turns.length))
                .setDeltaReliable(true)
                .setModels(List.of("gpt-5"))
                .setUserHash(userHash)
                .setTurns(new ArrayList<>(Arrays.asList(turns)))
                .build();
    }

    /** @param modelText null where it was not captured; and so the user's */
    static Turn turn(int index, String userText, String modelText) {
        return turn(index, userText, modelText, null, false);
    }

    /** One with a text that the client wrote. */
    static Turn synthetic(int index, String userText, String modelText) {
        return turn(index, userText, modelText, null, true);
    }

    /** @param toolCounts null where they were not captured */
    static Turn turn(
            int index, String userText, String modelText, Map<String, Integer> toolCounts, boolean isSynthetic) {
        return Turn.newBuilder()
                .setMessageId("m" + index)
                .setConversationId("c")
                .setStartedAt(BEGAN)
                .setLastEventAt(BEGAN.plusSeconds(1))
                .setUserText(userText)
                .setModelText(modelText)
                .setModelTextAt(modelText == null ? null : BEGAN)
                .setSummary(TurnSummary.newBuilder()
                        .setAt(BEGAN)
                        .setTurnIndex(index)
                        .setToolCounts(toolCounts)
                        .build())
                .setCalls(List.of(LlmCall.newBuilder().setAt(BEGAN).build()))
                .setSignals(TurnSignals.newBuilder().setIsSynthetic(isSynthetic).build())
                .build();
    }

    private static TurnCountStratum stratum(int turns) {
        if (turns < 3 || turns > 20) {
            return null;
        }
        return turns <= 5 ? TurnCountStratum.SHORT : turns <= 10 ? TurnCountStratum.MEDIUM : TurnCountStratum.LONG;
    }
}
