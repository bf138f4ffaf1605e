package io.turnstile.producers.chatexport;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.producers.MalformedReason;
import io.turnstile.producers.SourceItem;
import io.turnstile.schema.RowOrigin;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file's items, turn by turn.
 *
 * @param name the file's name in places
 */
record ChatFile(String name) {

    static final String SOURCE = "chat-export";

    /** The rows of a turn. */
    List<SourceItem> items(CapturedTurn turn, String element) {
        return TurnRows.of(turn, new RowOrigin(SOURCE, place(element))).stream()
                .<SourceItem>map(SourceItem.Row::new)
                .toList();
    }

    SourceItem malformed(String element, MalformedReason reason, String detail, JsonNode json) {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        return new SourceItem.Malformed(SOURCE, place(element), reason, detail, bytes);
    }

    SourceItem malformedFile(MalformedReason reason, String detail, byte[] bytes) {
        return new SourceItem.Malformed(SOURCE, name, reason, detail, bytes);
    }

    private String place(String element) {
        return name + "#" + element;
    }
}
