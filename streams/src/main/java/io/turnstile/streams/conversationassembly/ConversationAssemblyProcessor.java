package io.turnstile.streams.conversationassembly;

import io.turnstile.domain.conversation.Assembled;
import io.turnstile.schema.Turn;
import io.turnstile.schema.state.ConversationState;
import io.turnstile.schema.state.Outcome;
import io.turnstile.streams.Arrival;
import io.turnstile.streams.ArrivalIndex;
import io.turnstile.streams.DeadLetterHeaders;
import io.turnstile.streams.Punctuation;
import io.turnstile.streams.StageMetrics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves turns between the stores and the domain, and closes the conversations that are quiet. */
final class ConversationAssemblyProcessor implements Processor<String, Turn, String, Emission> {

    private static final Logger LOG = LoggerFactory.getLogger(ConversationAssemblyProcessor.class);

    private final ConversationAssemblyConfiguration configuration;
    private ProcessorContext<String, Emission> context;
    private TurnStore turns;
    private KeyValueStore<String, ConversationState> conversations;
    private ArrivalIndex closeIndex;
    private ArrivalIndex retentionIndex;
    private StageMetrics metrics;
    private long lastArrival;

    ConversationAssemblyProcessor(ConversationAssemblyConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void init(ProcessorContext<String, Emission> context) {
        this.context = context;
        turns = new TurnStore(context.getStateStore(ConversationAssemblyTopology.TURNS));
        conversations = context.getStateStore(ConversationAssemblyTopology.CONVERSATIONS);
        closeIndex = new ArrivalIndex(context.getStateStore(ConversationAssemblyTopology.CLOSE_INDEX));
        retentionIndex = new ArrivalIndex(context.getStateStore(ConversationAssemblyTopology.RETENTION_INDEX));
        metrics = new StageMetrics(context.metrics(), ConversationAssemblyTopology.NAME);
        lastArrival = context.currentSystemTimeMs();
        context.schedule(configuration.checkInterval(), PunctuationType.WALL_CLOCK_TIME, timestamp -> punctuate());
    }

    @Override
    public void process(Record<String, Turn> record) {
        String conversationId = record.key();
        lastArrival = context.currentSystemTimeMs();
        metrics.add("turns-received", "", 1);
        TurnStore.Merge merge = turns.merge(conversationId, record.value());
        if (merge.isTurnFirstSeen()) {
            metrics.add("turns", "", 1);
        }
        if (merge.isNews()) {
            open(conversationId, conversations.get(conversationId));
        } else {
            metrics.add("turns-without-news", "", 1);
        }
    }

    /** The deadline of a conversation that is open already is left where it stands, and looked at again when it is due. */
    private void open(String conversationId, ConversationState before) {
        Arrival now = now();
        if (before == null || !before.getIsOpen()) {
            closeIndex.add(new ArrivalIndex.Entry(now, conversationId));
            metrics.add("open-conversations", "", 1);
        }
        if (before == null) {
            retentionIndex.add(new ArrivalIndex.Entry(now, conversationId));
        }
        conversations.put(
                conversationId,
                new ConversationState(
                        true,
                        now.streamTime(),
                        now.wallTime(),
                        before == null ? 0 : before.getRevision(),
                        before == null ? null : before.getOutcome(),
                        before == null ? null : before.getEmittedHash()));
    }

    private void punctuate() {
        Punctuation.run(closeIndex, this::isQuiet, this::closeIfQuiet, context::currentSystemTimeMs);
        Punctuation.run(retentionIndex, this::isExpired, this::expire, context::currentSystemTimeMs);
    }

    /**
     * By stream time; or by the wall clock once the whole stream is idle. While turns arrive, stream time moves, and it
     * alone tells a pause in a conversation from a machine that is slow to come to its next row.
     */
    private boolean isQuiet(Arrival arrival) {
        boolean isStreamIdle = context.currentSystemTimeMs() - lastArrival
                >= configuration.idlePeriod().toMillis();
        return arrival.isOlderByStream(configuration.quietPeriod(), now())
                || isStreamIdle && arrival.isOlderByWall(configuration.idlePeriod(), now());
    }

    private void closeIfQuiet(ArrivalIndex.Entry entry) {
        String conversationId = entry.key();
        ConversationState state = conversations.get(conversationId);
        if (state == null || !state.getIsOpen()) {
            return;
        }
        if (isQuiet(changed(state))) {
            metrics.add("open-conversations", "", -1);
            close(conversationId, state);
        } else {
            closeIndex.add(new ArrivalIndex.Entry(changed(state), conversationId));
        }
    }

    /** One conversation that cannot be assembled must not stop the others. */
    private void close(String conversationId, ConversationState state) {
        Close close;
        try {
            close = Close.of(
                    state, Assembled.of(conversationId, turns.turnsOf(conversationId), configuration.takenModes()));
        } catch (RuntimeException e) {
            reject(conversationId, state, e);
            return;
        }
        conversations.put(conversationId, close.after());
        countNotAssembled(state.getOutcome(), -1);
        countNotAssembled(close.after().getOutcome(), 1);
        for (Emission emission : close.emissions()) {
            metrics.add("conversations-sent", emission.getClass().getSimpleName(), 1);
            forward(conversationId, emission);
        }
    }

    private void reject(String conversationId, ConversationState state, RuntimeException cause) {
        LOG.warn(
                "event=conversation-not-closed conversation={} error={} action=dead-letter",
                conversationId,
                cause.getClass().getName());
        metrics.add("dead-letters", "CONVERSATION_NOT_ASSEMBLED", 1);
        state.put("isOpen", false);
        conversations.put(conversationId, state);
        var letter = new Emission.DeadLetter(conversationId.getBytes(StandardCharsets.UTF_8));
        context.forward(record(conversationId, letter)
                .withHeaders(
                        DeadLetterHeaders.of(ConversationAssemblyTopology.NAME, "CONVERSATION_NOT_ASSEMBLED", cause)));
    }

    private void countNotAssembled(Outcome outcome, int change) {
        if (outcome == Outcome.MODE_NOT_TAKEN || outcome == Outcome.SUBAGENT_ONLY) {
            metrics.add("conversations-not-assembled", outcome.name(), change);
        }
    }

    private void forward(String conversationId, Emission emission) {
        context.forward(record(conversationId, emission));
    }

    private Record<String, Emission> record(String conversationId, Emission emission) {
        return new Record<>(conversationId, emission, Math.max(0, context.currentStreamTimeMs()));
    }

    private boolean isExpired(Arrival arrival) {
        return arrival.isOlder(configuration.retention(), now());
    }

    private void expire(ArrivalIndex.Entry entry) {
        ConversationState state = conversations.get(entry.key());
        if (state == null) {
            return;
        }
        if (isExpired(changed(state))) {
            // A close that yielded to its time budget may not have come to this one yet.
            closeIfQuiet(new ArrivalIndex.Entry(changed(state), entry.key()));
            turns.deleteAllOf(entry.key());
            conversations.delete(entry.key());
        } else {
            retentionIndex.add(new ArrivalIndex.Entry(changed(state), entry.key()));
        }
    }

    private static Arrival changed(ConversationState state) {
        return new Arrival(state.getStreamTime(), state.getWallTime());
    }

    private Arrival now() {
        return new Arrival(context.currentStreamTimeMs(), context.currentSystemTimeMs());
    }
}
