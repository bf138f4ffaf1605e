package io.turnstile.streams.labelling;

import io.turnstile.domain.labelling.Decision;
import io.turnstile.domain.labelling.IgnoredVerdict;
import io.turnstile.domain.labelling.LabelChange;
import io.turnstile.domain.labelling.Labelling;
import io.turnstile.domain.labelling.Mending;
import io.turnstile.domain.labelling.Step;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.state.LabelState;
import io.turnstile.streams.Arrival;
import io.turnstile.streams.ArrivalIndex;
import io.turnstile.streams.Punctuation;
import io.turnstile.streams.StageCount;
import io.turnstile.streams.StageMetrics;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** Moves what is known of labels between the stores and the domain. */
final class LabellingProcessor implements Processor<String, Arrived, String, Emission> {

    /** How often is looked for what is to be forgotten. A look costs one read while nothing is due. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final LabellingConfiguration configuration;
    private ProcessorContext<String, Emission> context;
    private TimestampedKeyValueStore<String, JudgeRequest> requests;
    private KeyValueStore<String, LabelState> states;
    private ArrivalIndex retentionIndex;
    private AdmissionSweep sweep;
    private StageMetrics metrics;

    LabellingProcessor(LabellingConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void init(ProcessorContext<String, Emission> context) {
        this.context = context;
        requests = context.getStateStore(LabellingTopology.REQUESTS);
        states = context.getStateStore(LabellingTopology.DECISIONS);
        retentionIndex = new ArrivalIndex(context.getStateStore(LabellingTopology.RETENTION_INDEX));
        sweep = new AdmissionSweep(
                states, context.getStateStore(LabellingTopology.ADMITTED), configuration.admission());
        metrics = new StageMetrics(context.metrics(), LabellingTopology.NAME);
        context.schedule(CHECK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, timestamp -> punctuate());
    }

    @Override
    public void process(Record<String, Arrived> record) {
        String messageId = record.key();
        JudgeRequest request = ValueAndTimestamp.getValueOrNull(requests.get(messageId));
        LabelState before = states.get(messageId);
        Step<Verdict> step = step(record, LabelStates.decode(before).only(this::isAdmitted), request);
        step.ignored().ifPresent(reason -> metrics.add(StageCount.IGNORED_VERDICTS, reason.name(), 1));
        apply(step, messageId, before, request, record.timestamp());
    }

    private Step<Verdict> step(Record<String, Arrived> record, Labelling<Verdict> known, JudgeRequest request) {
        String requested = request == null ? null : request.getInputHash();
        if (!(record.value() instanceof Arrived.OfVerdict came)) {
            return known.onRequest(requested);
        }
        if (came.verdict() == null) {
            return known.onOther(requested);
        }
        Decision<Verdict> decision = LabelStates.decision(came.verdict(), record.timestamp());
        if (!isAdmitted(decision)) {
            metrics.add(StageCount.IGNORED_VERDICTS, IgnoredVerdict.NOT_ADMITTED.name(), 1);
            return known.onOther(requested);
        }
        return known.onDecision(decision, requested);
    }

    private boolean isAdmitted(Decision<Verdict> decision) {
        return configuration.admission().admits(decision.verdict().getFingerprint(), decision.isHuman());
    }

    private void apply(Step<Verdict> step, String messageId, LabelState before, JudgeRequest request, long timestamp) {
        store(messageId, before, step.next(), request == null);
        if (step.label() instanceof LabelChange.Set<Verdict> label) {
            var turn = LabeledTurns.of(request, label.decision().verdict());
            send(
                    messageId,
                    new Emission.Label(turn),
                    Math.max(timestamp, label.decision().time()),
                    StageCount.LABELS_SENT);
        } else if (step.label() instanceof LabelChange.Withdraw<Verdict>) {
            send(messageId, new Emission.Label(null), timestamp, StageCount.LABELS_WITHDRAWN);
        }
        if (step.mending() instanceof Mending.Resend<Verdict> resend) {
            // With its own time, which tells which of two decisions is the later one.
            long time = resend.decision().time();
            send(messageId, new Emission.Mended(resend.decision().verdict()), time, StageCount.VERDICTS_RESENT);
        } else if (step.mending() instanceof Mending.Retract<Verdict>) {
            send(messageId, new Emission.Mended(null), timestamp, StageCount.VERDICTS_RETRACTED);
        }
    }

    private void send(String messageId, Emission emission, long timestamp, StageCount metric) {
        metrics.add(metric, "", 1);
        context.forward(new Record<>(messageId, emission, timestamp));
    }

    private void store(String messageId, LabelState before, Labelling<Verdict> next, boolean isWithoutRequest) {
        if (before == null && next.isUnknown()) {
            return;
        }
        Long since = isWithoutRequest ? context.currentSystemTimeMs() : null;
        states.put(messageId, LabelStates.encode(next, since));
        if (since != null && !next.isUnknown()) {
            retentionIndex.add(new ArrivalIndex.Entry(byWall(since), messageId));
        }
    }

    private void punctuate() {
        sweep.run(this::look);
        var now = byWall(context.currentSystemTimeMs());
        Punctuation.run(retentionIndex, arrival -> arrival.isOlderByWall(configuration.retention(), now), this::forget);
    }

    private void look(String messageId) {
        LabelState before = states.get(messageId);
        Labelling<Verdict> known = LabelStates.decode(before);
        Labelling<Verdict> admitted = known.only(this::isAdmitted);
        if (!admitted.equals(known)) {
            JudgeRequest request = ValueAndTimestamp.getValueOrNull(requests.get(messageId));
            Step<Verdict> step = admitted.onAdmission(request == null ? null : request.getInputHash());
            apply(step, messageId, before, request, context.currentSystemTimeMs());
        }
    }

    /** Unless a request or a verdict came since: then a later entry of the index stands for it, or none. */
    private void forget(ArrivalIndex.Entry entry) {
        LabelState state = states.get(entry.key());
        Long since = state == null ? null : state.getWithoutRequestSince();
        if (since != null && since == entry.arrival().wallTime()) {
            states.delete(entry.key());
        }
    }

    /** In the index by the wall clock alone: verdicts' timestamps tell nothing of how long they have been waiting. */
    private static Arrival byWall(long time) {
        return new Arrival(time, time);
    }
}
