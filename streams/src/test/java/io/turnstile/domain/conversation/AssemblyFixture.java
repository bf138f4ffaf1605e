package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnFixture;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Assembles the turns of a test, through the door that the topology uses. */
public final class AssemblyFixture {

    public static final TakenModes AGENT = new TakenModes(Set.of("agent"));
    public static final TakenModes ALL = new TakenModes(Set.of());

    private AssemblyFixture() {}

    /** The conversation of turns in any mode. */
    public static Conversation conversation(TurnFixture... turns) {
        return conversation(Arrays.stream(turns).map(TurnFixture::build).toList());
    }

    /** The conversation of turns in any mode. */
    public static Conversation conversation(Collection<Turn> turns) {
        return ((Assembled.AsConversation) Assembled.of("c", turns, ALL)).conversation();
    }

    static Assembled assembled(TakenModes modes, TurnFixture... turns) {
        return Assembled.of("c", Arrays.stream(turns).map(TurnFixture::build).toList(), modes);
    }

    static List<String> liveIds(Conversation conversation) {
        return conversation.turns().stream()
                .map(turn -> turn.turn().messageId())
                .toList();
    }
}
