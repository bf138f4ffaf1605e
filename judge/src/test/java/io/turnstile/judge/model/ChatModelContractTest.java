package io.turnstile.judge.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What a chat model makes of a server, over HTTP. */
class ChatModelContractTest {

    private static WireMockServer server;

    private ChatModel model;

    @BeforeAll
    static void start() {
        server = LocalServer.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void reset() {
        server.resetAll();
    }

    @AfterEach
    void close() {
        if (model != null) {
            model.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersAsTheServerDidInEveryProtocol(Protocol protocol) {
        answers(okJson(Answers.completion(Answers.TEXT)));
        var answer = open(protocol, "logprobs", "false").ask(Answers.question());
        requireWellAnswered(answer);
        server.verify(
                1,
                postRequestedFor(urlEqualTo(protocol.url()))
                        .withHeader(protocol.keyHeader(), equalTo(protocol.keyValue())));
    }

    @Test
    void aManagedIdentityShowsItsToken() {
        answers(okJson(Answers.completion(Answers.TEXT)));
        requireWellAnswered(withIdentity(request -> Mono.just(new AccessToken(
                        "token for " + request.getScopes().get(0),
                        OffsetDateTime.now().plusHours(1))))
                .ask(Answers.question()));
        server.verify(postRequestedFor(urlEqualTo(Protocol.AZURE_UNIFIED.url()))
                .withHeader("Authorization", equalTo("Bearer token for https://cognitiveservices.azure.com/.default")));
    }

    @Test
    void anIdentityWithoutATokenSaysWhatToCheck() {
        var opened = withIdentity(request -> Mono.error(new IllegalStateException(Answers.SECRET_TEXT)));
        var failure = catchThrowableOfType(JudgeUnavailableException.class, () -> opened.ask(Answers.question()));
        assertThat(failure).hasMessageContaining("judge.azure-auth");
        requireSilence(failure);
        assertThat(asked()).isZero();
    }

    private ChatModel withIdentity(TokenCredential identity) {
        var configuration = ModelSettings.of(
                Protocol.AZURE_UNIFIED.settings(LocalServer.address(server)), "azure-auth", "managed-identity");
        var client = OpenAiClients.open(Provider.AZURE, configuration.server(), () -> identity);
        model = ChatModels.served(configuration, client);
        return model;
    }

    /** The same promise held against whatever server the environment names. */
    @Test
    void answersWellOnARealServer() {
        String address = System.getenv("TURNSTILE_JUDGE_BASE_URL");
        assumeTrue(address != null, "TURNSTILE_JUDGE_BASE_URL names no server");
        Map<String, String> settings = new HashMap<>(Map.of("provider", "openai", "base-url", address));
        settings.put("model", System.getenv("TURNSTILE_JUDGE_MODEL"));
        settings.put("api-key", System.getenv().getOrDefault("TURNSTILE_JUDGE_API_KEY", ""));
        model = ChatModels.open(ModelSettings.of(settings, "logprobs", "false", "timeout", "120s", "patience", "5m"));
        requireWellAnswered(model.ask(Answers.question("Rename this variable from a to b.")));
    }

    private static void requireWellAnswered(ChatAnswer answer) {
        assertThat(answer.text()).contains("\"label\"").contains("reasoning");
        assertThat(answer.promptTokens()).isPositive();
        assertThat(answer.completionTokens()).isPositive();
    }

    @Test
    void sendsTheSchemaInItsOwnOrderAndTheParameters() {
        answers(okJson(Answers.completion(Answers.TEXT)));
        open(Protocol.OPENAI, "seed", "7", "max-completion-tokens", "300").ask(Answers.question("t"));
        String body = server.getAllServeEvents().get(0).getRequest().getBodyAsString();
        assertThat(body).contains("\"schema\":" + Answers.question("t").schema());
        server.verify(postRequestedFor(anyUrl())
                .withRequestBody(equalToJson(
                        "{\"model\":\"judge-model\",\"temperature\":0.0,\"seed\":7,\"max_completion_tokens\":300,"
                                + "\"logprobs\":true,\"top_logprobs\":5,\"messages\":[{\"role\":\"system\",\"content\":"
                                + "\"You label turns. Answer in JSON.\"},{\"role\":\"user\",\"content\":\"t\"}],"
                                + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"verdict-v1\","
                                + "\"strict\":true,\"schema\":"
                                + Answers.question("t").schema() + "}}}")));
    }

    @Test
    void sendsNothingThatIsConfiguredAway() {
        answers(okJson(Answers.completion(Answers.TEXT)));
        open(
                        Protocol.OPENAI,
                        "temperature",
                        "",
                        "logprobs",
                        "false",
                        "token-limit-parameter",
                        "max-tokens",
                        "api-key",
                        "")
                .ask(Answers.question("t"));
        var request = server.getAllServeEvents().get(0).getRequest();
        assertThat(request.getBodyAsString())
                .contains("\"max_tokens\":1024")
                .doesNotContain("temperature", "seed", "logprobs", "max_completion_tokens", "reasoning_effort");
        assertThat(request.containsHeader("Authorization")).isFalse();
    }

    @Test
    void readsTheAlternativesOfEveryToken() {
        answers(okJson(Answers.withLogprobs()));
        var tokens = open(Protocol.OPENAI).ask(Answers.question()).tokens();
        assertThat(tokens).extracting(TokenChoice::text).containsExactly("{\"l\":", "1", "}");
        assertThat(tokens.get(1).alternatives()).isEqualTo(Map.of("1", -0.25, "0", -1.5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sure! {\"label\":\"reasoning\"} I hope this helps.",
                "{\"label\":\"perhaps\"}",
                "{\"label\":\"reasoning\",\"label\":\"no_reasoning\",\"extra\":1}"
            })
    void handsOnWhatTheModelSaidAsItIs(String text) {
        answers(okJson(Answers.completion(text)));
        assertThat(open(Protocol.OPENAI).ask(Answers.question()).text()).isEqualTo(text);
    }

    @Test
    void aMinimalAnswerOfACompatibleServerIsEnough() {
        answers(okJson("{\"choices\":[{\"message\":{\"content\":\"{}\"}}]}"));
        assertThat(open(Protocol.OPENAI).ask(Answers.question())).isEqualTo(new ChatAnswer("{}", 0, 0, List.of()));
    }

    @Test
    void refusalsFiltersAndCutsAreTyped() {
        assertThat(noLabel(okJson(Answers.refusal()))).isEqualTo(NoLabel.REFUSED);
        assertThat(noLabel(okJson(Answers.completion("", "content_filter").toString())))
                .isEqualTo(NoLabel.FILTERED);
        assertThat(noLabel(okJson(Answers.completion("{\"rat", "length").toString())))
                .isEqualTo(NoLabel.TRUNCATED);
    }

    @ParameterizedTest
    @CsvSource({
        "content_filter, FILTERED",
        "invalid_prompt, FILTERED",
        "context_length_exceeded, TOO_LONG",
        "string_above_max_length, TOO_LONG"
    })
    void whatIsWrongWithAQuestionIsTyped(String code, NoLabel reason) {
        assertThat(noLabel(failed(400, Answers.error(code, "messages", "no")))).isEqualTo(reason);
    }

    @Test
    void azuresFilterAndTheTooLongOfOpenServersAreKnown() {
        assertThat(noLabel(failed(
                        400,
                        "{\"error\":{\"message\":\"no\",\"type\":null,\"code\":\"x\",\"innererror\":"
                                + "{\"code\":\"ResponsibleAIPolicyViolation\"}}}")))
                .isEqualTo(NoLabel.FILTERED);
        assertThat(noLabel(failed(
                        400,
                        "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096"
                                + " tokens.\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}")))
                .isEqualTo(NoLabel.TOO_LONG);
        assertThat(noLabel(failed(413, "too large"))).isEqualTo(NoLabel.TOO_LONG);
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key, judge.api-key",
        "403, forbidden, judge.api-key",
        "404, DeploymentNotFound, judge.model",
        "429, insufficient_quota, credit",
        "400, unknown, judge.model",
        "307, moved, judge.base-url"
    })
    void whatSomebodyMustMendIsNoFaultOfTheQuestion(int status, String code, String hint) {
        var failure = unavailable(failed(status, Answers.error(code, null, "no")));
        assertThat(failure).hasMessageContaining(hint).hasMessageContaining("" + status);
        assertThat(failure.retryAfter()).isPositive();
        assertThat(asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "logprobs, judge.logprobs=false",
        "temperature, judge.temperature",
        "max_completion_tokens, judge.token-limit-parameter=max-tokens",
        "response_format, judge.model"
    })
    void aRefusedParameterNamesItsSetting(String parameter, String hint) {
        assertThat(unavailable(failed(400, Answers.error("unsupported_parameter", parameter, "no"))))
                .hasMessageContaining(hint);
        assertThat(unavailable(failed(422, Answers.error(null, null, "Unknown parameter " + parameter))))
                .hasMessageContaining(hint);
    }

    @Test
    void aServerThatHasAnsweredRejectsTheQuestionAndNotTheConfiguration() {
        answers(okJson(Answers.completion(Answers.TEXT)));
        var opened = open(Protocol.OPENAI);
        opened.ask(Answers.question());
        answers(failed(400, Answers.error("odd", null, "temperature of the text")));
        var failure = catchThrowableOfType(NoLabelException.class, () -> opened.ask(Answers.question()));
        assertThat(failure.reason()).isEqualTo(NoLabel.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 408, 429})
    void whatMayPassIsTriedAgain(int status) {
        thenWell(failed(status, Answers.error("busy", null, "wait")));
        requireWellAnswered(open(Protocol.OPENAI).ask(Answers.question()));
        assertThat(asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void brokenConnectionsAreTriedAgain(Fault fault) {
        thenWell(aResponse().withFault(fault));
        requireWellAnswered(open(Protocol.OPENAI).ask(Answers.question()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>maintenance</html>",
                "{\"choices\":[]}",
                "{}",
                "[]",
                "{\"choices\":\"x\"}",
                "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null}}]}",
                "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"cut"
            })
    void garbageIsTriedAgain(String body) {
        thenWell(okJson(body));
        requireWellAnswered(open(Protocol.OPENAI).ask(Answers.question()));
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aSlowServerIsGivenUpAfterTheTimeout() {
        thenWell(okJson(Answers.completion(Answers.TEXT)).withFixedDelay(20_000));
        var began = Instant.now();
        requireWellAnswered(open(Protocol.OPENAI, "timeout", "500ms").ask(Answers.question()));
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void retryAfterIsKeptInSecondsMillisecondsAndAsADate() {
        for (var header : Map.of("Retry-After", "1", "retry-after-ms", "900").entrySet()) {
            assertThat(waitAfter(header.getKey(), header.getValue())).isBetween(800L, 4_000L);
        }
        var soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(3).atZone(ZoneOffset.UTC));
        assertThat(waitAfter("Retry-After", soon)).isBetween(800L, 6_000L);
    }

    private long waitAfter(String header, String value) {
        server.resetAll();
        thenWell(failed(429, "{}").withHeader(header, value));
        var began = System.nanoTime();
        try (var opened = open(Protocol.OPENAI)) {
            opened.ask(Answers.question());
        }
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    @Test
    void aRetryAfterBeyondPatienceIsHandedOnAndHoldsEverybodyBack() {
        answers(failed(429, "{}").withHeader("Retry-After", "600"));
        var opened = open(Protocol.OPENAI);
        for (int question = 0; question < 3; question++) {
            var failure = catchThrowableOfType(JudgeUnavailableException.class, () -> opened.ask(Answers.question()));
            assertThat(failure.retryAfter().toSeconds()).isCloseTo(600, within(5L));
        }
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void aHugeAnswerIsNotReadToItsEnd() {
        answers(okJson(Answers.completion("x".repeat(3 << 20))));
        model = open(Protocol.OPENAI, "max-answer-bytes", "1000000");
        assertThat(catchThrowableOfType(NoLabelException.class, () -> model.ask(Answers.question()))
                        .reason())
                .isEqualTo(NoLabel.TRUNCATED);
        answers(failed(500, "x".repeat(3 << 20)));
        assertThat(catchThrowableOfType(JudgeUnavailableException.class, () -> model.ask(Answers.question())))
                .isNotNull();
    }

    @Test
    void aServerThatIsNotThereSaysWhatToCheck() {
        model = ChatModels.open(ModelSettings.of(Protocol.OPENAI.settings("http://127.0.0.1:1"), "patience", "5ms"));
        assertThat(catchThrowableOfType(JudgeUnavailableException.class, () -> model.ask(Answers.question())))
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("judge.base-url");
    }

    @Test
    void anInterruptedThreadGivesUpAndStaysInterrupted() throws InterruptedException {
        answers(failed(503, "").withHeader("Retry-After", "60"));
        model = open(Protocol.OPENAI, "patience", "10m");
        var stopped = new AtomicBoolean();
        var thread = new Thread(() -> {
            catchThrowableOfType(JudgeUnavailableException.class, () -> model.ask(Answers.question()));
            stopped.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> asked() == 1);
        thread.interrupt();
        thread.join(Duration.ofSeconds(20).toMillis());
        assertThat(stopped).isTrue();
    }

    private NoLabel noLabel(ResponseDefinitionBuilder response) {
        answers(response);
        try (var opened = open(Protocol.AZURE_UNIFIED)) {
            var failure = catchThrowableOfType(NoLabelException.class, () -> opened.ask(Answers.question()));
            requireSilence(failure);
            return failure.reason();
        }
    }

    private JudgeUnavailableException unavailable(ResponseDefinitionBuilder response) {
        answers(response);
        try (var opened = open(Protocol.OPENAI)) {
            var failure = catchThrowableOfType(JudgeUnavailableException.class, () -> opened.ask(Answers.question()));
            requireSilence(failure);
            return failure;
        }
    }

    private static void requireSilence(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(Answers.SECRET_TEXT).doesNotContain("secret-key");
    }

    private ChatModel open(Protocol protocol, String... settings) {
        model = ChatModels.open(ModelSettings.of(protocol.settings(LocalServer.address(server)), settings));
        return model;
    }

    private void answers(ResponseDefinitionBuilder response) {
        server.stubFor(post(anyUrl()).willReturn(response));
    }

    private void thenWell(ResponseDefinitionBuilder first) {
        server.stubFor(post(anyUrl())
                .inScenario("then")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("well")
                .willReturn(first));
        server.stubFor(post(anyUrl())
                .inScenario("then")
                .whenScenarioStateIs("well")
                .willReturn(okJson(Answers.completion(Answers.TEXT))));
    }

    private static ResponseDefinitionBuilder failed(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private static int asked() {
        return server.countRequestsMatching(postRequestedFor(anyUrl()).build()).getCount();
    }
}
