package io.turnstile.judge.worker;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer's thread: sessions, one after another, until the worker closes. A session that fails is replaced by a new
 * one; what the old one had acquired is delivered again.
 */
final class JudgeLane implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(JudgeLane.class);

    private final JudgeClients clients;
    private final Verdicts verdicts;
    private final Answering answering;
    private final Closing closing;

    JudgeLane(JudgeClients clients, Verdicts verdicts, Answering answering, Closing closing) {
        this.clients = clients;
        this.verdicts = verdicts;
        this.answering = answering;
        this.closing = closing;
    }

    @Override
    public void run() {
        try {
            verdicts.prepare();
            while (!closing.isBegun()) {
                runSession();
            }
        } catch (AbandonedException e) {
            LOG.debug("event=judge_closed_at_start");
        } catch (InterruptException | InterruptedException e) {
            LOG.warn("event=judge_interrupted");
            Thread.currentThread().interrupt();
        }
    }

    private void runSession() throws InterruptedException {
        Duration lockDuration = clients.configuration().lockDuration();
        try (var session = new JudgeSession(clients.requests(), answering, closing, lockDuration)) {
            session.work(clients.topics().judgeRequests().name());
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) { // the consumer's answer to a call in a wrong state
            Duration pause = clients.configuration().retryPause();
            LOG.warn("event=judge_session_failed retry_in={} error={}", pause, e.toString());
            closing.await(pause);
        }
    }
}
