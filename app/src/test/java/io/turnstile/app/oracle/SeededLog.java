package io.turnstile.app.oracle;

import io.turnstile.config.Settings;
import io.turnstile.producers.SourceItem;
import io.turnstile.producers.generated.GeneratedTelemetry;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.schema.TelemetryRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The rows of a few conversations, all made from a seed: generated with the quirks turned up, with stranger ones added.
 *
 * @param rows in order of arrival
 */
public record SeededLog(int seed, List<TelemetryRow> rows) {

    /** Logs have 3 to 5 conversations: many small logs show more than few long ones, and a row costs the driver 0.4 ms. */
    private static final int LEAST_CONVERSATIONS = 3;

    private static final int MORE_CONVERSATIONS = 3;

    /** One turn in a few, one conversation in ten: each quirk often enough to meet the others in 200 small logs. */
    private static final Map<String, String> QUIRKS = Map.ofEntries(
            Map.entry("generator.turn-count-weights", "0.10,0.10,0.43,0.27,0.09,0.01"),
            Map.entry("generator.product-share", "0.04"),
            Map.entry("generator.subagent-only-share", "0.03"),
            Map.entry("generator.without-turn-index-share", "0.03"),
            Map.entry("generator.ask-share", "0.04"),
            Map.entry("generator.edit-share", "0.03"),
            Map.entry("generator.inline-share", "0.03"),
            Map.entry("generator.mixed-share", "0.05"),
            Map.entry("generator.without-mode-share", "0.05"),
            Map.entry("generator.old-client-share", "0.25"),
            Map.entry("generator.output-without-key-share", "0.05"),
            Map.entry("generator.lost-first-turn-share", "0.08"),
            Map.entry("generator.lost-middle-turn-share", "0.12"),
            Map.entry("generator.without-summary-share", "0.10"),
            Map.entry("generator.resumed-share", "0.15"),
            Map.entry("generator.auto-mode-share", "0.30"),
            Map.entry("generator.cancelled-share", "0.10"),
            Map.entry("generator.failed-share", "0.05"),
            Map.entry("generator.other-response-share", "0.05"),
            Map.entry("generator.retried-share", "0.12"),
            Map.entry("generator.restored-share", "0.08"),
            Map.entry("generator.subagent-share", "0.12"),
            Map.entry("generator.synthetic-share", "0.10"),
            Map.entry("generator.without-text-share", "0.05"),
            Map.entry("generator.without-tool-counts-share", "0.04"),
            Map.entry("generator.cut-tool-counts-share", "0.04"),
            Map.entry("generator.without-num-requests-share", "0.04"),
            Map.entry("generator.failed-attempt-share", "0.08"),
            Map.entry("generator.summarize-at-tokens", "45000"),
            Map.entry("generator.very-long-text-share", "0.01"),
            Map.entry("generator.duplicate-share", "0.05"),
            Map.entry("generator.late-share", "0.02"),
            Map.entry("generator.text-numbers-share", "0.25"),
            Map.entry("generator.both-clocks-share", "0.3"),
            Map.entry("generator.client-clock-share", "0.1"));

    /** The logs of seeds 1 to count. */
    public static List<SeededLog> all(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(SeededLog::of).toList();
    }

    /** As all, but of two or three conversations each: for what costs more a row than the driver does. */
    public static List<SeededLog> allSmall(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(seed -> of(seed, 2 + seed % 2))
                .toList();
    }

    static SeededLog of(int seed) {
        return of(seed, LEAST_CONVERSATIONS + seed % MORE_CONVERSATIONS);
    }

    private static SeededLog of(int seed, int conversations) {
        var random = new Random(seed);
        var rows = new ArrayList<TelemetryRow>();
        var source = new GeneratedTelemetry(configuration(seed, conversations));
        source.items().forEachRemaining(item -> rows.add(((SourceItem.Row) item).row()));
        var quirky = new ArrayList<>(new RowQuirks(random, seed).applyTo(rows));
        // Every other log keeps the order of its uploads, which is what a stream sees on a good day.
        if (seed % 2 == 0) {
            Collections.shuffle(quirky, random);
        }
        return new SeededLog(seed, List.copyOf(quirky));
    }

    /** The same rows, each once, as if each had arrived when it happened. */
    SeededLog inOrder() {
        return new SeededLog(
                seed,
                rows.stream()
                        .distinct()
                        .sorted(Comparator.comparing(RowTime::of))
                        .toList());
    }

    private static GeneratorConfiguration configuration(int seed, int conversations) {
        var flags = new java.util.HashMap<>(QUIRKS);
        flags.put(GeneratorConfiguration.SEED.key(), Integer.toString(seed));
        flags.put(GeneratorConfiguration.CONVERSATIONS.key(), Integer.toString(conversations));
        return GeneratorConfiguration.from(
                Settings.resolve(GeneratorConfiguration.SETTINGS, Map.of(), Map.of(), flags));
    }
}
