package io.turnstile.producers.generated;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How often a row is what, and how rows arrive.
 *
 * @param duplicate share of rows that arrive twice
 * @param bothStores share of staff rows that the product cluster has too
 * @param jitter the longest ordinary delay
 * @param late share of rows that arrive late
 * @param maxLateness the longest delay of a late row
 * @param textNumbers share of rows whose numbers are strings
 * @param bothClocks share of rows with both timestamps
 * @param clientClock share of rows with the client's timestamp alone
 * @param unknownField share of rows with a field of a later release
 * @param unknownEvent unknown events per turn
 * @param background background calls per turn
 * @param withoutIds rows without ids per turn
 * @param manyTools share of turns with a long list of tools
 * @param missingPart share of rows with a split text that lack one of its parts
 * @param outputWithoutHeader share of newer clients' output rows without headerRequestId
 * @param failedSummarization share of summarisations after an attempt that failed
 */
public record RowShares(
        double duplicate,
        double bothStores,
        Duration jitter,
        double late,
        Duration maxLateness,
        double textNumbers,
        double bothClocks,
        double clientClock,
        double unknownField,
        double unknownEvent,
        double background,
        double withoutIds,
        double manyTools,
        double missingPart,
        double outputWithoutHeader,
        double failedSummarization) {

    public static final Setting<Double> DUPLICATE = GeneratorSettings.share(
            "generator.duplicate-share", 0.02, "Share of rows that arrive twice: uploads are at-least-once.");
    public static final Setting<Double> BOTH_STORES = GeneratorSettings.share(
            "generator.both-stores-share",
            0.01,
            "Share of staff rows without text that come a second time from the product cluster, in its shape: staff events go to two stores. Small, because most readers read one store.");
    public static final Setting<Duration> JITTER = Setting.duration(
            "generator.jitter",
            Duration.ofMinutes(2),
            "The longest ordinary delay of a row. Clients upload in batches, so rows of minutes mix.");
    public static final Setting<Double> LATE = GeneratorSettings.share(
            "generator.late-share", 0.002, "Share of rows that arrive hours late: a laptop was closed.");
    public static final Setting<Duration> MAX_LATENESS =
            Setting.duration("generator.max-lateness", Duration.ofHours(6), "The longest delay of a late row.");
    public static final Setting<Double> TEXT_NUMBERS = GeneratorSettings.share(
            "generator.text-numbers-share", 0.1, "Share of rows whose numbers are strings among the properties.");
    public static final Setting<Double> BOTH_CLOCKS = GeneratorSettings.share(
            "generator.both-clocks-share",
            0.1,
            "Share of staff rows with both timestamps. The rest have the server's alone.");
    public static final Setting<Double> CLIENT_CLOCK = GeneratorSettings.share(
            "generator.client-clock-share", 0.02, "Share of staff rows with the client's timestamp alone.");
    public static final Setting<Double> UNKNOWN_FIELD = GeneratorSettings.share(
            "generator.unknown-field-share", 0.05, "Share of rows with a field of a later release.");
    public static final Setting<Double> UNKNOWN_EVENT =
            GeneratorSettings.share("generator.unknown-event-share", 0.05, "Unknown events per turn.");
    public static final Setting<Double> BACKGROUND = GeneratorSettings.share(
            "generator.background-share",
            0.1,
            "Background calls (titles, commit messages) per turn; they have no conversation.");
    public static final Setting<Double> WITHOUT_IDS =
            GeneratorSettings.share("generator.without-ids-share", 0.02, "Rows without any id per turn.");
    public static final Setting<Double> MANY_TOOLS = GeneratorSettings.share(
            "generator.many-tools-share",
            0.02,
            "Share of turns whose list of available tools is over 8,192 characters.");

    public static final Setting<Double> MISSING_PART = GeneratorSettings.share(
            "generator.missing-part-share",
            0.02,
            "Share of rows with a text over 8,192 characters that lack one of its parts after the first.");
    public static final Setting<Double> OUTPUT_WITHOUT_HEADER = GeneratorSettings.share(
            "generator.output-without-header-share",
            0.3,
            "Share of newer clients' output rows without headerRequestId, as some APIs leave it out; messageId is there.");
    public static final Setting<Double> FAILED_SUMMARIZATION = GeneratorSettings.share(
            "generator.failed-summarization-share",
            0.1,
            "Share of summarisations that succeed at the second attempt: the first is told too, with another outcome.");

    /** All keys of this group. */
    public static final List<Setting<?>> SETTINGS = List.of(
            DUPLICATE,
            BOTH_STORES,
            JITTER,
            LATE,
            MAX_LATENESS,
            TEXT_NUMBERS,
            BOTH_CLOCKS,
            CLIENT_CLOCK,
            UNKNOWN_FIELD,
            UNKNOWN_EVENT,
            BACKGROUND,
            WITHOUT_IDS,
            MANY_TOOLS,
            MISSING_PART,
            OUTPUT_WITHOUT_HEADER,
            FAILED_SUMMARIZATION);

    static RowShares from(Settings settings) {
        return new RowShares(
                settings.get(DUPLICATE),
                settings.get(BOTH_STORES),
                settings.get(JITTER),
                settings.get(LATE),
                settings.get(MAX_LATENESS),
                settings.get(TEXT_NUMBERS),
                settings.get(BOTH_CLOCKS),
                settings.get(CLIENT_CLOCK),
                settings.get(UNKNOWN_FIELD),
                settings.get(UNKNOWN_EVENT),
                settings.get(BACKGROUND),
                settings.get(WITHOUT_IDS),
                settings.get(MANY_TOOLS),
                settings.get(MISSING_PART),
                settings.get(OUTPUT_WITHOUT_HEADER),
                settings.get(FAILED_SUMMARIZATION));
    }
}
