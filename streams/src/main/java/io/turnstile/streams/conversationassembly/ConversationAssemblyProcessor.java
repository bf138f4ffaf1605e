package io.turnstile.streams.conversationassembly;

import io.turnstile.domain.conversation.Assembled;
import io.turnstile.schema.Turn;
import io.turnstile.schema.state.ConversationState;
import io.turnstile.streams.Arrival;
import io.turnstile.streams.ArrivalIndex;
import io.turnstile.streams.DeadLetterHeaders;
import io.turnstile.streams.Punctuation;
import io.turnstile.streams.Retention;
import io.turnstile.streams.StageCount;
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
    private static final String NOT_ASSEMBLED = "CONVERSATION_NOT_ASSEMBLED";

    private final ConversationAssemblyConfiguration configuration;
    private ProcessorContext<String, Emission> context;
    private TurnStore turns;
    private KeyValueStore<String, ConversationState> conversations;
    private ArrivalIndex closeIndex;
    private Retention retention;
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
        retention = new Retention(
                new ArrivalIndex(context.getStateStore(ConversationAssemblyTopology.RETENTION_INDEX)),
                configuration.retention(),
                this::now);
        metrics = new StageMetrics(context.metrics(), ConversationAssemblyTopology.NAME);
        lastArrival = context.currentSystemTimeMs();
        context.schedule(configuration.checkInterval(), PunctuationType.WALL_CLOCK_TIME, timestamp -> punctuate());
    }

    @Override
    public void process(Record<String, Turn> record) {
        String conversationId = record.key();
        lastArrival = context.currentSystemTimeMs();
        metrics.add(StageCount.TURNS_RECEIVED);
        TurnStore.Merge merge = turns.merge(conversationId, record.value());
        if (merge.isTurnFirstSeen()) {
            metrics.add(StageCount.TURNS);
        }
        if (merge.isNews()) {
            open(conversationId, header(conversationId));
        } else {
            metrics.add(StageCount.TURNS_WITHOUT_NEWS);
        }
    }

    /** The deadline of a conversation that is open already is left where it stands, and looked at again when it is due. */
    private void open(String conversationId, ConversationHeader before) {
        Arrival now = now();
        if (before == null || !before.isOpen()) {
            closeIndex.add(new ArrivalIndex.Entry(now, conversationId));
            metrics.add(StageCount.CONVERSATIONS_OPENED);
        }
        if (before == null) {
            retention.begin(conversationId);
        }
        put(conversationId, before == null ? ConversationHeader.begun(now) : before.opened(now));
    }

    private void punctuate() {
        Punctuation.run(closeIndex, this::isQuiet, entry -> closeIfQuiet(entry.key()));
        retention.punctuate(this::lastChange, this::leave);
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

    private void closeIfQuiet(String conversationId) {
        ConversationHeader header;
        try {
            header = header(conversationId);
        } catch (RuntimeException e) {
            metrics.add(StageCount.CONVERSATIONS_CLOSED);
            reject(conversationId, e);
            return;
        }
        if (header == null || !header.isOpen()) {
            return;
        }
        if (isQuiet(header.changed())) {
            close(conversationId, header);
        } else {
            closeIndex.add(new ArrivalIndex.Entry(header.changed(), conversationId));
        }
    }

    /** One conversation that cannot be assembled must not stop the others. */
    private void close(String conversationId, ConversationHeader before) {
        metrics.add(StageCount.CONVERSATIONS_CLOSED);
        Close close;
        try {
            close = Close.of(
                    before, Assembled.of(conversationId, turns.turnsOf(conversationId), configuration.takenModes()));
        } catch (RuntimeException e) {
            reject(conversationId, e);
            put(conversationId, before.closed());
            return;
        }
        put(conversationId, close.after());
        countNotAssembled(before, close.after());
        for (Emission emission : close.emissions()) {
            metrics.add(StageCount.CONVERSATIONS_SENT, emission.getClass().getSimpleName());
            context.forward(record(conversationId, emission));
        }
    }

    private void reject(String conversationId, RuntimeException cause) {
        LOG.warn(
                "event=conversation-not-closed conversation={} error={} action=dead-letter",
                conversationId,
                cause.getClass().getName());
        metrics.add(StageCount.DEAD_LETTERS, NOT_ASSEMBLED);
        var letter = new Emission.DeadLetter(conversationId.getBytes(StandardCharsets.UTF_8));
        context.forward(record(conversationId, letter)
                .withHeaders(DeadLetterHeaders.of(ConversationAssemblyTopology.NAME, NOT_ASSEMBLED, cause)));
    }

    private void countNotAssembled(ConversationHeader before, ConversationHeader after) {
        if (before.outcome() == after.outcome()) {
            return;
        }
        if (before.isNotAssembled()) {
            metrics.add(StageCount.CONVERSATIONS_RECONSIDERED, before.outcome().name());
        }
        if (after.isNotAssembled()) {
            metrics.add(StageCount.CONVERSATIONS_NOT_ASSEMBLED, after.outcome().name());
        }
    }

    private Record<String, Emission> record(String conversationId, Emission emission) {
        return new Record<>(conversationId, emission, Math.max(0, context.currentStreamTimeMs()));
    }

    /** Null where the conversation has left, as does here one whose header cannot be read: it would stay for ever. */
    private Arrival lastChange(String conversationId) {
        try {
            ConversationHeader header = header(conversationId);
            return header == null ? null : header.changed();
        } catch (RuntimeException e) {
            reject(conversationId, e);
            remove(conversationId);
            return null;
        }
    }

    /** An open one is sent before: its turns went on by the wall clock alone, or a look at the deadlines yielded. */
    private void leave(String conversationId) {
        ConversationHeader header = header(conversationId);
        if (header.isOpen()) {
            close(conversationId, header);
        }
        remove(conversationId);
    }

    private void remove(String conversationId) {
        turns.removeAllOf(conversationId);
        // Unlike delete, put does not read what stood there.
        conversations.put(conversationId, null);
    }

    /** Null where there is none. */
    private ConversationHeader header(String conversationId) {
        return ConversationHeader.decode(conversations.get(conversationId));
    }

    private void put(String conversationId, ConversationHeader header) {
        conversations.put(conversationId, header.encode());
    }

    private Arrival now() {
        return new Arrival(context.currentStreamTimeMs(), context.currentSystemTimeMs());
    }
}
