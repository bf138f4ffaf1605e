package io.turnstile.embedded.kql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Operators against plain models of them, over generated rows. */
class KqlPropertyTest {

    private static final String ROWS =
            "let T = AppEvents | project Name, k = tolong(Properties.k), i = tolong(Properties.i); ";

    private static KqlRunner kql;

    @BeforeContainer
    static void start() {
        kql = new KqlRunner();
    }

    @AfterContainer
    static void stop() {
        kql.close();
    }

    /** Keys of rows; null stands for a missing one. */
    @Provide
    Arbitrary<List<Long>> keys() {
        return Arbitraries.longs().between(-3, 3).injectNull(0.2).list().ofMaxSize(20);
    }

    private static MemoryDatabase database(List<Long> keys) {
        return database(keys, "left", new MemoryDatabase());
    }

    private static MemoryDatabase database(List<Long> keys, String name, MemoryDatabase database) {
        for (int i = 0; i < keys.size(); i++) {
            database.add(
                    Instant.EPOCH, name, Dynamics.bag().put("k", keys.get(i)).put("i", i), null);
        }
        return database;
    }

    @Property(tries = 100)
    void aSortOrdersAndKeepsTheOrderOfEquals(@ForAll("keys") List<Long> keys) {
        var expected = new ArrayList<List<Object>>();
        for (int i = 0; i < keys.size(); i++) {
            expected.add(java.util.Arrays.asList(keys.get(i), (long) i));
        }
        expected.sort(Comparator.comparing(row -> (Long) row.get(0), Comparator.nullsFirst(Comparator.naturalOrder())));
        assertThat(kql.rows(ROWS + "T | sort by k asc | project k, i", database(keys)))
                .isEqualTo(expected);
    }

    @Property(tries = 100)
    void theCountsOfGroupsAreThoseOfTheirRows(@ForAll("keys") List<Long> keys) {
        // A map has no place for null; no key is as small as this.
        Map<Long, Long> expected = new TreeMap<>();
        keys.forEach(key -> expected.merge(Objects.requireNonNullElse(key, Long.MIN_VALUE), 1L, Long::sum));
        Map<Long, Long> counted = new TreeMap<>();
        kql.rows(ROWS + "T | summarize count() by k", database(keys))
                .forEach(row ->
                        counted.put(Objects.requireNonNullElse((Long) row.get(0), Long.MIN_VALUE), (Long) row.get(1)));
        assertThat(counted).isEqualTo(expected);
    }

    @Property(tries = 100)
    void anInnerJoinIsANestedLoop(@ForAll("keys") List<Long> left, @ForAll("keys") List<Long> right) {
        MemoryDatabase database = database(right, "right", database(left));
        var expected = new ArrayList<List<Object>>();
        for (int l = 0; l < left.size(); l++) {
            for (int r = 0; r < right.size(); r++) {
                if (left.get(l) != null && left.get(l).equals(right.get(r))) {
                    expected.add(List.of((long) l, (long) r));
                }
            }
        }
        assertThat(kql.rows(
                        ROWS + "T | where Name == 'left' | join kind=inner (T | where Name == 'right') on k"
                                + " | project i, i1",
                        database))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 100)
    void aFullOuterJoinIsTheInnerOneAndBothAntis(@ForAll("keys") List<Long> left, @ForAll("keys") List<Long> right) {
        MemoryDatabase database = database(right, "right", database(left));
        String sides = ROWS + "let L = T | where Name == 'left'; let R = T | where Name == 'right'; ";
        long full = count(sides + "L | join kind=fullouter R on k | count", database);
        long parts = count(sides + "L | join kind=inner R on k | count", database)
                + count(sides + "L | join kind=leftanti R on k | count", database)
                + count(sides + "L | join kind=rightanti R on k | count", database);
        assertThat(full).isEqualTo(parts);
    }

    private static long count(String query, KqlDatabase database) {
        return (long) kql.rows(query, database).get(0).get(0);
    }

    @Property(tries = 100)
    void nextIsTheInverseOfPrev(@ForAll("keys") List<Long> keys) {
        List<List<Object>> rows = kql.rows(
                ROWS + "T | sort by i asc | extend p = prev(k) | extend back = next(p) | project k, back, i",
                database(keys));
        for (List<Object> row : rows.subList(0, Math.max(0, rows.size() - 1))) {
            assertThat(row.get(1)).isEqualTo(row.get(0));
        }
    }

    @Property(tries = 100)
    void expandingAListGivesBackWhatWasListed(@ForAll("keys") List<Long> keys) {
        List<Object> there =
                new ArrayList<>(keys.stream().filter(Objects::nonNull).toList());
        assertThat(kql.rows(ROWS + "T | summarize l = make_list(k) | mv-expand l to typeof(long)", database(keys)))
                .extracting(row -> row.get(0))
                .isEqualTo(there);
    }
}
