package io.turnstile.benchmarks;

import java.util.List;
import org.apache.kafka.streams.StreamsConfig;

/**
 * One measured situation.
 *
 * @param name what people type
 * @param turnsPerConversation how many turns a conversation has
 * @param openConversations how many conversations are under way at any time
 * @param guarantee Kafka Streams' processing guarantee
 * @param cacheBytes the record cache of the process
 */
record Scenario(String name, int turnsPerConversation, int openConversations, String guarantee, int cacheBytes) {

    private static final int MB = 1024 * 1024;
    private static final int CACHE = 64 * MB;
    private static final String EXACTLY_ONCE = StreamsConfig.EXACTLY_ONCE_V2;

    /** Every scenario: the reference, and the sweeps in which one quantity changes. */
    static List<Scenario> all() {
        return List.of(
                new Scenario("reference", 6, 10_000, EXACTLY_ONCE, CACHE),
                new Scenario("turns-5", 5, 50, EXACTLY_ONCE, CACHE),
                new Scenario("turns-50", 50, 50, EXACTLY_ONCE, CACHE),
                new Scenario("turns-1000", 1_000, 50, EXACTLY_ONCE, CACHE),
                new Scenario("open-1k", 6, 1_000, EXACTLY_ONCE, CACHE),
                new Scenario("open-100k", 6, 100_000, EXACTLY_ONCE, CACHE),
                new Scenario("at-least-once", 6, 10_000, StreamsConfig.AT_LEAST_ONCE, CACHE),
                new Scenario("cache-0", 6, 10_000, EXACTLY_ONCE, 0),
                new Scenario("cache-16m", 6, 10_000, EXACTLY_ONCE, 16 * MB),
                new Scenario("cache-256m", 6, 10_000, EXACTLY_ONCE, 256 * MB));
    }

    /** @throws IllegalArgumentException if there is none of that name; the message lists them */
    static Scenario named(String name) {
        return all().stream()
                .filter(scenario -> scenario.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no scenario '" + name + "'. There are: "
                        + String.join(", ", all().stream().map(Scenario::name).toList())));
    }
}
