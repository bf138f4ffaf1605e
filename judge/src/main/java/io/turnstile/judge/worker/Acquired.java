package io.turnstile.judge.worker;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A request that a lane has acquired and not acknowledged yet. For the lane's thread. */
final class Acquired {

    private final CompletableFuture<Void> answer;
    private ConsumerRecord<String, byte[]> record;
    private boolean isHeld = true;

    Acquired(ConsumerRecord<String, byte[]> record, CompletableFuture<Void> answer) {
        this.record = record;
        this.answer = answer;
    }

    CompletableFuture<Void> answer() {
        return answer;
    }

    ConsumerRecord<String, byte[]> record() {
        return record;
    }

    /** Whether the client lets it be acknowledged: not while its renewal is under way. */
    boolean isHeld() {
        return isHeld;
    }

    void renewing() {
        isHeld = false;
    }

    void returned(ConsumerRecord<String, byte[]> again) {
        record = again;
        isHeld = true;
    }
}
