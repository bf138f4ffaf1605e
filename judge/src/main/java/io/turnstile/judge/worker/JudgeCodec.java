package io.turnstile.judge.worker;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import org.apache.kafka.common.serialization.Serde;

/** Between bytes and records. One thread at a time: the serdes hold buffers, and a call takes long beside them. */
final class JudgeCodec implements AutoCloseable {

    private final Topic<JudgeRequest> requests;
    private final Topic<Verdict> verdicts;
    private final Topic<Verdict> cache;
    private final Serde<JudgeRequest> requestSerde;
    private final Serde<Verdict> verdictSerde;
    private final Serde<Verdict> cacheSerde;

    JudgeCodec(TopicCatalogue topics, AvroSerdes serdes) {
        requests = topics.judgeRequests();
        verdicts = topics.judgeVerdicts();
        cache = topics.judgeCache();
        requestSerde = serdes.valueSerde(requests);
        verdictSerde = serdes.valueSerde(verdicts);
        cacheSerde = serdes.valueSerde(cache);
    }

    synchronized JudgeRequest request(byte[] bytes) {
        return requestSerde.deserializer().deserialize(requests.name(), bytes);
    }

    synchronized byte[] verdict(Verdict verdict) {
        return verdictSerde.serializer().serialize(verdicts.name(), verdict);
    }

    synchronized Verdict cached(byte[] bytes) {
        return cacheSerde.deserializer().deserialize(cache.name(), bytes);
    }

    synchronized byte[] toCache(Verdict verdict) {
        return cacheSerde.serializer().serialize(cache.name(), verdict);
    }

    @Override
    public synchronized void close() {
        requestSerde.close();
        verdictSerde.close();
        cacheSerde.close();
    }
}
