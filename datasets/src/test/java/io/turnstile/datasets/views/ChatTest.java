package io.turnstile.datasets.views;

import static io.turnstile.datasets.views.Conversations.of;
import static io.turnstile.datasets.views.Conversations.ofTurns;
import static io.turnstile.datasets.views.Conversations.synthetic;
import static io.turnstile.datasets.views.Conversations.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.datasets.views.Chat.Pair;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which turns make a chat to train on. */
class ChatTest {

    @Test
    void everyTurnIsAPairOfTexts() {
        Chat chat = Chat.of(ofTurns("c", 2));
        assertThat(chat.pairs())
                .containsExactly(new Pair("question 1", "answer 1"), new Pair("question 2", "answer 2"));
        assertThat(chat.leftOut()).isEmpty();
    }

    @Test
    void itEndsBeforeTheFirstTurnThatTheModelsTextIsMissingOf() {
        Chat chat = Chat.of(of("c", turn(1, "a", "A"), turn(2, "b", null), turn(3, "c", "C"), turn(4, "d", null)));
        assertThat(chat.pairs()).containsExactly(new Pair("a", "A"));
        assertThat(chat.leftOut()).isEqualTo(Map.of(LeftOutTurn.NO_MODEL_TEXT, 1, LeftOutTurn.AFTER_A_HOLE, 2));
    }

    @Test
    void itEndsBeforeTheFirstTurnThatTheUsersTextIsMissingOf() {
        Chat chat = Chat.of(of("c", turn(1, "a", "A"), turn(2, null, "B"), turn(3, "c", "C")));
        assertThat(chat.pairs()).containsExactly(new Pair("a", "A"));
        assertThat(chat.leftOut()).isEqualTo(Map.of(LeftOutTurn.NO_USER_TEXT, 1, LeftOutTurn.AFTER_A_HOLE, 1));
    }

    @Test
    void whatTheClientWroteIsPassedOver() {
        Chat chat = Chat.of(of("c", turn(1, "a", "A"), synthetic(2, "continue", null), turn(3, "c", "C")));
        assertThat(chat.pairs()).containsExactly(new Pair("a", "A"), new Pair("c", "C"));
        assertThat(chat.leftOut()).isEqualTo(Map.of(LeftOutTurn.SYNTHETIC, 1));
    }

    @Test
    void nothingIsLeftWhereTheFirstTurnIsAHole() {
        Chat chat = Chat.of(of("c", turn(1, "a", null), turn(2, "b", "B")));
        assertThat(chat.pairs()).isEmpty();
        assertThat(chat.leftOut()).isEqualTo(Map.of(LeftOutTurn.NO_MODEL_TEXT, 1, LeftOutTurn.AFTER_A_HOLE, 1));
    }
}
