package io.turnstile.embedded.kusto;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RowCodecPropertiesTest {

    private static final List<KqlColumn> COLUMNS = Arrays.stream(KqlType.values())
            .map(type -> new KqlColumn("c" + type, type))
            .toList();

    @Property(tries = 200)
    void rowsComeBackAsTheyWere(@ForAll("rows") List<Object[]> rows) {
        var extent =
                new Extent(new Extent.StoredRows(RowCodec.encode(COLUMNS, rows), rows.size()), 1, "1", Instant.EPOCH);

        var back = extent.stream(COLUMNS)
                .map(row ->
                        IntStream.range(0, COLUMNS.size()).mapToObj(row::value).toList())
                .toList();

        assertThat(back).isEqualTo(rows.stream().map(Arrays::asList).toList());
    }

    @Provide
    Arbitrary<List<Object[]>> rows() {
        Arbitrary<Object[]> row = Arbitraries.longs()
                .flatMap(n -> Arbitraries.strings()
                        .ofMaxLength(20)
                        .flatMap(text ->
                                Arbitraries.integers().between(0, 1 << 10).map(nulls -> row(n, text, nulls))));
        return row.list().ofMaxSize(5);
    }

    /** A lone surrogate is no character: UTF-8 has none, on the wire as in here. */
    private static Object[] row(long n, String text, int nulls) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Object[] row =
                COLUMNS.stream().map(column -> value(column.type(), n, whole)).toArray();
        for (int i = 0; i < row.length; i++) {
            if ((nulls >> i & 1) == 1) {
                row[i] = null;
            }
        }
        return row;
    }

    private static Object value(KqlType type, long n, String text) {
        return switch (type) {
            case BOOL -> n % 2 == 0;
            case INT -> (int) n;
            case LONG -> n;
            case REAL -> n % 7 == 0 ? Double.NaN : Double.longBitsToDouble(n);
            case DECIMAL -> BigDecimal.valueOf(n, 5);
            case DATETIME -> Instant.ofEpochSecond(n % 100_000_000_000L, Math.floorMod(n, 10_000_000L) * 100);
            case TIMESPAN -> Duration.ofSeconds(n % 1_000_000_000L, Math.floorMod(n, 10_000_000L) * 100);
            case GUID -> new UUID(n, ~n);
            case STRING -> text;
            case DYNAMIC -> ColumnValue.JSON.valueToTree(Map.of(text, List.of(text, n % 2 == 0)));
        };
    }
}
