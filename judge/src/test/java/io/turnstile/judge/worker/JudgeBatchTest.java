package io.turnstile.judge.worker;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.turnstile.config.Settings;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.Requests;
import io.turnstile.judge.answer.Answers;
import io.turnstile.judge.llm.LlmJudge;
import io.turnstile.judge.llm.LlmJudgeConfiguration;
import io.turnstile.judge.model.BatchStub;
import io.turnstile.judge.model.BatchedChatModel;
import io.turnstile.judge.model.ChatAnswer;
import io.turnstile.judge.model.ChatModel;
import io.turnstile.judge.model.ChatModels;
import io.turnstile.judge.model.ChatQuestion;
import io.turnstile.judge.model.LocalServer;
import io.turnstile.judge.model.ModelSettings;
import io.turnstile.schema.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests on a real broker, answered in batches by a server over HTTP. */
class JudgeBatchTest {

    private static final LlmJudgeConfiguration PROMPT =
            LlmJudgeConfiguration.from(Settings.resolve(LlmJudgeConfiguration.SETTINGS, Map.of(), Map.of(), Map.of()));

    @TempDir
    private Path directory;

    private final BatchStub stub = new BatchStub();
    private WireMockServer server;

    @BeforeEach
    void start() {
        server = LocalServer.start(stub);
        server.stubFor(any(anyUrl()).willReturn(ok()));
        stub.answering(JudgeBatchTest::answer);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    /** What the request's text asks for. */
    private static String answer(JsonNode line) {
        String question = line.at("/body/messages").toString();
        if (question.contains("unspeakable")) {
            return BatchStub.FILTERED;
        }
        boolean isRepair = question.contains("was refused: ");
        if (question.contains("answers in rhymes") && !isRepair) {
            return "I think that a small model will do.";
        }
        return question.contains("at the borderline") ? Answers.text(3, 0.9) : Answers.text(1, 0.95);
    }

    @Test
    void aBatchDoesAWorkersWorkAndLeavesItNothingToAsk() throws Exception {
        var topics = JudgeTopics.named(JudgeBroker.cluster(), "batch").create();
        topics.request(List.of(
                Requests.of("older", "This text was replaced."),
                Requests.of("plain", "Rename the field."),
                Requests.of("equal", "Rename the field."),
                Requests.of("doubtful", "Something at the borderline."),
                Requests.of("mended", "This model answers in rhymes."),
                Requests.of("filtered", "Something unspeakable.")));
        topics.request(List.of(Requests.of("older", "This text replaces it.")));
        topics.requestRaw("gone", null);
        topics.requestRaw("broken", new byte[] {1, 2, 3});

        var summary = run(topics, "batch");

        assertThat(summary.requests()).isEqualTo(8);
        assertThat(summary.superseded()).isEqualTo(1);
        assertThat(summary.rounds())
                .as("first votes; further votes and the repair; nothing")
                .isEqualTo(3);
        assertThat(summary.isGroupMoved()).isTrue();
        assertThat(summary.counts()).isEqualTo(Workers.counts(5, 1, 1, Map.of(NoLabel.FILTERED, 1L), 1));
        // older, plain, doubtful three times, mended twice, filtered
        assertThat(stub.lines()).hasSize(8);
        assertThat(summary.batches().answered()).isEqualTo(7);
        assertThat(summary.batches().withoutLabel()).isEqualTo(1);
        requireVerdicts(topics, 1);
        assertThat(leftOver()).containsExactly("lock");
        requireAnotherGroupAsksOnlyForWhatGotNoLabel(topics);
        requireSameGroupGoesOnBehind(topics);
    }

    private static void requireVerdicts(JudgeTopics topics, int times) {
        var verdicts = topics.committed(topics.catalogue().judgeVerdicts());
        assertThat(verdicts)
                .extracting(record -> record.key())
                .containsAll(List.of("older", "plain", "equal", "doubtful", "mended", "gone"))
                .hasSize(6 * times);
        var byId = topics.verdicts().stream().filter(verdict -> verdict != null).toList();
        assertThat(byId).allSatisfy(verdict -> {
            assertThat(verdict.getInputHash()).isEqualTo("hash-of-" + verdict.getMessageId());
            assertThat(verdict.getLabel()).isEqualTo(verdict.getMessageId().equals("doubtful") ? 0 : 1);
            assertThat(verdict.getVotes()).hasSize(verdict.getMessageId().equals("doubtful") ? 3 : 1);
        });
        assertThat(topics.committed(topics.catalogue().deadLetters()))
                .extracting(record -> record.key() + " " + JudgeTopics.header(record, "turnstile.reason"))
                .contains("filtered FILTERED", "broken DESERIALIZATION");
    }

    /** A group of its own reads all requests again; what the cache has costs it nothing. */
    private void requireAnotherGroupAsksOnlyForWhatGotNoLabel(JudgeTopics topics) {
        var calls = new AtomicInteger();
        try (var judge = new LlmJudge(counting(calls), PROMPT);
                var worker = Workers.worker(topics, "batch-again", judge)) {
            worker.start();
            // The older request of a key is still in the topic, and was judged by nobody.
            await().atMost(Workers.PATIENCE).until(() -> worker.counts().cached() == 5);
            await().atMost(Workers.PATIENCE).until(() -> calls.get() == 2);
            assertThat(worker.counts().judged() - worker.counts().cached()).isLessThanOrEqualTo(2);
        }
    }

    private void requireSameGroupGoesOnBehind(JudgeTopics topics) {
        var calls = new AtomicInteger();
        topics.request(List.of(Requests.of("new", "A new request.")));
        try (var judge = new LlmJudge(counting(calls), PROMPT);
                var worker = Workers.worker(topics, "batch", judge)) {
            worker.start();
            await().atMost(Workers.PATIENCE).until(() -> worker.counts().judged() == 1);
            assertThat(worker.counts()).isEqualTo(Workers.counts(1, 0, 0, Map.of(), 0));
        }
        assertThat(calls).hasValue(1);
    }

    /** The server turns away every fourth call, which was carried out or not; each time another process goes on. */
    @Test
    void aRunThatBrokeOffAgainAndAgainAsksNothingTwice() throws Exception {
        var topics = JudgeTopics.named(JudgeBroker.cluster(), "batch-killed").create();
        topics.request(IntStream.range(0, 12)
                .mapToObj(number -> Requests.of(
                        "m" + number, "Request " + number + (number % 4 == 0 ? " at the borderline." : ".")))
                .toList());
        int runs = 0;
        BatchSummary summary = null;
        while (summary == null) {
            stub.failing(number -> number == 4, runs % 2 == 0);
            try {
                summary = run(topics, "batch-killed", "batch-lines", "4", "batch-jobs", "2");
            } catch (JudgeUnavailableException e) {
                assertThat(e).hasMessageContaining("401");
            }
            runs++;
            assertThat(runs).as("runs until it is done").isLessThan(40);
        }
        assertThat(runs).isGreaterThan(4);
        assertThat(stub.lines())
                .extracting(line -> line.path("custom_id").asText())
                .hasSize(9 + 3 * 3)
                .doesNotHaveDuplicates();
        assertThat(topics.verdicts().stream().map(Verdict::getMessageId).distinct())
                .hasSize(12);
        assertThat(topics.committed(topics.catalogue().deadLetters())).isEmpty();
    }

    @Test
    void aSpentBudgetDeliversWhatWasPaidAndTheNextRunGoesOn() throws Exception {
        var topics = JudgeTopics.named(JudgeBroker.cluster(), "batch-budget").create();
        topics.request(IntStream.range(0, 40)
                .mapToObj(number -> Requests.of("m" + number, "Request " + number))
                .toList());
        // A question uses 150 tokens, and is reckoned with some 3,000 of its prompt and the longest answer allowed.
        String[] small = {"batch-lines", "1", "batch-jobs", "1", "max-completion-tokens", "100", "budget-tokens", "6000"
        };

        assertThatThrownBy(() -> run(topics, "batch-budget", small))
                .isInstanceOf(JudgeUnavailableException.class)
                .hasMessageContaining("judge.budget-tokens");

        int delivered = topics.verdicts().size();
        assertThat(delivered).isBetween(1, 39);
        var summary = run(
                topics,
                "batch-budget",
                "max-completion-tokens",
                "100",
                "budget-tokens",
                "1",
                "budget-exhausted",
                "dead-letter");
        assertThat(summary.counts().withoutLabel()).containsExactly(Map.entry(NoLabel.BUDGET, 40L - delivered));
        assertThat(topics.verdicts().stream().map(Verdict::getMessageId).distinct())
                .hasSize(delivered);
    }

    @Test
    void itDoesNotBeginWhileWorkersOfTheGroupWouldPayTheFullPrice() throws Exception {
        var topics = JudgeTopics.named(JudgeBroker.cluster(), "batch-busy").create();
        var asked = new AtomicInteger();
        topics.request(List.of(Requests.of("m", "Rename the field.")));
        try (var judge = new LlmJudge(counting(asked), PROMPT);
                var worker = Workers.worker(topics, "batch-busy", judge)) {
            worker.start();
            await().atMost(Workers.PATIENCE).until(() -> worker.counts().judged() == 1);
            assertThatThrownBy(() -> run(topics, "batch-busy"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("judge workers are running");
        }
        // The broker stores a group's position a little late: what the worker answered last may come again, from the
        // cache.
        assertThat(run(topics, "batch-busy").counts().judged()).isLessThanOrEqualTo(1);
        assertThat(stub.begun()).isZero();
    }

    private BatchSummary run(JudgeTopics topics, String group, String... settings) throws Exception {
        try (var model = model(settings);
                var judge = new LlmJudge(model, PROMPT);
                var batch = new JudgeBatch(
                        topics.cluster(), topics.catalogue(), Workers.configuration(group), judge, model)) {
            return batch.run(progress -> {});
        }
    }

    private BatchedChatModel model(String... settings) {
        var all = Stream.concat(
                Stream.of(settings), Stream.of("batch-poll", "5ms", "state-directory", directory.toString()));
        return BatchedChatModel.open(ModelSettings.of(openAi(), all.toArray(String[]::new)));
    }

    private Map<String, String> openAi() {
        return Map.of(
                "provider",
                "openai",
                "base-url",
                LocalServer.address(server) + "/v1",
                "model",
                "judge-model",
                "api-key",
                "secret-key");
    }

    /** The same model as the batches ask, one by one. */
    private ChatModel counting(AtomicInteger calls) {
        String identity = ChatModels.identity(ModelSettings.of(openAi()));
        return new ChatModel() {
            @Override
            public String identity() {
                return identity;
            }

            @Override
            public ChatAnswer ask(ChatQuestion question) {
                calls.incrementAndGet();
                return new ChatAnswer(Answers.text(1, 0.95), 10, 10, List.of());
            }
        };
    }

    private List<String> leftOver() throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.list(directory)) {
            files.filter(file -> !file.getFileName().toString().equals("batches.json"))
                    .forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
