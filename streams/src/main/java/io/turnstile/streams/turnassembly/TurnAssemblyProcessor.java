package io.turnstile.streams.turnassembly;

import io.turnstile.domain.turn.Fragment;
import io.turnstile.domain.turn.IgnoredRow;
import io.turnstile.domain.turn.Turn;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.schema.state.AssemblingTurn;
import io.turnstile.streams.Arrival;
import io.turnstile.streams.ArrivalIndex;
import io.turnstile.streams.Punctuation;
import io.turnstile.streams.StageMetrics;
import io.turnstile.streams.StreamTime;
import io.turnstile.streams.codec.RowCodec;
import io.turnstile.streams.codec.TurnCodec;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Moves turns between the store and the domain: merges each row into its turn, and sends a changed turn on after the
 * linger. A row that changes nothing (a duplicate, the text sent again) costs one look-up and writes nothing.
 */
final class TurnAssemblyProcessor implements Processor<String, TelemetryRow, String, io.turnstile.schema.Turn> {

    /** The linger's and retention's clocks need not be finer than this share of them. */
    private static final int CHECKS_PER_LINGER = 2;

    private final TurnAssemblyConfiguration configuration;
    private final Set<String> lingering = new HashSet<>();
    private final RecentTurns recent = new RecentTurns();
    private ProcessorContext<String, io.turnstile.schema.Turn> context;
    private KeyValueStore<String, AssemblingTurn> turns;
    private ArrivalIndex lingerIndex;
    private ArrivalIndex retentionIndex;
    private StageMetrics metrics;

    TurnAssemblyProcessor(TurnAssemblyConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void init(ProcessorContext<String, io.turnstile.schema.Turn> context) {
        this.context = context;
        turns = context.getStateStore(TurnAssemblyTopology.TURNS);
        lingerIndex = new ArrivalIndex(context.getStateStore(TurnAssemblyTopology.LINGER_INDEX));
        retentionIndex = new ArrivalIndex(context.getStateStore(TurnAssemblyTopology.RETENTION_INDEX));
        metrics = new StageMetrics(context.metrics(), TurnAssemblyTopology.NAME);
        // A task that is revived after a failure initialises the same processor again, over restored stores.
        lingering.clear();
        recent.clear();
        lingerIndex.due(any -> true, Integer.MAX_VALUE).forEach(entry -> lingering.add(entry.key()));
        Duration interval = configuration.linger().dividedBy(CHECKS_PER_LINGER);
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, timestamp -> punctuate());
    }

    @Override
    public void process(Record<String, TelemetryRow> record) {
        metrics.add("rows", "", 1);
        Fragment fragment = Fragment.of(RowCodec.decode(record.value()));
        if (fragment instanceof Fragment.OfTurn part) {
            merge(part.turn());
        } else if (fragment instanceof Fragment.Ignored ignored) {
            metrics.add("ignored-rows", ignored.reason().name(), 1);
        }
    }

    private void merge(Turn part) {
        TurnState before = current(part.messageId());
        TurnState after = TurnState.merge(before, part, now());
        countHeld(before, after);
        countTurn(before, after);
        if (after.equals(before)) {
            metrics.add("rows-without-news", "", 1);
            return;
        }
        turns.put(part.messageId(), after.encode());
        recent.put(part.messageId(), after);
        if (before == null) {
            retentionIndex.add(new ArrivalIndex.Entry(after.changed(), part.messageId()));
        }
        if (after.hasConversation() && lingering.add(part.messageId())) {
            lingerIndex.add(new ArrivalIndex.Entry(now(), part.messageId()));
        }
    }

    /** Rows whose turn no row has put into a conversation yet are held; those that never are count as ignored. */
    private void countHeld(TurnState before, TurnState after) {
        int change = after.heldRows() - (before == null ? 0 : before.heldRows());
        if (change != 0) {
            metrics.add("ignored-rows", IgnoredRow.NO_CONVERSATION_ID.name(), change);
        }
    }

    /** A turn counts once it has a conversation and is more than a model's text sent again. */
    private void countTurn(TurnState before, TurnState after) {
        if (after.isTurnOfConversation() && (before == null || !before.isTurnOfConversation())) {
            metrics.add("turns", "", 1);
        }
    }

    /** The state as the store has it: null where there is none. */
    private TurnState current(String messageId) {
        TurnState state = recent.get(messageId);
        return state != null ? state : TurnState.decode(turns.get(messageId));
    }

    private void punctuate() {
        Punctuation.run(lingerIndex, this::isLingered, this::send, context::currentSystemTimeMs);
        Punctuation.run(retentionIndex, this::isExpired, this::expire, context::currentSystemTimeMs);
    }

    private boolean isLingered(Arrival changed) {
        return changed.isOlderByWall(configuration.linger(), now());
    }

    private void send(ArrivalIndex.Entry entry) {
        lingering.remove(entry.key());
        TurnState state = current(entry.key());
        if (state != null) {
            var turn = TurnCodec.encode(state.turn());
            metrics.add("turns-sent", "", 1);
            long streamTime = entry.arrival().streamTime();
            context.forward(new Record<>(turn.getConversationId(), turn, streamTime, StreamTime.header(streamTime)));
        }
    }

    private boolean isExpired(Arrival arrival) {
        return arrival.isOlder(configuration.retention(), now());
    }

    private void expire(ArrivalIndex.Entry entry) {
        TurnState state = current(entry.key());
        if (state == null) {
            return;
        }
        if (isExpired(state.changed())) {
            // Stream time can leap by more than the retention while the wall clock has not passed the linger.
            if (lingering.contains(entry.key())) {
                send(new ArrivalIndex.Entry(state.changed(), entry.key()));
            }
            turns.delete(entry.key());
            recent.remove(entry.key());
        } else {
            retentionIndex.add(new ArrivalIndex.Entry(state.changed(), entry.key()));
        }
    }

    private Arrival now() {
        return new Arrival(context.currentStreamTimeMs(), context.currentSystemTimeMs());
    }
}
