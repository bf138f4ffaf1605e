package io.turnstile.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.producers.chatexport.ChatExportConfiguration;
import io.turnstile.producers.chatexport.ChatExportSource;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.LlmCall;
import io.turnstile.schema.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Real conversations through the whole house, held against an independent reading of their files. */
class ChatExportDemoTest {

    private static final Path EXPORTS = Path.of(System.getProperty("turnstile.shared.data"), "chat-exports");

    @Test
    void conversationsComeOutAsTheFilesHoldThem() throws Exception {
        assumeTrue(Files.isDirectory(EXPORTS), "The real chat exports are not on this machine");
        // The files hold home directories, which would come out as placeholders.
        try (var fixture = DemoFixture.start(true, Map.of(RedactionConfiguration.ENABLED.key(), "false"))) {
            Path export = EXPORTS.resolve("abusyahmie-nrf52dk/chat.json");
            var once = fixture.standing(fixture.demo().run(source(fixture, export)));
            assertHolds(once, List.of(export));

            var twice = fixture.standing(fixture.demo().run(source(fixture, export)));
            assertThat(twice.conversations).hasToString(once.conversations.toString());

            Path superset = EXPORTS.resolve("abusyahmie-nrf52dk/chat2.json");
            var grown = fixture.standing(fixture.demo().run(source(fixture, superset)));
            assertHolds(grown, List.of(superset));

            var all = fixture.standing(fixture.demo().run(source(fixture, EXPORTS)));
            assertHolds(all, exportsBelow(EXPORTS));
            assertThat(all.partial).isEmpty();
            assertThat(all.summary.deadLetters()).isZero();
            assertReplay(all);
            assertThat(withoutRevision(all, grown.conversations.keySet()))
                    .isEqualTo(withoutRevision(grown, grown.conversations.keySet()));
        }
    }

    private static void assertHolds(DemoFixture.Standing standing, List<Path> files) throws IOException {
        Map<String, Map<String, JsonNode>> expected = requestsByConversation(files);
        assertThat(standing.conversations).containsKeys(expected.keySet().toArray(String[]::new));
        expected.forEach((conversationId, requests) -> {
            List<Turn> turns = standing.conversations.get(conversationId).getTurns();
            assertThat(turns).extracting(Turn::getMessageId).containsExactlyElementsOf(requests.keySet());
            int index = 1;
            for (Turn turn : turns) {
                JsonNode request = requests.get(turn.getMessageId());
                JsonNode rounds = request.at("/result/metadata/toolCallRounds");
                var summary = turn.getSummary();
                assertThat(summary.getTurnIndex()).isEqualTo(index++);
                assertThat(summary.getNumRequests()).isEqualTo(rounds.size());
                assertThat(summary.getToolCounts()).isEqualTo(toolCounts(rounds));
                assertThat("copilot/" + summary.getModel())
                        .isEqualTo(request.get("modelId").asText());
                assertThat(turn.getUserText())
                        .isEqualTo(request.at("/message/text").asText());
            }
        });
    }

    private static void assertReplay(DemoFixture.Standing standing) {
        Conversation replay = standing.conversations.values().stream()
                .filter(conversation -> conversation.getConversationId().startsWith("replay-"))
                .findFirst()
                .orElseThrow();
        assertThat(replay.getTurns()).hasSize(2);
        assertThat(replay.getModels()).containsExactly("claude-sonnet-4", "claude-sonnet-4.5");
        List<LlmCall> calls = replay.getTurns().stream()
                .flatMap(turn -> turn.getCalls().stream())
                .toList();
        assertThat(calls).extracting(LlmCall::getPromptTokens).containsExactly(18083L, 18212L, 19234L, 19372L);
        assertThat(calls).extracting(LlmCall::getPromptTokenDelta).containsExactly(18083L, 129L, 1022L, 138L);
    }

    private static ChatExportSource source(DemoFixture fixture, Path path) {
        return ChatExportSource.of(List.of(path), ChatExportConfiguration.from(fixture.settings()));
    }

    private static Map<String, String> withoutRevision(DemoFixture.Standing standing, Iterable<String> ids) {
        var texts = new TreeMap<String, String>();
        ids.forEach(
                id -> texts.put(id, standing.conversations.get(id).toString().replaceFirst("\"revision\": \\d+", "")));
        return texts;
    }

    private static List<Path> exportsBelow(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".chatreplay.json"))
                    .sorted()
                    .toList();
        }
    }

    /** Requests with ids, in the order of the file, by conversation and message. */
    private static Map<String, Map<String, JsonNode>> requestsByConversation(List<Path> files) throws IOException {
        var conversations = new TreeMap<String, Map<String, JsonNode>>();
        for (Path file : files) {
            for (JsonNode request : new ObjectMapper().readTree(file.toFile()).get("requests")) {
                JsonNode metadata = request.at("/result/metadata");
                if (metadata.hasNonNull("sessionId")) {
                    conversations
                            .computeIfAbsent(metadata.get("sessionId").asText(), any -> new LinkedHashMap<>())
                            .put(metadata.get("responseId").asText(), request);
                }
            }
        }
        return conversations;
    }

    private static Map<String, Integer> toolCounts(JsonNode rounds) {
        var names = new ArrayList<String>();
        rounds.forEach(round -> round.path("toolCalls")
                .forEach(call -> names.add(call.get("name").asText())));
        var counts = new TreeMap<String, Integer>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts;
    }
}
