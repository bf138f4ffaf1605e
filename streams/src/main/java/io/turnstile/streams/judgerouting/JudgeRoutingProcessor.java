package io.turnstile.streams.judgerouting;

import io.turnstile.domain.routing.Request;
import io.turnstile.domain.routing.Routing;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.state.RequestedTurns;
import io.turnstile.streams.StageCount;
import io.turnstile.streams.StageMetrics;
import io.turnstile.streams.codec.ContentHash;
import io.turnstile.streams.codec.ConversationCodec;
import io.turnstile.streams.codec.JudgeRequestCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Compares what a conversation's turns ask for with what was asked before, and sends the difference: new and changed
 * requests, and a tombstone for each turn that is no longer live or whose conversation is no longer complete.
 */
final class JudgeRoutingProcessor implements Processor<String, Conversation, String, JudgeRequest> {

    private final JudgeRoutingConfiguration configuration;
    private ProcessorContext<String, JudgeRequest> context;
    private KeyValueStore<String, RequestedTurns> requested;
    private StageMetrics metrics;

    JudgeRoutingProcessor(JudgeRoutingConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void init(ProcessorContext<String, JudgeRequest> context) {
        this.context = context;
        requested = context.getStateStore(JudgeRoutingTopology.REQUESTED);
        metrics = new StageMetrics(context.metrics(), JudgeRoutingTopology.NAME);
    }

    @Override
    public void process(Record<String, Conversation> record) {
        metrics.add(StageCount.CONVERSATIONS_RECEIVED);
        Map<String, JudgeRequest> wanted = wanted(record.value());
        RequestedTurns standing = requested.get(record.key());
        Map<String, String> before = standing == null ? Map.of() : standing.getRequestHashes();
        var after = new HashMap<String, String>();
        wanted.forEach((messageId, request) -> after.put(messageId, ContentHash.of(request)));
        if (after.equals(before)) {
            return;
        }
        requested.put(record.key(), after.isEmpty() ? null : new RequestedTurns(after));
        for (String messageId : union(before, after)) {
            if (!after.containsKey(messageId)) {
                forward(record, messageId, null);
            } else if (!after.get(messageId).equals(before.get(messageId))) {
                forward(record, messageId, wanted.get(messageId));
            }
        }
    }

    /** @param conversation null, a tombstone, asks for nothing */
    private Map<String, JudgeRequest> wanted(Conversation conversation) {
        var wanted = new HashMap<String, JudgeRequest>();
        if (conversation != null) {
            Routing routing = Routing.of(ConversationCodec.decode(conversation), configuration.rules());
            for (Request request : routing.requests()) {
                wanted.put(request.messageId(), JudgeRequestCodec.encode(request));
            }
            routing.notJudged().values().forEach(reason -> metrics.add(StageCount.TURNS_NOT_JUDGED, reason.name()));
        }
        return wanted;
    }

    private void forward(Record<String, Conversation> cause, String messageId, JudgeRequest request) {
        metrics.add(request == null ? StageCount.REQUESTS_RETRACTED : StageCount.REQUESTS_SENT);
        context.forward(new Record<>(messageId, request, cause.timestamp()));
    }

    /** In a fixed order, so that a replay sends what the first run sent. */
    private static TreeSet<String> union(Map<String, String> before, Map<String, String> after) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys;
    }
}
