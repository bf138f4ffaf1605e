package io.turnstile.producers.chatexport;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.producers.MalformedReason;
import io.turnstile.producers.SourceItem;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A chat export's items, one turn after another. A turn's rows depend on the requests before it only, so a later export
 * of a chat that went on gives the same rows and more.
 */
final class ExportedChat implements Iterator<List<SourceItem>> {

    private final ChatFile file;
    private final Iterator<JsonNode> requests;
    private final Map<String, Integer> turnsByConversation = new HashMap<>();
    private int index;

    private ExportedChat(ChatFile file, Iterator<JsonNode> requests) {
        this.file = file;
        this.requests = requests;
    }

    static boolean isOne(JsonNode root) {
        return root.path("requests").isArray();
    }

    static ExportedChat of(JsonNode root, ChatFile file) {
        return new ExportedChat(file, root.path("requests").iterator());
    }

    @Override
    public boolean hasNext() {
        return requests.hasNext();
    }

    @Override
    public List<SourceItem> next() {
        JsonNode json = requests.next();
        String element = "requests/" + index++;
        if (!json.isObject()) {
            return List.of(file.malformed(
                    element, MalformedReason.NOT_AN_OBJECT, "the request is " + json.getNodeType(), json));
        }
        var request = new ExportedRequest(json);
        // Counted before anything can fail: the turn was there, and those after it keep their places.
        int turnIndex = request.hasIds() ? turnsByConversation.merge(request.conversationId(), 1, Integer::sum) : 0;
        return Field.epochMillis(json, "timestamp")
                .map(startedAt -> file.items(request.turn(turnIndex, startedAt), element))
                .orElseGet(() -> List.of(file.malformed(
                        element, MalformedReason.NO_TIMESTAMP, "the request has no time in epoch ms", json)));
    }
}
