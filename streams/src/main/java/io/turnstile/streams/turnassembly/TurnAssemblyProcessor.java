package io.turnstile.streams.turnassembly;

import io.turnstile.domain.turn.Fragment;
import io.turnstile.domain.turn.IgnoredRow;
import io.turnstile.domain.turn.Turn;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.Arrival;
import io.turnstile.streams.ArrivalIndex;
import io.turnstile.streams.BeforeCommit;
import io.turnstile.streams.Retention;
import io.turnstile.streams.StageCount;
import io.turnstile.streams.StageMetrics;
import io.turnstile.streams.StreamTime;
import io.turnstile.streams.codec.RowCodec;
import io.turnstile.streams.codec.TurnCodec;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Rows to parts of turns: finds each row's conversation, merges what the rows of a turn prove, and sends it with the
 * commit. Nothing of a part is kept once it is sent; what was sent merges with later parts in conversation assembly.
 */
final class TurnAssemblyProcessor implements Processor<String, TelemetryRow, String, io.turnstile.schema.Turn> {

    private final TurnAssemblyConfiguration configuration;
    private final PendingParts pending = new PendingParts();
    private final RecentBindings recent = new RecentBindings();
    private ProcessorContext<String, io.turnstile.schema.Turn> context;
    private KeyValueStore<String, io.turnstile.schema.state.TurnBinding> bindings;
    private Retention retention;
    private StageMetrics metrics;

    TurnAssemblyProcessor(TurnAssemblyConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void init(ProcessorContext<String, io.turnstile.schema.Turn> context) {
        this.context = context;
        bindings = context.getStateStore(TurnAssemblyTopology.BINDINGS);
        retention = new Retention(
                new ArrivalIndex(context.getStateStore(TurnAssemblyTopology.RETENTION_INDEX)),
                configuration.retention(),
                this::now);
        metrics = new StageMetrics(context.metrics(), TurnAssemblyTopology.NAME);
        // A task that is revived after a failure initialises the same processor again, over restored stores.
        pending.clear();
        recent.clear();
        BeforeCommit beforeCommit = context.getStateStore(TurnAssemblyTopology.BEFORE_COMMIT);
        beforeCommit.run(context, this::send);
        context.schedule(
                configuration.checkInterval(),
                PunctuationType.WALL_CLOCK_TIME,
                timestamp -> retention.punctuate(this::lastChange, this::leave));
    }

    @Override
    public void process(Record<String, TelemetryRow> record) {
        metrics.add(StageCount.ROWS);
        Fragment fragment = Fragment.of(RowCodec.decode(record.value()));
        if (fragment instanceof Fragment.OfTurn part) {
            take(part.turn());
        } else if (fragment instanceof Fragment.Ignored ignored) {
            metrics.add(StageCount.IGNORED_ROWS, ignored.reason().name());
        }
        if (pending.bytes() >= configuration.pendingBytes()) {
            send();
        }
    }

    private void take(Turn part) {
        TurnBinding before = binding(part.messageId());
        if (part.conversationId() == null) {
            hold(part, before);
            return;
        }
        if (before == null || !before.isBoundTo(part.conversationId())) {
            bind(part, before);
        }
        awaitCommit(part);
    }

    private void awaitCommit(Turn part) {
        pending.merge(part, Math.max(0, context.currentStreamTimeMs()));
    }

    /** What waited for a conversation, or went to another one, goes to this one too. */
    private void bind(Turn part, TurnBinding before) {
        put(part.messageId(), before, orUnbound(before).bind(part.conversationId(), now()));
        if (before != null && before.unnamed() != null) {
            awaitCommit(before.unnamed().inConversation(part.conversationId()));
        }
    }

    private void hold(Turn part, TurnBinding before) {
        if (before != null && before.isBound() && before.hasProved(part)) {
            return;
        }
        TurnBinding after = orUnbound(before).hold(part, now());
        put(part.messageId(), before, after);
        after.spread(part).forEach(this::awaitCommit);
    }

    private void put(String messageId, TurnBinding before, TurnBinding after) {
        bindings.put(messageId, after.encode());
        recent.put(messageId, after);
        if (before == null) {
            retention.begin(messageId);
        }
        int held = after.heldRows() - (before == null ? 0 : before.heldRows());
        if (held != 0) {
            metrics.add(held > 0 ? StageCount.ROWS_HELD : StageCount.ROWS_RELEASED, Math.abs(held));
        }
    }

    /** Null where nothing is known of the turn. */
    private TurnBinding binding(String messageId) {
        TurnBinding binding = recent.get(messageId);
        if (binding == null) {
            binding = TurnBinding.decode(bindings.get(messageId));
            if (binding != null) {
                recent.put(messageId, binding);
            }
        }
        return binding;
    }

    private TurnBinding orUnbound(TurnBinding binding) {
        return binding == null ? TurnBinding.unbound(now()) : binding;
    }

    private void send() {
        pending.drain(waiting -> {
            metrics.add(StageCount.TURNS_SENT);
            context.forward(new Record<>(
                    waiting.part().conversationId(),
                    TurnCodec.encode(waiting.part()),
                    waiting.streamTime(),
                    StreamTime.header(waiting.streamTime())));
        });
    }

    /** Null where the binding has left. */
    private Arrival lastChange(String messageId) {
        TurnBinding binding = binding(messageId);
        return binding == null ? null : binding.changed();
    }

    /** Rows that no row has put into a conversation by now are given up. */
    private void leave(String messageId) {
        int held = binding(messageId).heldRows();
        if (held > 0) {
            metrics.add(StageCount.IGNORED_ROWS, IgnoredRow.NO_CONVERSATION_ID.name(), held);
        }
        bindings.delete(messageId);
        recent.remove(messageId);
    }

    private Arrival now() {
        return new Arrival(context.currentStreamTimeMs(), context.currentSystemTimeMs());
    }
}
