package io.turnstile.datasets.views;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the views came to.
 *
 * @param lines of each file, by its path below the dataset's directory
 * @param chatTurns pairs of texts in all chats together
 * @param leftOutTurns live turns that are in no chat, by reason, of conversations without a chat too
 * @param leftOutConversations complete conversations that are not in one of the views, by reason
 */
public record ViewCounts(
        Map<String, Long> lines,
        long chatTurns,
        Map<LeftOutTurn, Long> leftOutTurns,
        Map<LeftOutConversation, Long> leftOutConversations) {

    public ViewCounts {
        lines = Collections.unmodifiableMap(new TreeMap<>(lines));
        leftOutTurns = Collections.unmodifiableMap(new TreeMap<>(leftOutTurns));
        leftOutConversations = Collections.unmodifiableMap(new TreeMap<>(leftOutConversations));
    }
}
