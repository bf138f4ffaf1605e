package io.turnstile.datasets.views;

import static io.turnstile.datasets.views.Conversations.of;
import static io.turnstile.datasets.views.Conversations.ofTurns;
import static io.turnstile.datasets.views.Conversations.turn;
import static io.turnstile.datasets.views.Conversations.turns;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.plan.Split;
import io.turnstile.schema.Conversation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the files of whole conversations. */
class ConversationViewsTest {

    private static final long SEED = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void conversationsAreFiledByTheirNumberOfTurns() throws IOException {
        ViewCounts counts = write(
                ofTurns("a", 2), ofTurns("b", 3), ofTurns("c", 5), ofTurns("d", 6), ofTurns("e", 11), ofTurns("f", 21));
        assertThat(ids("conversations/short.jsonl", "conversationId")).containsExactly("b", "c");
        assertThat(ids("conversations/medium.jsonl", "conversationId")).containsExactly("d");
        assertThat(ids("conversations/long.jsonl", "conversationId")).containsExactly("e");
        assertThat(counts.leftOutConversations()).isEqualTo(Map.of(LeftOutConversation.NO_STRATUM, 2L));
        assertThat(counts.chatTurns()).isEqualTo(2 + 3 + 5 + 6 + 11 + 21);
        assertThat(counts.lines())
                .containsEntry("conversations/short.jsonl", 2L)
                .hasSize(6);
    }

    @Test
    void whatIsNotKnownIsAnEmptyTextOrNull() throws IOException {
        write(ofTurns("c", 3));
        assertThat(line("conversations/short.jsonl", 0))
                .startsWith("""
                {"conversationId":"c","partialReason":"","startedAt":"2026-03-01T12:00:00.2500000Z",\
                "lastEventAt":"2026-03-01T12:01:00.2500000Z","minTurnIndex":1,"maxTurnIndex":3,"capturedTurnCount":3,\
                "abandonedTurnCount":0,"subagentTurnCount":0,"unsummarizedTurnCount":0,"stratum":"SHORT",\
                "deltaReliable":true,"models":["gpt-5"],"turns":[{"messageId":"m1",\
                "startedAt":"2026-03-01T12:00:00.2500000Z","lastEventAt":"2026-03-01T12:00:01.2500000Z","mode":"",\
                "userText":"question 1","modelText":"answer 1","modelTextAt":"2026-03-01T12:00:00.2500000Z",\
                "summary":{"at":"2026-03-01T12:00:00.2500000Z","turnIndex":1,"responseType":"","model":"","intentId":"",\
                "numRequests":null,"toolCounts":null,"turnDurationMs":null,"sessionDurationMs":null,\
                "promptTokenCount":null,"messageCharLen":null,"availableToolCount":null,"invalidToolCallCount":null,\
                "toolTokenCount":null,"totalToolCalls":null,"parallelToolCallRounds":null,"parallelToolCallsTotal":null},\
                "panelTurnIndex":null,"parentRequestId":"","calls":[{"modelCallId":"",\
                "at":"2026-03-01T12:00:00.2500000Z","model":"","promptTokens":null,"completionTokens":null,\
                "maxTokenWindow":null,"subType":"","retryAfterError":"","promptTokenDelta":null,"deltaCause":""}],\
                "summarizedAt":[],"signals":{"isSynthetic":false,"complexity":"","toolDiversity":null,\
                "tokenGrowth":null,"roundCheck":""}},""")
                .endsWith("}],\"split\":\"" + split("c") + "\"}");
    }

    @Test
    void countsOfToolsStandInTheOrderOfTheirNames() throws IOException {
        Map<String, Integer> counts = Map.of("run_in_terminal", 2, "apply_patch", 10, "read_file", 1);
        write(of("c", turn(1, "a", "A", counts, false), turn(2, "b", "B"), turn(3, "c", "C")));
        assertThat(line("conversations/short.jsonl", 0))
                .contains("\"toolCounts\":{\"apply_patch\":10,\"read_file\":1,\"run_in_terminal\":2}");
    }

    @Test
    void aChatIsALineOfMessages() throws IOException {
        write(ofTurns("c", 3), of("d", turn(1, "über\n\"x\"", "ok \u0000 \ud83d\ude00")));
        Map<String, JsonNode> chats = chats();
        assertThat(chats.get("c").toString()).isEqualTo("""
                {"messages":[{"role":"user","content":"question 1"},{"role":"assistant","content":"answer 1"},\
                {"role":"user","content":"question 2"},{"role":"assistant","content":"answer 2"},\
                {"role":"user","content":"question 3"},{"role":"assistant","content":"answer 3"}],\
                "conversation_id":"c","stratum":"SHORT","turns":3}""");
        assertThat(chats.get("d").get("stratum").isNull()).isTrue();
        assertThat(chats.get("d").at("/messages/0/content").asText()).isEqualTo("über\n\"x\"");
        assertThat(chats.get("d").at("/messages/1/content").asText()).isEqualTo("ok \u0000 \ud83d\ude00");
    }

    @Test
    void aConversationWithoutAPairMakesNoChatAndIsCounted() throws IOException {
        ViewCounts counts = write(of("c", turn(1, "a", null), turn(2, "b", "B"), turn(3, "c", "C")), ofTurns("d", 3));
        assertThat(chats()).containsOnlyKeys("d");
        assertThat(counts.leftOutConversations()).isEqualTo(Map.of(LeftOutConversation.NO_PAIR, 1L));
        assertThat(counts.leftOutTurns())
                .isEqualTo(Map.of(LeftOutTurn.NO_MODEL_TEXT, 1L, LeftOutTurn.AFTER_A_HOLE, 2L));
        assertThat(ids("conversations/short.jsonl", "conversationId")).containsExactly("c", "d");
    }

    @Test
    void allConversationsOfAUserAreInOneSplit() throws IOException {
        var conversations = new ArrayList<Conversation>();
        for (int i = 0; i < 60; i++) {
            conversations.add(of("c" + i, i % 2 == 0 ? "user" : null, turns(3)));
        }
        write(conversations.toArray(Conversation[]::new));
        Set<String> ofTheUser = new HashSet<>();
        Set<String> ofOthers = new HashSet<>();
        for (JsonNode line : lines("conversations/short.jsonl")) {
            String id = line.get("conversationId").asText();
            boolean isTheUsers = Integer.parseInt(id.substring(1)) % 2 == 0;
            (isTheUsers ? ofTheUser : ofOthers).add(line.get("split").asText());
            assertThat(line.get("split").asText()).isEqualTo(split(isTheUsers ? "user" : id));
            assertThat(ids("messages/" + line.get("split").asText() + ".jsonl", "conversation_id"))
                    .contains(id);
        }
        assertThat(ofTheUser).containsExactly(split("user"));
        assertThat(ofOthers).containsExactlyInAnyOrder("train", "validation", "test");
    }

    private ViewCounts write(Conversation... conversations) throws IOException {
        try (var views = ConversationViews.create(directory, SEED)) {
            for (Conversation conversation : conversations) {
                views.add(conversation);
            }
            return views.counts();
        }
    }

    private static String split(String owner) {
        return Split.of(SEED, owner).name().toLowerCase(Locale.ROOT);
    }

    private Map<String, JsonNode> chats() throws IOException {
        var chats = new TreeMap<String, JsonNode>();
        for (Split split : Split.values()) {
            for (JsonNode line : lines("messages/" + split.name().toLowerCase(Locale.ROOT) + ".jsonl")) {
                chats.put(line.get("conversation_id").asText(), line);
            }
        }
        return chats;
    }

    private List<String> ids(String file, String column) throws IOException {
        return lines(file).stream().map(line -> line.get(column).asText()).toList();
    }

    private String line(String file, int place) throws IOException {
        return Files.readAllLines(directory.resolve(file)).get(place);
    }

    private List<JsonNode> lines(String file) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(directory.resolve(file))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
