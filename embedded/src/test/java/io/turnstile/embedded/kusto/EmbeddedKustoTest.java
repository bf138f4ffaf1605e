package io.turnstile.embedded.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import com.microsoft.azure.kusto.data.exceptions.DataWebException;
import io.turnstile.embedded.EmbeddedStartException;
import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlException;
import io.turnstile.embedded.kql.KqlType;
import io.turnstile.embedded.kql.ResultTable;
import io.turnstile.queries.ShippedTrees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedKustoTest {

    private static final String QUESTION = "{\"db\": \"NetDefaultDB\", \"csl\": \"numbers\"}";

    private KustoUnderTest kusto = KustoUnderTest.embedded(Answers.tables());

    @AfterEach
    void stop() {
        kusto.close();
    }

    @Test
    void whatIsIngestedAsJsonIsRead() throws Exception {
        var row = (ObjectNode) ColumnValue.JSON.readTree("{\"TimeGenerated\": \"2026-01-02T03:04:05Z\","
                + " \"Name\": \"e\", \"Properties\": {\"a\": {\"b\": [1]}}, \"Measurements\": null}");

        kusto.server().ingestJson("AppEvents", List.of(row)).join();

        assertThat(kusto.rows("AppEvents"))
                .containsExactly(Arrays.asList("2026-01-02T03:04:05.0000000Z", "e", row.get("Properties"), null));
    }

    @Test
    void bothTablesOfTheShippedQueriesAreThereAndEmpty() {
        assertThat(kusto.rows("AppEvents")).isEmpty();
        assertThat(kusto.rows("RawEventsVSCodeExt")).isEmpty();
    }

    @Test
    void aTableCanBeAdded() throws Exception {
        kusto.server().createTable("Mine", List.of(new KqlColumn("n", KqlType.LONG)));
        kusto.server().ingest("Mine", List.of(Map.of("n", 1), Map.of("n", 2)));

        assertThat(kusto.rows("Mine")).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void parametersReachTheQuery() throws Exception {
        String first = kusto.server().ingest("AppEvents", events("a")).join();
        kusto.server().ingest("AppEvents", events("b")).join();
        var properties = new ClientRequestProperties();
        properties.setParameter("after", first);

        assertThat(kusto.query("AppEvents", properties).getData())
                .extracting(row -> row.get(1))
                .containsExactly("b");
    }

    @Test
    void aQueryDoesNotSeeWhatComesWhileItRuns() throws Exception {
        kusto.close();
        var server = new AtomicReference<EmbeddedKusto>();
        kusto = KustoUnderTest.embedded((kql, parameters, database) -> {
            ingest(server.get(), "late");
            return Answers.tables().run(kql, parameters, database);
        });
        server.set(kusto.server());

        assertThat(kusto.rows("AppEvents")).isEmpty();
        assertThat(kusto.rows("AppEvents")).hasSize(1);
    }

    @Test
    void discardedRowsAreNoLongerSeen() throws Exception {
        String first = kusto.server().ingest("AppEvents", events("a")).join();
        kusto.server().ingest("AppEvents", events("b")).join();

        assertThat(kusto.server().discardUpTo(first)).isEqualTo(1);

        assertThat(kusto.rows("AppEvents")).extracting(row -> row.get(1)).containsExactly("b");
        assertThat(kusto.server().residentRows()).isEqualTo(1);
    }

    @Test
    void rowsThatLagAreHeldButNotSeen() throws Exception {
        restart(Answers.tables(), new IngestionLag(Duration.ofHours(1), Duration.ofHours(1), 1));

        var visible = kusto.server().ingest("AppEvents", events("a"));

        assertThat(kusto.server().residentRows()).isEqualTo(1);
        assertThat(kusto.rows("AppEvents")).isEmpty();
        kusto.close();
        assertThat(visible).isCancelled();
    }

    @Test
    void batchesThatLagBecomeVisibleInAnotherOrderThanTheyWereGiven() throws Exception {
        restart(Answers.tables(), new IngestionLag(Duration.ZERO, Duration.ofMillis(200), 1));
        var cursors = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 20; i++) {
            cursors.add(kusto.server().ingest("AppEvents", events("e" + i)));
        }

        List<String> inOrder = cursors.stream().map(CompletableFuture::join).toList();

        assertThat(inOrder)
                .doesNotHaveDuplicates()
                .isNotEqualTo(inOrder.stream().sorted().toList());
        assertThat(kusto.rows("AppEvents")).hasSize(20);
    }

    @Test
    void anAnswerIsCompressedForWhoTakesThat() throws Exception {
        restart(Answers.numbers(3), IngestionLag.NONE);

        var packed = send("/v2/rest/query", QUESTION, "gzip");
        var plain = send("/v2/rest/query", QUESTION, "identity");

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void theFramesAreThoseOfTheProtocol() throws Exception {
        restart(Answers.numbers(2), IngestionLag.NONE);

        var frames = ColumnValue.JSON.readTree(
                send("/v2/rest/query", QUESTION, "identity").body());

        assertThat(frames.findValuesAsText("FrameType"))
                .containsExactly("DataSetHeader", "DataTable", "DataTable", "DataTable", "DataSetCompletion");
        assertThat(frames.at("/0/IsProgressive").asBoolean(true)).isFalse();
        assertThat(frames.at("/2/TableKind").asText()).isEqualTo("PrimaryResult");
        assertThat(frames.at("/2/Rows").toString()).isEqualTo("[[1],[2]]");
        assertThat(frames.at("/4/HasErrors").asBoolean(true)).isFalse();
    }

    @Test
    void dynamicValuesAreWrittenAsJsonOrAsItsText() throws Exception {
        for (boolean asText : List.of(true, false)) {
            kusto.close();
            kusto = KustoUnderTest.embedded(Answers.tables(), to -> to.withDynamicAsText(asText));
            kusto.server().ingest("AppEvents", List.of(Map.of("Properties", "{\"a\": [1, null]}")));

            Object value = kusto.rows("AppEvents").get(0).get(2);

            assertThat(value).isEqualTo(asText ? "{\"a\":[1,null]}" : ColumnValue.JSON.readTree("{\"a\": [1, null]}"));
        }
    }

    @Test
    void aResultAtTheRowLimitIsWholeAndOneAboveItFails() {
        limited(new ResultLimits(10, 1_000_000), 10);
        assertThat(kusto.rows("numbers")).hasSize(10);

        limited(new ResultLimits(10, 1_000_000), 11);
        assertThat(failure("numbers")).hasMessageStartingWith("LimitsExceeded");
    }

    @Test
    void aResultAboveTheByteLimitFails() {
        limited(new ResultLimits(1_000, 50), 10);
        assertThat(kusto.rows("numbers")).hasSize(10);

        limited(new ResultLimits(1_000, 50), 100);
        assertThat(failure("numbers")).hasMessageStartingWith("LimitsExceeded");

        limited(new ResultLimits(1_000, 2), 1);
        assertThat(failure("numbers")).hasMessageStartingWith("LimitsExceeded");
    }

    @Test
    void notruncationLiftsTheLimitsUnlessAnotherLimitIsSet() {
        limited(new ResultLimits(10, 1_000_000), 100);
        var lifted = new ClientRequestProperties();
        lifted.setOption("notruncation", true);
        assertThat(kusto.query("numbers", lifted).getData()).hasSize(100);

        lifted.setOption("truncationmaxrecords", 99);
        assertThatExceptionOfType(DataServiceException.class).isThrownBy(() -> kusto.query("numbers", lifted));

        lifted.setOption("truncationmaxrecords", 100);
        assertThat(kusto.query("numbers", lifted).getData()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"query_now", "results_progressive_enabled", "deferpartialqueryfailures"})
    void anOptionThatWouldChangeTheAnswerIsRefused(String option) {
        restart(Answers.numbers(1), IngestionLag.NONE);
        var properties = new ClientRequestProperties();
        properties.setOption(option, true);

        assertThatExceptionOfType(DataServiceException.class)
                .isThrownBy(() -> kusto.query("numbers", properties))
                .withMessageContaining("Option '" + option + "'");
    }

    @Test
    void aQueryThatTakesTooLongIsGivenUpAndInterrupted() throws Exception {
        var interrupted = new CountDownLatch(1);
        restart(
                (kql, parameters, database) -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    throw new KqlException(KqlException.Code.RUNTIME, "interrupted");
                },
                IngestionLag.NONE);
        var properties = new ClientRequestProperties();
        properties.setTimeoutInMilliSec(1_000L);

        var failure = catchThrowableOfType(DataServiceException.class, () -> kusto.query("numbers", properties));

        assertThat(failure.getStatusCode()).isEqualTo(504);
        assertThat(failure.isPermanent()).isFalse();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(KqlException.Code.class)
    void whatTheEngineRefusesIsAPermanent400WithItsReason(KqlException.Code code) {
        restart(
                (kql, parameters, database) -> {
                    throw new KqlException(code, "because of it");
                },
                IngestionLag.NONE);

        var failure = failure("numbers");

        assertThat(failure).hasMessageContaining(code.title() + ": because of it");
        assertThat(failure.getStatusCode()).isEqualTo(400);
        assertThat(failure.isPermanent()).isTrue();
        assertThat(((DataWebException) failure.getCause()).getApiError().getCode())
                .startsWith("BadRequest_");
    }

    @Test
    void aTextThatCannotBeBoundHereIsAPermanent400() {
        restart(
                (kql, parameters, database) -> {
                    new ShippedTrees().bind(kql);
                    return null;
                },
                IngestionLag.NONE);

        assertThat(failure("numbers")).hasMessageContaining("no shipped query");
        assertThat(failure("numbers").getStatusCode()).isEqualTo(400);
    }

    @Test
    void aBugIsA500ThatDoesNotQuoteWhatItHeld() {
        restart(
                (kql, parameters, database) -> {
                    throw new IllegalStateException("confidential");
                },
                IngestionLag.NONE);

        var failure = failure("numbers");

        assertThat(failure).hasMessageContaining("IllegalStateException").hasMessageNotContaining("confidential");
        assertThat(failure.getStatusCode()).isEqualTo(500);
        assertThat(failure.isPermanent()).isTrue();
    }

    @Test
    void aResultThatCannotBeWrittenIsA500AndNotACutConnection() {
        var columns = List.of(new KqlColumn("n", KqlType.LONG));
        var rows = new ArrayList<Object[]>();
        rows.add(new Object[] {"no number"});
        restart((kql, parameters, database) -> new ResultTable(columns, rows), IngestionLag.NONE);

        assertThat(failure("numbers").getStatusCode()).isEqualTo(500);
    }

    @Test
    void onlyShowVersionIsManaged() {
        var version =
                kusto.client().executeMgmt(kusto.database(), ".show version").getPrimaryResults();
        assertThat(version.getData()).hasSize(1);

        assertThatExceptionOfType(DataServiceException.class)
                .isThrownBy(() -> kusto.client().executeMgmt(kusto.database(), ".drop table AppEvents"))
                .withMessageContaining("no management commands")
                .satisfies(e -> assertThat(e.isPermanent()).isTrue());
        assertThat(failure(".show version")).hasMessageContaining("/v1/rest/mgmt");
    }

    @Test
    void anotherDatabaseIsRefusedByName() {
        assertThatExceptionOfType(DataServiceException.class)
                .isThrownBy(() -> kusto.client().executeQuery("other", "AppEvents"))
                .withMessageContaining("no database 'other'");
    }

    @Test
    void theDefaultDatabaseNeedsNoName() {
        assertThat(kusto.client().executeQuery("AppEvents").getPrimaryResults().getData())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"db\": \"NetDefaultDB\"}", "{\"csl\": \"x\", \"properties\": \"[\"}"})
    void aMalformedRequestIsA400(String body) throws Exception {
        var answer = send("/v2/rest/query", body, "identity");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ColumnValue.JSON.readTree(answer.body()).at("/error/code").asText())
                .isEqualTo("BadRequest_InvalidRequest");
    }

    @Test
    void anyOtherPathIsA404() throws Exception {
        assertThat(send("/v1/rest/ingest/db/t", "{}", "identity").statusCode()).isEqualTo(404);
    }

    /** A JDK client may not set that header, so this one speaks for itself. */
    @Test
    void aNameThatWasMadeToMeanThisMachineIsNotAnswered() throws Exception {
        URI url = URI.create(kusto.server().url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("POST /v2/rest/query HTTP/1.1\r\nHost: evil.example:80\r\nContent-Length: "
                                    + QUESTION.length() + "\r\n\r\n" + QUESTION)
                            .getBytes(StandardCharsets.UTF_8));

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 404");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var configuration =
                    EmbeddedKustoConfiguration.of(new ShippedTrees()).withPort(taken.getLocalPort());

            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> EmbeddedKusto.start(configuration))
                    .withMessageContaining("Port " + taken.getLocalPort())
                    .withMessageContaining("embedded.kusto-port");
        }
    }

    @Test
    void aQueryThatRunsIsCutOffByTheClose() throws Exception {
        var running = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        restart(
                (kql, parameters, database) -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    throw new KqlException(KqlException.Code.RUNTIME, "interrupted");
                },
                IngestionLag.NONE);
        var query = CompletableFuture.supplyAsync(() -> kusto.rows("numbers"));
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

        kusto.close();

        assertThat(query)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(DataServiceException.class);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void afterItsCloseThePortIsFreeAndNothingIsTaken() throws Exception {
        int port = URI.create(kusto.server().url()).getPort();
        kusto.close();
        kusto.close();

        EmbeddedKusto.start(EmbeddedKustoConfiguration.of(new ShippedTrees()).withPort(port))
                .close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> kusto.server().ingest("AppEvents", events("a")));
    }

    private void limited(ResultLimits limits, int rows) {
        kusto.close();
        kusto = KustoUnderTest.embedded(Answers.numbers(rows), to -> to.withLimits(limits));
    }

    private void restart(Answering answering, IngestionLag lag) {
        kusto.close();
        kusto = KustoUnderTest.embedded(answering, to -> to.withLag(lag));
    }

    private DataServiceException failure(String kql) {
        return catchThrowableOfType(DataServiceException.class, () -> kusto.rows(kql));
    }

    private HttpResponse<byte[]> send(String path, String body, String encoding)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(kusto.server().url() + path))
                .header("Accept-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void ingest(EmbeddedKusto server, String name) {
        try {
            server.ingest("AppEvents", events(name));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, String>> events(String name) {
        return List.of(Map.of("Name", name));
    }
}
