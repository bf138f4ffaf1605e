package io.turnstile.judge.model;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How batch files are made and waited for.
 *
 * @param lines the most questions in one file
 * @param bytes the most bytes in one file
 * @param jobs the most batches under way at once
 * @param poll how long is waited until a batch is looked at again
 * @param discount what a batch costs less, in per cent
 */
record BatchConfiguration(int lines, int bytes, int jobs, Duration poll, int discount) {

    static final Setting<Integer> LINES = Setting.integer(
            "judge.batch-lines",
            50_000,
            "The most questions in one batch file. 50,000 is what OpenAI and Azure take; fewer, where an account may"
                    + " queue fewer tokens.");
    static final Setting<Integer> BYTES = Setting.integer(
            "judge.batch-bytes",
            200_000_000,
            "The most bytes in one batch file. 200 MB is what OpenAI and Azure take.");
    static final Setting<Integer> JOBS = Setting.integer(
            "judge.batch-jobs",
            4,
            "The most batches under way at once. Each waits up to 24 hours; more are limited by the tokens that an"
                    + " account may queue.");
    static final Setting<Duration> POLL = Setting.duration(
            "judge.batch-poll",
            Duration.ofMinutes(1),
            "How long is waited until a batch is looked at again. Batches take minutes to hours.");
    static final Setting<Integer> DISCOUNT = Setting.integer(
            "judge.batch-discount",
            50,
            "What a batch costs less than its questions asked one by one, in per cent. 50 at OpenAI and Azure.");

    static final List<Setting<?>> SETTINGS = List.of(LINES, BYTES, JOBS, POLL, DISCOUNT);

    private static final int MOST_LINES = 50_000;
    private static final int MOST_BYTES = 200_000_000;
    private static final int PER_CENT = 100;

    BatchConfiguration {
        Check.within(LINES, lines, 1, MOST_LINES);
        Check.within(BYTES, bytes, 1, MOST_BYTES);
        Check.positive(JOBS, jobs);
        Check.positive(POLL, poll);
        Check.within(DISCOUNT, discount, 0, PER_CENT);
    }

    static BatchConfiguration from(Settings settings) {
        return new BatchConfiguration(
                settings.get(LINES),
                settings.get(BYTES),
                settings.get(JOBS),
                settings.get(POLL),
                settings.get(DISCOUNT));
    }
}
