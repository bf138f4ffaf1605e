package io.turnstile.streams.turnassembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnParts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingPartsTest {

    private final PendingParts pending = new PendingParts();

    @Test
    void partsOfATurnMergeAndLeaveInTheOrderOfTheirLastChangeEachWithItsStreamTime() {
        pending.merge(part("c", "m1", "short"), 1_000);
        pending.merge(part("c", "m2", "other"), 2_000);
        pending.merge(part("c", "m1", "the whole text"), 3_000);

        assertThat(drained())
                .extracting(
                        waiting -> waiting.part().messageId(),
                        waiting -> waiting.part().userText(),
                        PendingParts.Pending::streamTime)
                .containsExactly(tuple("m2", "other", 2_000L), tuple("m1", "the whole text", 3_000L));
    }

    @Test
    void aTurnOfTwoConversationsIsOnePartForEach() {
        pending.merge(part("c1", "m", "text"), 1);
        pending.merge(part("c2", "m", "text"), 1);
        assertThat(drained()).hasSize(2);
    }

    @Test
    void nothingIsLeftOnceItIsDrained() {
        pending.merge(part("c", "m", "text"), 1);
        assertThat(pending.bytes()).isGreaterThan(4);
        drained();
        assertThat(pending.bytes()).isZero();
        assertThat(drained()).isEmpty();
    }

    private List<PendingParts.Pending> drained() {
        var drained = new ArrayList<PendingParts.Pending>();
        pending.drain(drained::add);
        return drained;
    }

    private static Turn part(String conversationId, String messageId, String userText) {
        return new TurnParts(messageId, conversationId, Instant.EPOCH, Instant.EPOCH)
                .userText(userText)
                .build();
    }
}
