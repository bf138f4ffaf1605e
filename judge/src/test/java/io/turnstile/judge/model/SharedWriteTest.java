package io.turnstile.judge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SharedWriteTest {

    private static final int WAITING = 20;

    @Test
    void allThatComeDuringAWriteShareTheNext() throws Exception {
        var writes = new AtomicInteger();
        var came = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var disk = new SharedWrite(() -> {
            writes.incrementAndGet();
            begun.countDown();
            await(goOn);
        });
        var threads = Executors.newCachedThreadPool();
        try {
            var all = new ArrayList<CompletableFuture<Void>>();
            all.add(CompletableFuture.runAsync(disk::await, threads));
            await(begun);
            for (int number = 0; number < WAITING; number++) {
                all.add(CompletableFuture.runAsync(
                        () -> {
                            came.incrementAndGet();
                            disk.await();
                        },
                        threads));
            }
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> came.get() == WAITING);
            assertThat(all).noneMatch(CompletableFuture::isDone);
            goOn.countDown();
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
        // Usually two; a thread may come only when the second has begun.
        assertThat(writes.get()).isBetween(2, WAITING);
    }

    @Test
    void aWriteThatFailsIsNoWriteForAnybody() {
        var writes = new AtomicInteger();
        var disk = new SharedWrite(() -> {
            if (writes.incrementAndGet() == 1) {
                throw new IllegalStateException("the disk is full");
            }
        });
        assertThatThrownBy(disk::await).hasMessage("the disk is full");
        disk.await();
        assertThat(writes).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
