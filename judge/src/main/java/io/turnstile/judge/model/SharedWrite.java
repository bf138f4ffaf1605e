package io.turnstile.judge.model;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A write to the disk that many threads wait for, and that one of them does for all: whoever comes while one is under way
 * waits for the next. So the disk is asked as often as it can answer, and not once for each of them.
 */
final class SharedWrite {

    private final Runnable write;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private long wanted;
    private long written;
    private boolean isUnderWay;

    /** @param write puts all on the disk that was said before it began; called by one thread at a time */
    SharedWrite(Runnable write) {
        this.write = write;
    }

    /**
     * Returns when a write that began after this call is done.
     *
     * @throws RuntimeException what the write throws; whoever else waited for it tries on its own
     */
    void await() {
        lock.lock();
        try {
            long mine = ++wanted;
            while (written < mine) {
                if (isUnderWay) {
                    ended.awaitUninterruptibly();
                } else {
                    writeForAll();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Holds the lock before and after, not while it writes. */
    private void writeForAll() {
        long all = wanted;
        boolean isDone = false;
        isUnderWay = true;
        lock.unlock();
        try {
            write.run();
            isDone = true;
        } finally {
            lock.lock();
            isUnderWay = false;
            written = isDone ? all : written;
            ended.signalAll();
        }
    }
}
