package io.turnstile.producers;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How rows are sent.
 *
 * @param transactionalId the producer's identity; a second producer with the same one fences the first
 * @param transactionRows rows per transaction, at most
 * @param flushInterval how long a row waits, at most, until it is committed
 * @param transactionTimeout after how long the broker aborts a transaction whose producer died
 * @param maxAhead how far a row's time may be ahead of this machine's clock
 * @param deadLetterBytes how many bytes of something malformed are kept
 */
public record ProducerConfiguration(
        String transactionalId,
        int transactionRows,
        Duration flushInterval,
        Duration transactionTimeout,
        Duration maxAhead,
        int deadLetterBytes) {

    public static final Setting<String> TRANSACTIONAL_ID = Setting.string(
            "producer.transactional-id",
            "turnstile-producer",
            "The producer's identity on the cluster. A second producer with the same one stops the first, so two that"
                    + " are meant to run side by side need two.");
    public static final Setting<Integer> TRANSACTION_ROWS = Setting.integer(
            "producer.transaction-rows",
            5_000,
            "Rows per transaction, at most. A transaction costs a few milliseconds: at 5,000 that is nothing per row,"
                    + " and a failed run loses little work.");
    public static final Setting<Duration> FLUSH_INTERVAL = Setting.duration(
            "producer.flush-interval",
            Duration.ofSeconds(1),
            "How long a row that was read waits, at most, until its transaction is committed. It bounds the delay of a"
                    + " slow source; consumers see only what is committed.");
    public static final Setting<Duration> TRANSACTION_TIMEOUT = Setting.duration(
            "producer.transaction-timeout",
            Duration.ofMinutes(1),
            "After how long the broker aborts a transaction whose producer died. Until then, consumers of the topic"
                    + " wait. Kafka's own default.");
    public static final Setting<Duration> MAX_AHEAD = Setting.duration(
            "producer.max-ahead",
            Duration.ofMinutes(55),
            "How far a row's time may be ahead of this machine's clock; one further ahead becomes a dead letter. The"
                    + " broker refuses what is more than an hour ahead (message.timestamp.after.max.ms), and one such"
                    + " row would drive stream time forward and close every conversation early.");
    public static final Setting<Integer> DEAD_LETTER_BYTES = Setting.integer(
            "producer.dead-letter-bytes",
            262_144,
            "How many bytes of something malformed its dead letter keeps; the rest is cut. Enough to see what is"
                    + " wrong; the source has the whole.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(
            TRANSACTIONAL_ID, TRANSACTION_ROWS, FLUSH_INTERVAL, TRANSACTION_TIMEOUT, MAX_AHEAD, DEAD_LETTER_BYTES);

    /** @throws ConfigurationException if a value makes no sense */
    public ProducerConfiguration {
        if (transactionalId.isBlank()) {
            throw new ConfigurationException("Configuration key producer.transactional-id is blank. Give it a name.");
        }
        requirePositive(TRANSACTION_ROWS.key(), transactionRows);
        requirePositive(DEAD_LETTER_BYTES.key(), deadLetterBytes);
        requirePositive(FLUSH_INTERVAL.key(), flushInterval.toMillis());
        requirePositive(TRANSACTION_TIMEOUT.key(), transactionTimeout.toMillis());
        if (flushInterval.compareTo(transactionTimeout) >= 0) {
            throw new ConfigurationException("Configuration key producer.flush-interval is not shorter than"
                    + " producer.transaction-timeout: the broker would abort the transaction before it is committed."
                    + " Shorten the first or lengthen the second.");
        }
    }

    /** @throws ConfigurationException if a value does not parse or makes no sense */
    public static ProducerConfiguration from(Settings settings) {
        return new ProducerConfiguration(
                settings.get(TRANSACTIONAL_ID),
                settings.get(TRANSACTION_ROWS),
                settings.get(FLUSH_INTERVAL),
                settings.get(TRANSACTION_TIMEOUT),
                settings.get(MAX_AHEAD),
                settings.get(DEAD_LETTER_BYTES));
    }

    private static void requirePositive(String key, long value) {
        if (value <= 0) {
            throw new ConfigurationException("Configuration key " + key + " must be more than 0.");
        }
    }
}
