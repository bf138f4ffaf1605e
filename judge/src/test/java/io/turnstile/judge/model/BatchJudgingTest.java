package io.turnstile.judge.model;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches over HTTP: each question asked once, each result once, whatever happens in between. */
class BatchJudgingTest {

    @TempDir
    private Path directory;

    private final BatchStub stub = new BatchStub();
    private final List<BatchResult> results = new ArrayList<>();
    private WireMockServer server;

    @BeforeEach
    void start() {
        server = LocalServer.start(stub);
        server.stubFor(any(anyUrl()).willReturn(ok()));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource
    void everyQuestionIsAskedOnceInFilesWithinTheLimits(Protocol protocol) throws Exception {
        var twice = Stream.concat(questions("key", 25), questions("key", 25)).toList();
        try (var batches = open(protocol, "batch-lines", "10", "batch-jobs", "2")) {
            batches.run(twice, results::addAll);
        }
        requireAnsweredOnce(25);
        assertThat(stub.begun()).isEqualTo(3);
        String endpoint = protocol == Protocol.AZURE_LEGACY ? "/chat/completions" : "/v1/chat/completions";
        assertThat(stub.lines()).allSatisfy(line -> {
            assertThat(line.path("method").asText()).isEqualTo("POST");
            assertThat(line.path("url").asText()).isEqualTo(endpoint);
            assertThat(line.at("/body/model").asText()).isEqualTo("judge-model");
            assertThat(line.at("/body/response_format/json_schema/strict").asBoolean())
                    .isTrue();
        });
        assertThat(stub.batches())
                .allSatisfy(batch -> assertThat(batch.path("endpoint").asText()).isEqualTo(endpoint));
        String prefix =
                protocol == Protocol.OPENAI ? "/v1/" : protocol == Protocol.AZURE_UNIFIED ? "/openai/v1/" : "/openai/";
        assertThat(stub.urls()).allMatch(url -> url.startsWith(prefix));
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void aFileKeepsWithinItsBytes() throws Exception {
        try (var batches = open(Protocol.OPENAI, "batch-bytes", "2000")) {
            batches.run(questions("key", 12).toList(), results::addAll);
        }
        requireAnsweredOnce(12);
        assertThat(stub.begun()).isGreaterThan(3);
    }

    /** The server turns away one request after another, carried out or not; each time another process goes on. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunThatBrokeOffAnywhereGoesOnAndPaysNothingTwice(boolean isHeard) throws Exception {
        for (int number = 1; number <= 14; number++) {
            int failing = number;
            int before = stub.begun();
            results.clear();
            stub.failing(request -> request == failing, isHeard);
            runUntilDone(questions("run" + number + "-", 4).toList());
            assertThat(stub.begun() - before)
                    .as("batches when request %s failed", number)
                    .isEqualTo(2);
            requireAnsweredOnce(4);
        }
    }

    private void runUntilDone(List<BatchQuestion> questions) throws Exception {
        for (boolean done = false; !done; ) {
            try (var batches = open(Protocol.OPENAI, "batch-lines", "2")) {
                batches.run(open(questions), results::addAll);
                done = true;
            } catch (JudgeUnavailableException e) {
                assertThat(e).hasMessageContaining("401");
            }
        }
    }

    /** What has no result yet, as its caller would know. */
    private List<BatchQuestion> open(List<BatchQuestion> questions) {
        var known = results.stream().map(BatchResult::contentKey).toList();
        return questions.stream()
                .filter(question -> !known.contains(question.contentKey()))
                .toList();
    }

    @Test
    void aPageThatWasNotTakenComesAgainAndTheOthersDoNot() throws Exception {
        try (var batches = open(Protocol.OPENAI)) {
            assertThatThrownBy(() -> batches.run(questions("key", 1_200).toList(), page -> {
                        if (results.size() >= 500) {
                            throw new IllegalStateException("killed");
                        }
                        results.addAll(page);
                    }))
                    .hasMessage("killed");
        }
        assertThat(results).hasSize(500);
        try (var batches = open(Protocol.OPENAI)) {
            batches.run(List.of(), results::addAll);
        }
        requireAnsweredOnce(1_200);
        assertThat(stub.begun()).isEqualTo(1);
    }

    @Test
    void whatWentWrongIsTypedForEachQuestion() throws Exception {
        var keys = List.of("well", "twice", "cut", "filtered", "expired", "lost");
        try (var batches = open(Protocol.OPENAI)) {
            batches.run(
                    keys.stream()
                            .map(key -> new BatchQuestion(key, Answers.question(key)))
                            .toList(),
                    results::addAll);
        }
        assertThat(results).extracting(BatchResult::contentKey).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(result("well")).isInstanceOf(BatchResult.Answered.class);
        assertThat(result("twice")).isInstanceOf(BatchResult.Answered.class);
        assertThat(result("cut"))
                .isInstanceOfSatisfying(
                        BatchResult.NotLabelled.class,
                        declined -> assertThat(declined.reason()).isEqualTo(NoLabel.TRUNCATED));
        assertThat(result("filtered")).isInstanceOfSatisfying(BatchResult.NotLabelled.class, declined -> {
            assertThat(declined.reason()).isEqualTo(NoLabel.FILTERED);
            assertThat(declined.message()).doesNotContain(Answers.SECRET_TEXT);
        });
        assertThat(result("expired")).isInstanceOf(BatchResult.NotAsked.class);
        assertThat(result("lost")).isInstanceOf(BatchResult.NotAsked.class);
    }

    @Test
    void aBatchThatIsRefusedAsAWholeSaysWhyAndMayBeAskedAnew() throws Exception {
        stub.refuseWith("token_limit_exceeded");
        try (var batches = open(Protocol.OPENAI)) {
            assertThatThrownBy(() -> batches.run(questions("key", 3).toList(), results::addAll))
                    .isInstanceOf(JudgeUnavailableException.class)
                    .hasMessageContaining("token_limit_exceeded")
                    .hasMessageContaining("judge.batch-lines");
        }
        stub.refuseWith("");
        try (var batches = open(Protocol.OPENAI)) {
            batches.run(questions("key", 3).toList(), results::addAll);
        }
        requireAnsweredOnce(3);
    }

    @Test
    void aBudgetStopsTheNextBatchAndCountsAtTheDiscount() throws Exception {
        String[] budget = {
            "batch-lines",
            "10",
            "batch-jobs",
            "1",
            "budget-money",
            "0.056",
            "price-prompt",
            "1",
            "price-completion",
            "10"
        };
        try (var batches = open(Protocol.OPENAI, budget)) {
            assertThatThrownBy(() -> batches.run(questions("key", 60).toList(), results::addAll))
                    .isInstanceOf(JudgeUnavailableException.class)
                    .hasMessageContaining("judge.budget-money");
        }
        // A batch of 10 costs 0.0021 and may cost 0.0512: after three of them, a fourth might go beyond.
        assertThat(results).hasSize(30);
        int paid = results.size();
        assertThat(Files.readString(directory.resolve("budget.json"))).contains("\"promptTokens\":" + 120 * paid);
        try (var batches =
                open(Protocol.OPENAI, "batch-lines", "10", "budget-tokens", "1", "budget-exhausted", "dead-letter")) {
            batches.run(open(questions("key", 60).toList()), results::addAll);
        }
        assertThat(results).hasSize(60);
        assertThat(results.subList(paid, 60))
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                BatchResult.NotLabelled.class,
                                declined -> assertThat(declined.reason()).isEqualTo(NoLabel.BUDGET)));
    }

    @Test
    void batchesOfAnotherModelAreNotTakenForOurs() throws Exception {
        stub.failing(request -> request > 3, false);
        try (var batches = open(Protocol.OPENAI)) {
            assertThatThrownBy(() -> batches.run(questions("key", 3).toList(), results::addAll))
                    .isInstanceOf(JudgeUnavailableException.class);
        }
        assertThatThrownBy(() -> open(Protocol.OPENAI, "model", "another"))
                .hasMessageContaining("another")
                .hasMessageContaining("judge.state-directory");
    }

    private BatchResult result(String key) {
        return results.stream()
                .filter(result -> result.contentKey().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void requireAnsweredOnce(int count) {
        assertThat(results).hasSize(count).extracting(BatchResult::contentKey).doesNotHaveDuplicates();
        assertThat(results)
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                BatchResult.Answered.class,
                                answered -> assertThat(answered.answer().text())
                                        .isEqualTo("{\"answerTo\":\"" + result.contentKey() + "\"}")));
    }

    private List<Path> leftOver() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
    }

    private static Stream<BatchQuestion> questions(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new BatchQuestion(prefix + number, Answers.question("turn " + number)));
    }

    private BatchJudging open(Protocol protocol, String... settings) {
        var all = Stream.concat(
                Stream.of(settings), Stream.of("batch-poll", "5ms", "state-directory", directory.toString()));
        return BatchJudging.open(
                ModelSettings.of(protocol.settings(LocalServer.address(server)), all.toArray(String[]::new)));
    }
}
