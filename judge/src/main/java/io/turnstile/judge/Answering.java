package io.turnstile.judge;

import io.turnstile.judge.DeadLetter.Reason;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.TopicCatalogue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serde;

/**
 * Turns one request into its answer: a verdict, a tombstone, or a dead letter. Nothing that is wrong with one request
 * keeps another from being judged. For one thread: the serdes hold buffers.
 */
final class Answering implements AutoCloseable {

    private final Judge judge;
    private final String verdicts;
    private final String deadLetters;
    private final Serde<JudgeRequest> requestSerde;
    private final Serde<Verdict> verdictSerde;

    Answering(Judge judge, TopicCatalogue topics, AvroSerdes serdes) {
        this.judge = judge;
        this.verdicts = topics.judgeVerdicts().name();
        this.deadLetters = topics.deadLetters().name();
        this.requestSerde = serdes.valueSerde(topics.judgeRequests());
        this.verdictSerde = serdes.valueSerde(topics.judgeVerdicts());
    }

    /**
     * @throws RuntimeException if the registry does not answer: no request's fault, and to be tried again
     * @throws InterruptException if the thread was interrupted while the judge was at work
     */
    Answer answer(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return new Answer(Outcome.RETRACTED, new ProducerRecord<>(verdicts, record.key(), null));
        }
        JudgeRequest request;
        try {
            request = requestSerde.deserializer().deserialize(record.topic(), record.value());
        } catch (RuntimeException e) {
            if (RegistryOutage.preventedReading(e)) {
                throw e;
            }
            return failed(record, Reason.DESERIALIZATION, e);
        }
        return judged(record, request);
    }

    private Answer judged(ConsumerRecord<String, byte[]> record, JudgeRequest request) {
        Verdict verdict;
        try {
            verdict = verdictOn(request);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptException("The judge was interrupted; the request is judged again.", null);
            }
            return failed(record, Reason.JUDGE_FAILED, e);
        }
        try {
            byte[] bytes = verdictSerde.serializer().serialize(verdicts, verdict);
            return new Answer(Outcome.JUDGED, new ProducerRecord<>(verdicts, record.key(), bytes));
        } catch (RuntimeException e) {
            if (RegistryOutage.preventedWriting(e)) {
                throw e;
            }
            return failed(record, Reason.JUDGE_FAILED, e);
        }
    }

    private Verdict verdictOn(JudgeRequest request) {
        var verdict = judge.judge(request);
        if (!verdict.getMessageId().equals(request.getMessageId())
                || !verdict.getInputHash().equals(request.getInputHash())) {
            throw new IllegalStateException("Judge " + judge.fingerprint() + " answered another request.");
        }
        return verdict;
    }

    private Answer failed(ConsumerRecord<String, byte[]> record, Reason reason, Throwable cause) {
        return new Answer(Outcome.FAILED, DeadLetter.of(deadLetters, record, reason, cause));
    }

    @Override
    public void close() {
        requestSerde.close();
        verdictSerde.close();
    }
}
