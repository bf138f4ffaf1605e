package io.turnstile.judge.model;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.turnstile.judge.model.CallFailedException.Kind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a server alone that fails or talks garbage. A server that turns a call away is well, and one that wants
 * something done says so itself: neither counts.
 */
final class GuardedExchange implements Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedExchange.class);

    private static final int TRIAL_CALLS = 3;

    private final Exchange inner;
    private final BreakerConfiguration configuration;
    private final CircuitBreaker breaker;
    private final AtomicReference<String> latest = new AtomicReference<>("");

    GuardedExchange(Exchange inner, BreakerConfiguration configuration) {
        this.inner = inner;
        this.configuration = configuration;
        this.breaker = CircuitBreaker.of(
                "model",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(configuration.calls())
                        .minimumNumberOfCalls(configuration.calls())
                        .failureRateThreshold(configuration.failures())
                        .waitDurationInOpenState(configuration.pause())
                        .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "event=model_breaker from={} to={} latest=\"{}\"",
                        event.getStateTransition().getFromState(),
                        event.getStateTransition().getToState(),
                        latest.get()));
    }

    @Override
    public Reply ask(ChatQuestion question) throws InterruptedException {
        if (!breaker.tryAcquirePermission()) {
            throw open();
        }
        long began = System.nanoTime();
        try {
            var reply = inner.ask(question);
            record(reply, System.nanoTime() - began);
            return reply;
        } catch (CallFailedException e) {
            record(e, System.nanoTime() - began);
            throw e;
        } catch (InterruptedException | RuntimeException | Error e) {
            breaker.releasePermission();
            throw e;
        }
    }

    /** An answer without any JSON is handed on as it is, but many of them mean that this server cannot judge. */
    private void record(Reply reply, long nanos) {
        if (reply instanceof Reply.Answered answered && answered.answer().text().indexOf('{') < 0) {
            failed("The model's answer holds no JSON.", nanos);
        } else {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void record(CallFailedException failure, long nanos) {
        if (failure.kind() == Kind.THROTTLED || failure.kind() == Kind.LASTING) {
            breaker.releasePermission();
        } else {
            failed(failure.getMessage(), nanos);
        }
    }

    private void failed(String message, long nanos) {
        latest.set(message);
        breaker.onError(nanos, TimeUnit.NANOSECONDS, CallFailedException.passing(message));
    }

    private CallFailedException open() {
        return new CallFailedException(
                Kind.LASTING,
                "The model's server failed at " + configuration.failures()
                        + " % of the latest calls or more, and is left"
                        + " alone for judge.breaker-wait. The latest failure: " + latest.get(),
                configuration.pause());
    }
}
