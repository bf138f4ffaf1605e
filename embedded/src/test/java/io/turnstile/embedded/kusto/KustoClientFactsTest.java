package io.turnstile.embedded.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.kusto.data.Client;
import com.microsoft.azure.kusto.data.ClientFactory;
import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.StreamingClient;
import com.microsoft.azure.kusto.data.auth.ConnectionStringBuilder;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import com.microsoft.azure.kusto.data.exceptions.DataWebException;
import com.microsoft.azure.kusto.data.exceptions.IODataServiceException;
import com.microsoft.azure.kusto.data.exceptions.KustoServiceQueryError;
import com.microsoft.azure.kusto.data.exceptions.ThrottleException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the official client, kusto-data, makes of what it is sent. Whoever classifies its errors relies on this. */
class KustoClientFactsTest {

    private static final int ROWS = 100;

    private final AtomicInteger runs = new AtomicInteger();
    private KustoUnderTest kusto;

    @BeforeEach
    void start() {
        kusto = KustoUnderTest.embedded((kql, parameters, database) -> {
            runs.incrementAndGet();
            return Answers.numbers(ROWS).run(kql, parameters, database);
        });
    }

    @AfterEach
    void stop() {
        kusto.close();
    }

    @ParameterizedTest
    @EnumSource(names = "SLOW", mode = EnumSource.Mode.EXCLUDE)
    void itNeverTriesAQueryAgain(KustoFault fault) {
        kusto.server().faults().randomly(1, 1, fault);

        failure();

        assertThat(kusto.server().faults().count()).isEqualTo(1);
        assertThat(runs).hasValueLessThanOrEqualTo(1);
    }

    @Test
    void throttlingHasAnExceptionOfItsOwnWithoutAStatus() {
        var failure = failureOf(KustoFault.THROTTLED);

        assertThat(failure).isExactlyInstanceOf(ThrottleException.class);
        assertThat(failure.isPermanent()).isFalse();
        assertThat(failure.getStatusCode()).isNull();
        assertThat(failure).hasMessageNotContaining("Retry");
    }

    @Test
    void a400IsPermanentIfItsErrorSaysSo() {
        assertThat(failureOf(KustoFault.REFUSED_FOR_GOOD).isPermanent()).isTrue();
        assertThat(failureOf(KustoFault.REFUSED_FOR_NOW).isPermanent()).isFalse();
    }

    @Test
    void anErrorAnswerGivesItsStatusItsDescriptionAndAllOfItInTheCause() {
        var failure = failureOf(KustoFault.UNAVAILABLE);

        assertThat(failure).isExactlyInstanceOf(DataServiceException.class).hasMessageContaining("A fault that was");
        assertThat(failure.getStatusCode()).isEqualTo(503);
        assertThat(((DataWebException) failure.getCause()).getApiError().getCode())
                .isEqualTo("ServiceUnavailable");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERNAL_ERROR", "BAD_GATEWAY", "UNAVAILABLE"})
    void a5xxIsNotPermanent(KustoFault fault) {
        assertThat(failureOf(fault).isPermanent()).isFalse();
    }

    @Test
    void a401WithoutABodyIsPermanent() {
        var failure = failureOf(KustoFault.NOT_AUTHENTICATED);

        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure.getStatusCode()).isEqualTo(401);
    }

    /** It is the network's doing, and trying again is right. */
    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE_ANSWER", "CUT_IN_ANSWER", "CUT_AFTER_ANSWER"})
    void aCutConnectionIsSaidToBePermanentThoughItIsNot(KustoFault fault) {
        var failure = failureOf(fault);

        assertThat(failure).isExactlyInstanceOf(IODataServiceException.class);
        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure.getStatusCode()).isNull();
    }

    @Test
    void noServerIsSaidToBePermanentThoughItMayComeBack() {
        kusto.rows("numbers");
        kusto.server().close();

        assertThat(failure()).isExactlyInstanceOf(IODataServiceException.class);
        assertThat(failure().isPermanent()).isTrue();
    }

    @Test
    void truncatedJsonIsAQueryErrorWithoutACode() {
        var failure = failureOf(KustoFault.TRUNCATED_JSON);

        assertThat(failure).isExactlyInstanceOf(DataServiceException.class).hasMessageContaining("Json processing");
        assertThat(failure.isPermanent()).isFalse();
        assertThat(((KustoServiceQueryError) failure.getCause()).getExceptions())
                .noneMatch(DataWebException.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILURE_AMONG_ROWS", "FAILURE_AT_END", "RESULT_TOO_LARGE", "LOW_MEMORY"})
    void aPartialFailureLosesAllRows(KustoFault fault) {
        assertThat(failureOf(fault)).isExactlyInstanceOf(DataServiceException.class);
        assertThat(failureOf(fault)).hasCauseExactlyInstanceOf(KustoServiceQueryError.class);
    }

    /** Its message has the error's code and title; Kusto's own E_ code stands only in the cause. */
    @Test
    void aResultThatIsTooLargeIsKnownByTheCodeWithinTheCause() {
        var failure = failureOf(KustoFault.RESULT_TOO_LARGE);

        assertThat(failure)
                .hasMessageStartingWith("LimitsExceeded: ")
                .hasMessageNotContaining("E_QUERY_RESULT_SET_TOO_LARGE");
        var error = inner(failure).getApiError();
        assertThat(error.getCode()).isEqualTo("LimitsExceeded");
        assertThat(error.getDescription()).contains("E_QUERY_RESULT_SET_TOO_LARGE");
        assertThat(failure.isPermanent()).isEqualTo(error.isPermanent());
    }

    @Test
    void lowMemoryIsKnownByTheCodeWithinTheCause() {
        var failure = failureOf(KustoFault.LOW_MEMORY);

        assertThat(failure).hasMessageStartingWith("LowMemoryCondition: ");
        assertThat(inner(failure).getApiError().getDescription()).contains("E_LOW_MEMORY_CONDITION");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILURE_AMONG_ROWS", "FAILURE_AT_END", "RESULT_TOO_LARGE", "LOW_MEMORY", "TRUNCATED_JSON"})
    void executeToJsonResultDoesNotNoticeAPartialFailure(KustoFault fault) {
        kusto.server().faults().next(fault);

        String json = kusto.client().executeToJsonResult(kusto.database(), "numbers", null);

        assertThat(json).contains("DataSetHeader");
        assertThat(kusto.server().faults().count(fault)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILURE_AMONG_ROWS", "FAILURE_AT_END", "RESULT_TOO_LARGE", "LOW_MEMORY", "TRUNCATED_JSON"})
    void executeStreamingQueryDoesNotNoticeAPartialFailure(KustoFault fault) throws Exception {
        kusto.server().faults().next(fault);
        var streaming = (StreamingClient) kusto.client();

        try (var stream = streaming.executeStreamingQuery(kusto.database(), "numbers")) {
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("DataSetHeader");
        }
    }

    @Test
    void executeStreamingQueryFailsOnAnAnswerThatIsNotCompressed() throws Exception {
        try (var plain = new OneAnswer(200, "[]")) {
            var streaming = (StreamingClient) plain.client;

            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> streaming.executeStreamingQuery("db", "numbers"))
                    .withStackTraceContaining("NullPointerException");
        }
    }

    @Test
    void progressiveFramesGiveNoPrimaryResultAndNoError() throws Exception {
        String frames = "[{\"FrameType\":\"DataSetHeader\",\"IsProgressive\":true,\"Version\":\"v2.0\"},"
                + "{\"FrameType\":\"DataTable\",\"TableId\":0,\"TableKind\":\"QueryProperties\",\"TableName\":\"q\","
                + "\"Columns\":[],\"Rows\":[]},"
                + "{\"FrameType\":\"TableHeader\",\"TableId\":1,\"TableKind\":\"PrimaryResult\",\"TableName\":\"r\","
                + "\"Columns\":[{\"ColumnName\":\"n\",\"ColumnType\":\"long\"}]},"
                + "{\"FrameType\":\"TableFragment\",\"TableId\":1,\"TableFragmentType\":\"DataAppend\",\"Rows\":[[1]]},"
                + "{\"FrameType\":\"DataTable\",\"TableId\":2,\"TableKind\":\"QueryCompletionInformation\","
                + "\"TableName\":\"c\",\"Columns\":[],\"Rows\":[]},"
                + "{\"FrameType\":\"DataSetCompletion\",\"HasErrors\":false,\"Cancelled\":false}]";
        try (var progressive = new OneAnswer(200, frames)) {
            assertThat(progressive.client.executeQuery("db", "numbers").getPrimaryResults())
                    .isNull();
        }
    }

    @Test
    void anEmptyStringMayBeAParameter() {
        var properties = new ClientRequestProperties();
        properties.setParameter("afterCursor", "");

        assertThat(kusto.query("numbers", properties).getData()).hasSize(ROWS);
    }

    @Test
    void aStringParameterIsSentAsItIsAndOthersAsLiterals() throws Exception {
        try (var echo = new OneAnswer(200, "[]")) {
            var properties = new ClientRequestProperties();
            properties.setParameter("text", "it's");
            properties.setParameter("n", 5L);
            echo.client.executeQuery("db", "numbers", properties);

            JsonNode sent = ColumnValue.JSON.readTree(ColumnValue.JSON
                    .readTree(echo.bodies.remove())
                    .get("properties")
                    .asText());
            assertThat(sent.at("/Parameters/text").asText()).isEqualTo("it's");
            assertThat(sent.at("/Parameters/n").asText()).isEqualTo("long(5)");
        }
    }

    /** So text that is found again by its hash is hashed without white space around it. */
    @Test
    void aQueryIsTrimmed() throws Exception {
        try (var echo = new OneAnswer(200, "[]")) {
            echo.client.executeQuery("db", "\n numbers \n");

            assertThat(ColumnValue.JSON
                            .readTree(echo.bodies.remove())
                            .get("csl")
                            .asText())
                    .isEqualTo("numbers");
        }
    }

    @Test
    void theUsersNameIsSentUnlessAnotherIsSet() throws Exception {
        try (var echo = new OneAnswer(200, "[]")) {
            echo.client.executeQuery("db", "numbers");
            var properties = new ClientRequestProperties();
            properties.setUser("turnstile");
            echo.client.executeQuery("db", "numbers", properties);

            assertThat(echo.users).containsExactly(System.getProperty("user.name"), "turnstile");
        }
    }

    @Test
    void aTokenIsSentInClearToAnythingButTheNameLocalhost() throws Exception {
        try (var clear = new OneAnswer(200, "[]")) {
            for (String host : List.of("127.0.0.1", "localhost")) {
                var address = ConnectionStringBuilder.createWithAadAccessTokenAuthentication(
                        "http://" + host + ":" + clear.port(), "secret");
                ClientFactory.createClient(address).executeQuery("db", "numbers");
            }

            assertThat(clear.authorizations).containsExactly("Bearer secret", "none");
        }
    }

    private DataServiceException failureOf(KustoFault fault) {
        kusto.server().faults().next(fault);
        return failure();
    }

    private DataServiceException failure() {
        return catchThrowableOfType(DataServiceException.class, () -> kusto.rows("numbers"));
    }

    private static DataWebException inner(DataServiceException failure) {
        return (DataWebException)
                ((KustoServiceQueryError) failure.getCause()).getExceptions().get(0);
    }

    /** A server that gives every query the same answer, which is not compressed, and remembers what it was asked. */
    private static final class OneAnswer implements AutoCloseable {

        private final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> users = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> authorizations = new ConcurrentLinkedQueue<>();
        private final HttpServer server;
        private final Client client;

        OneAnswer(int status, String body) throws Exception {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.createContext("/v2/rest/query", exchange -> {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                var headers = exchange.getRequestHeaders();
                users.add(headers.getFirst("x-ms-user"));
                authorizations.add(
                        headers.getOrDefault("Authorization", List.of("none")).get(0));
                write(exchange, status, body);
            });
            server.createContext("/v1/rest/auth/metadata", exchange -> write(exchange, 404, "{}"));
            server.start();
            client = ClientFactory.createClient(new ConnectionStringBuilder("http://127.0.0.1:" + port()));
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }

        private static void write(HttpExchange exchange, int status, String body) throws IOException {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
