package io.turnstile.embedded.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault reaches the official client, once, and is counted. What the client makes of it: KustoClientFactsTest. */
class KustoFaultsTest {

    private static final Duration SLOWNESS = Duration.ofMillis(400);

    private KustoUnderTest kusto;

    @BeforeEach
    void start() {
        kusto = KustoUnderTest.embedded(Answers.numbers(100), to -> to.withSlowness(SLOWNESS));
    }

    @AfterEach
    void stop() {
        kusto.close();
    }

    @ParameterizedTest
    @EnumSource(names = "SLOW", mode = EnumSource.Mode.EXCLUDE)
    void aFaultFailsOneQueryAndIsCounted(KustoFault fault) {
        kusto.server().faults().next(fault);

        assertThat(failure()).isNotNull();
        assertThat(kusto.rows("numbers")).hasSize(100);

        assertThat(kusto.server().faults().count(fault)).isEqualTo(1);
        assertThat(kusto.server().faults().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_IN_ANSWER", "TRUNCATED_JSON", "FAILURE_AT_END", "SLOW"})
    void aQueryThatIsRefusedMeetsNoFaultOfAResult(KustoFault fault) {
        kusto.server().faults().next(fault);

        var failure = catchThrowableOfType(
                DataServiceException.class, () -> kusto.client().executeQuery("other", "numbers"));

        assertThat(failure).hasMessageContaining("no database 'other'");
        assertThat(kusto.server().faults().count()).isZero();
    }

    @Test
    void aResultOfOneRowIsNeverTooLargeByChance() {
        kusto.close();
        kusto = KustoUnderTest.embedded(Answers.numbers(1));
        kusto.server().faults().randomly(1, 1, KustoFault.RESULT_TOO_LARGE);

        assertThat(kusto.rows("numbers")).hasSize(1);
        assertThat(kusto.server().faults().count()).isZero();
    }

    @Test
    void aSlowAnswerIsRightAndLate() {
        kusto.server().faults().next(KustoFault.SLOW);
        long began = System.nanoTime();

        assertThat(kusto.rows("numbers")).hasSize(100);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(SLOWNESS);
        assertThat(kusto.server().faults().count(KustoFault.SLOW)).isEqualTo(1);
    }

    @Test
    void queuedFaultsComeInTheirOrder() {
        kusto.server().faults().next(KustoFault.UNAVAILABLE, KustoFault.NOT_AUTHENTICATED, KustoFault.BAD_GATEWAY);

        assertThat(List.of(
                        failure().getStatusCode(),
                        failure().getStatusCode(),
                        failure().getStatusCode()))
                .containsExactly(503, 401, 502);
        assertThat(kusto.rows("numbers")).hasSize(100);
    }

    @Test
    void aShareOfTheQueriesFailsAndTheSameSeedFailsTheSameOnes() {
        List<Boolean> once = outcomes(7);
        List<Boolean> again = outcomes(7);

        assertThat(once).contains(true, false).isEqualTo(again);
        assertThat(kusto.server().faults().count())
                .isEqualTo(2 * once.stream().filter(ok -> !ok).count());
    }

    @Test
    void stoppingForgetsQueuedAndDrawnFaults() {
        kusto.server().faults().next(KustoFault.UNAVAILABLE);
        kusto.server().faults().randomly(1, 1, KustoFault.UNAVAILABLE);
        kusto.server().faults().stop();

        assertThat(kusto.rows("numbers")).hasSize(100);
    }

    @Test
    void aShareAboveOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kusto.server().faults().randomly(1.5, 1))
                .withMessageContaining("1.5");
    }

    /** Seen without the client, which loses the header. */
    @Test
    void aThrottledAnswerSaysHowLongToWait() throws Exception {
        kusto.server().faults().next(KustoFault.THROTTLED);
        var request = HttpRequest.newBuilder(URI.create(kusto.server().url() + "/v2/rest/query"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"db\": \"NetDefaultDB\", \"csl\": \"numbers\"}"))
                .build();

        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    private List<Boolean> outcomes(long seed) {
        kusto.server().faults().randomly(0.5, seed, KustoFault.UNAVAILABLE, KustoFault.THROTTLED);
        var succeeded = new ArrayList<Boolean>();
        for (int i = 0; i < 20; i++) {
            succeeded.add(failure() == null);
        }
        return succeeded;
    }

    private DataServiceException failure() {
        return catchThrowableOfType(DataServiceException.class, () -> kusto.rows("numbers"));
    }
}
