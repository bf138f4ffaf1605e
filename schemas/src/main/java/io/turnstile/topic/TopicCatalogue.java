package io.turnstile.topic;

import io.turnstile.schema.Conversation;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabelCount;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.SourceCursor;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.schema.Turn;
import io.turnstile.schema.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every topic, declared once. Whatever creates, reads, writes or documents a topic takes it from here.
 *
 * <p>Topics that are joined ({@code judge.requests}, {@code judge.verdicts}, {@code labeled}) have equal partition
 * counts because all keyed topics do.
 */
public final class TopicCatalogue {

    /** A row is a few KB; values over 8,192 characters are split, up to 409,600 characters for one key. */
    private static final int ROW_BYTES = 4 * 1024 * 1024;

    /** A conversation carries the text of all its turns; 2,000 turns of 8 KB have been planned for. */
    private static final int CONVERSATION_BYTES = 32 * 1024 * 1024;

    /** Dead letters are read by people, who may be away for a while. */
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

    private final TopicConfiguration configuration;

    public TopicCatalogue(TopicConfiguration configuration) {
        this.configuration = configuration;
    }

    public Topic<TelemetryRow> telemetry() {
        return deleted(
                "telemetry",
                "turn key (message id); none for a row without one",
                TelemetryRow.class,
                configuration.retention(),
                ROW_BYTES,
                "The rows as their source gave them.");
    }

    public Topic<Turn> turns() {
        return deleted(
                "turns",
                "conversation id",
                Turn.class,
                configuration.retention(),
                ROW_BYTES,
                "Parts of turns: what rows of one commit prove. Parts of one turn merge, in any order.");
    }

    public Topic<Conversation> conversations() {
        return compacted(
                "conversations",
                "conversation id",
                Conversation.class,
                CONVERSATION_BYTES,
                "Complete conversations as they stood when last quiet; a tombstone when a later revision is partial.");
    }

    public Topic<Conversation> partialConversations() {
        return compacted(
                "conversations.partial",
                "conversation id",
                Conversation.class,
                CONVERSATION_BYTES,
                "Conversations that are not complete, each with the reason; a tombstone when a later revision is.");
    }

    public Topic<JudgeRequest> judgeRequests() {
        return compacted(
                "judge.requests",
                "message id",
                JudgeRequest.class,
                ROW_BYTES,
                "Turns to be judged; a tombstone when a turn is no longer live.");
    }

    public Topic<Verdict> judgeVerdicts() {
        return compacted(
                "judge.verdicts",
                "message id",
                Verdict.class,
                ROW_BYTES,
                "The judge's answers, each with the judge's fingerprint and every vote.");
    }

    public Topic<Verdict> judgeCache() {
        return compacted(
                "judge.cache",
                "hash of the judge's fingerprint and of all that it was shown",
                Verdict.class,
                ROW_BYTES,
                "What paid judges have answered, by content: equal input is judged once.");
    }

    public Topic<LabeledTurn> labeled() {
        return compacted(
                "labeled",
                "message id",
                LabeledTurn.class,
                ROW_BYTES,
                "Judged turns: what downstream subscribes to; a tombstone when a label is retracted.");
    }

    public Topic<LabelCount> labelCounts() {
        return compacted(
                "label-counts",
                "dataset/stratum/position/label",
                LabelCount.class,
                ROW_BYTES,
                "How many labelled turns there are at present, by dataset, stratum, position and label.");
    }

    /** @param plan the name of a plan */
    public Topic<LabeledTurn> balanced(String plan) {
        return compacted(
                "balanced." + plan,
                "message id",
                LabeledTurn.class,
                ROW_BYTES,
                "The sample of plan " + plan + ", of all that is labelled so far; a tombstone when a turn leaves it.");
    }

    public Topic<byte[]> deadLetters() {
        return deleted(
                "dead-letters",
                "the source record's key",
                byte[].class,
                DEAD_LETTER_RETENTION,
                CONVERSATION_BYTES,
                "The bytes that could not be processed; the headers say where, at which stage and why.");
    }

    public Topic<SourceCursor> sourceCursors() {
        return compacted(
                "source-cursors",
                "source name",
                SourceCursor.class,
                ROW_BYTES,
                "How far each source has been read, written in the transaction of its rows.");
    }

    /** All topics, in the order in which data flows. */
    public List<Topic<?>> all() {
        return Stream.of(
                        Stream.of(
                                telemetry(),
                                turns(),
                                conversations(),
                                partialConversations(),
                                judgeRequests(),
                                judgeVerdicts(),
                                judgeCache(),
                                labeled(),
                                labelCounts()),
                        configuration.plans().stream().map(this::balanced),
                        Stream.of(deadLetters(), sourceCursors()))
                .<Topic<?>>flatMap(topics -> topics)
                .toList();
    }

    /** The topic of that name, with or without the prefix. */
    public Optional<Topic<?>> find(String name) {
        return all().stream()
                .filter(topic -> topic.name().equals(name) || topic.name().equals(configuration.prefix() + name))
                .findFirst();
    }

    private <V> Topic<V> deleted(
            String name, String key, Class<V> type, Duration retention, int maxMessageBytes, String doc) {
        return new Topic<>(
                configuration.prefix() + name,
                key,
                type,
                configuration.partitions(),
                Cleanup.DELETE,
                retention,
                maxMessageBytes,
                doc);
    }

    private <V> Topic<V> compacted(String name, String key, Class<V> type, int maxMessageBytes, String doc) {
        return new Topic<>(
                configuration.prefix() + name,
                key,
                type,
                configuration.partitions(),
                Cleanup.COMPACT,
                null,
                maxMessageBytes,
                doc);
    }
}
