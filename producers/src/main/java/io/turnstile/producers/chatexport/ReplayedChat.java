package io.turnstile.producers.chatexport;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.producers.MalformedReason;
import io.turnstile.producers.SourceItem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chat replay's items, one turn after another. The file is one conversation in agent mode; consecutive calls with one
 * request id are one turn, also across prompts; a tool call belongs to the model's call before it.
 */
final class ReplayedChat {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayedChat.class);

    private final ChatFile file;
    private final List<SourceItem> malformed = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    /** A turn while it is put together. */
    private record Turn(String messageId, String userText, String element, List<Call> calls) {}

    private record Call(LoggedRequest request, Map<String, Integer> toolCounts) {}

    private ReplayedChat(ChatFile file) {
        this.file = file;
    }

    static boolean isOne(JsonNode root) {
        return root.path("prompts").isArray();
    }

    static Iterator<List<SourceItem>> of(JsonNode root, ChatFile file) {
        var replay = new ReplayedChat(file);
        int index = 0;
        for (JsonNode prompt : root.path("prompts")) {
            replay.addPrompt(prompt, "prompts/" + index++);
        }
        return replay.items();
    }

    private void addPrompt(JsonNode prompt, String element) {
        for (JsonNode log : prompt.path("logs")) {
            if (LoggedRequest.isOne(log)) {
                addRequest(new LoggedRequest(log), prompt, element);
            } else if ("toolCall".equals(Field.text(log, "kind"))) {
                addToolCall(Field.text(log, "tool"));
            }
        }
    }

    private void addRequest(LoggedRequest request, JsonNode prompt, String element) {
        if (!request.isOfTurn() || request.messageId() == null) {
            // Titles, subagents and the like are no part of the conversation.
            LOG.debug("event=replay-call-skipped file={} element={}", file.name(), element);
        } else if (request.startedAt().isEmpty()) {
            malformed.add(file.malformed(
                    element, MalformedReason.NO_TIMESTAMP, "the request has no startTime", request.json()));
        } else {
            if (turns.isEmpty() || !lastTurn().messageId().equals(request.messageId())) {
                String userText = Field.text(prompt, "prompt");
                turns.add(new Turn(request.messageId(), userText == null ? "" : userText, element, new ArrayList<>()));
            }
            lastTurn().calls().add(new Call(request, new TreeMap<>()));
        }
    }

    private void addToolCall(String tool) {
        if (tool != null && !turns.isEmpty()) {
            var calls = lastTurn().calls();
            calls.get(calls.size() - 1).toolCounts().merge(tool, 1, Integer::sum);
        }
    }

    private Turn lastTurn() {
        return turns.get(turns.size() - 1);
    }

    private Iterator<List<SourceItem>> items() {
        var items = new ArrayList<List<SourceItem>>();
        for (int index = 0; index < turns.size(); index++) {
            items.add(file.items(
                    captured(turns.get(index), index + 1), turns.get(index).element()));
        }
        items.add(malformed);
        return items.iterator();
    }

    private CapturedTurn captured(Turn turn, int turnIndex) {
        var rounds = turn.calls().stream()
                .map(call -> call.request().round(call.request().startedAt().orElseThrow(), call.toolCounts()))
                .toList();
        var last = turn.calls().get(turn.calls().size() - 1).request();
        var startedAt = rounds.get(0).startedAt();
        var endedAt = rounds.get(rounds.size() - 1).endedAt();
        return new CapturedTurn(
                new TurnId("replay-" + turns.get(0).messageId(), turn.messageId(), turnIndex),
                "agent",
                "editAgent",
                turn.userText(),
                startedAt,
                endedAt.toEpochMilli() - startedAt.toEpochMilli(),
                last.responseType(),
                last.model(),
                rounds,
                List.of());
    }
}
