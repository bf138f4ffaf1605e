package io.turnstile.embedded.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import io.turnstile.queries.NodeBinder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values of every type as the client gets them. TURNSTILE_KUSTO_URL lets a cluster or an emulator answer instead. */
class WireValuesTest {

    private static final String SCALARS = "print b = true, i = int(-1), l = 9007199254740993, r = 1.25,"
            + " nan = real(nan), inf = real(-inf), dec = decimal(1.5),"
            + " t = datetime(2026-01-02T03:04:05.1234567Z), span = timespan(1.02:03:04.0000005), back = -90m,"
            + " g = guid(00000000-0000-0001-0000-000000000002), s = \"it's \\u00fc\"";

    private static final String NULLS =
            "print b = bool(null), l = long(null), t = datetime(null), s = '', d = dynamic(null)";

    private static final String DYNAMIC = "print d = dynamic({\"a\": [1, null, \"x\"]})";

    private static NodeBinder binder;
    private static KustoUnderTest kusto;

    @BeforeAll
    static void start() {
        binder = NodeBinder.fromSystemProperty();
        kusto = KustoUnderTest.orEmbedded(binder);
    }

    @AfterAll
    static void stop() {
        kusto.close();
        binder.close();
    }

    @Test
    void scalarsAreReadAsTheyWereMeant() {
        KustoResultSetTable result = kusto.query(SCALARS);

        assertThat(result.getData().get(0))
                .containsExactly(
                        true,
                        -1,
                        9007199254740993L,
                        new BigDecimal("1.25"),
                        "NaN",
                        "-Infinity",
                        "1.5",
                        "2026-01-02T03:04:05.1234567Z",
                        "1.02:03:04.0000005",
                        "-01:30:00",
                        "00000000-0000-0001-0000-000000000002",
                        "it's ü");
        assertThat(Arrays.stream(result.getColumns()).map(column -> column.getColumnType()))
                .containsExactly(
                        "bool",
                        "int",
                        "long",
                        "real",
                        "real",
                        "real",
                        "decimal",
                        "datetime",
                        "timespan",
                        "timespan",
                        "guid",
                        "string");
    }

    @Test
    void nullIsNullAndAnEmptyStringIsNot() {
        assertThat(kusto.rows(NULLS).get(0)).containsExactly(null, null, null, "", null);
    }

    @Test
    void aDynamicValueIsJsonOrItsText() throws Exception {
        Object value = kusto.rows(DYNAMIC).get(0).get(0);

        assertThat(value instanceof JsonNode node ? node : ColumnValue.JSON.readTree((String) value))
                .isEqualTo(ColumnValue.JSON.readTree("{\"a\": [1, null, \"x\"]}"));
    }

    @Test
    void rowsComeInTheirOrder() {
        assertThat(kusto.rows("datatable(n: long, s: string)[1, 'a', 2, 'b']"))
                .containsExactly(List.of(1, "a"), List.of(2, "b"));
    }

    @Test
    void parametersOfEveryTypeArrive() {
        var properties = new ClientRequestProperties();
        properties.setParameter("s", "it's \"so\"");
        properties.setParameter("n", 5L);
        properties.setParameter("t", Duration.ofMinutes(90));
        properties.setParameter("b", true);
        properties.setParameter("g", new UUID(1, 2));

        assertThat(kusto.query(
                                "declare query_parameters(s: string, n: long, t: timespan, b: bool, g: guid);"
                                        + " print s, n + 1, t + 1s, not(b), g",
                                properties)
                        .getData()
                        .get(0))
                .containsExactly("it's \"so\"", 6, "01:30:01", false, "00000000-0000-0001-0000-000000000002");
    }

    @Test
    void aTextThatDoesNotParseIsRefusedForGood() {
        assertThatExceptionOfType(DataServiceException.class)
                .isThrownBy(() -> kusto.rows("print |"))
                .satisfies(e -> assertThat(e.isPermanent()).isTrue())
                .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(400));
    }
}
