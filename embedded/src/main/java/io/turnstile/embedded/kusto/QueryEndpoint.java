package io.turnstile.embedded.kusto;

import io.turnstile.embedded.kql.KqlException;
import io.turnstile.embedded.kql.ResultTable;
import io.turnstile.embedded.kusto.KustoAnswer.Delivery;
import io.turnstile.queries.NoBinderException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a query is answered, with the faults that it meets. */
final class QueryEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(QueryEndpoint.class);

    private static final String NOT_SUPPORTED = "BadRequest_NotSupported";

    private final EmbeddedKustoConfiguration configuration;
    private final Answering answering;
    private final KustoDatabase database;
    private final KustoFaults faults;
    private final ExecutorService threads;

    QueryEndpoint(
            EmbeddedKustoConfiguration configuration,
            Answering answering,
            KustoDatabase database,
            KustoFaults faults,
            ExecutorService threads) {
        this.configuration = configuration;
        this.answering = answering;
        this.database = database;
        this.faults = faults;
        this.threads = threads;
    }

    /** @throws KustoRefusal if the query is refused or fails */
    KustoAnswer answer(KustoRequest request) {
        KustoFault fault = faults.draw().orElse(null);
        KustoAnswer instead = fault == null ? null : insteadOfRunning(fault);
        if (instead != null) {
            meet(fault);
            return instead;
        }
        RequestOptions options = accepted(request);
        if (fault == KustoFault.SLOW) {
            meet(fault);
            return frames(run(request, configuration.slowness(), options.timeout()), options, null);
        }
        ResultTable result = run(request, Duration.ZERO, options.timeout());
        if (fault == null || result.rows().size() < fewestRows(fault)) {
            return frames(result, options, null);
        }
        meet(fault);
        return spoilt(fault, result, options);
    }

    /** One row cannot be halved: a result of one that is too large would be a failure for good, and is none of chance. */
    private static int fewestRows(KustoFault fault) {
        return fault == KustoFault.RESULT_TOO_LARGE ? 2 : 0;
    }

    private void meet(KustoFault fault) {
        faults.met(fault);
        LOG.debug("event=kusto.fault kind={}", fault);
    }

    /** Null for a fault that needs a result. */
    private KustoAnswer insteadOfRunning(KustoFault fault) {
        return switch (fault) {
            case THROTTLED -> KustoAnswer.error(KustoError.throttled()).withHeader("Retry-After", retryAfter());
            case INTERNAL_ERROR -> KustoAnswer.error(KustoError.internal("A fault that was asked for.", false));
            case BAD_GATEWAY ->
                KustoAnswer.text(502, "<html><body>Bad Gateway</body></html>", Map.of("Content-Type", "text/html"));
            case UNAVAILABLE -> KustoAnswer.error(KustoError.unavailable("A fault that was asked for."));
            case NOT_AUTHENTICATED -> KustoAnswer.text(401, "", Map.of("WWW-Authenticate", "Bearer"));
            case REFUSED_FOR_GOOD ->
                KustoAnswer.error(KustoError.refused("BadRequest_Refused", "A fault that was asked for."));
            case REFUSED_FOR_NOW -> KustoAnswer.error(KustoError.refusedForNow());
            case CUT_BEFORE_ANSWER -> KustoAnswer.text(200, "", Map.of()).with(Delivery.NOTHING);
            default -> null;
        };
    }

    private KustoAnswer spoilt(KustoFault fault, ResultTable result, RequestOptions options) {
        int half = result.rows().size() / 2;
        return switch (fault) {
            case CUT_IN_ANSWER -> frames(result, options, null).with(Delivery.HALF);
            case CUT_AFTER_ANSWER -> frames(result, options, null).with(Delivery.UNENDED);
            case TRUNCATED_JSON -> frames(result, options, null).truncated();
            case FAILURE_AMONG_ROWS ->
                frames(result, options, new PartialFailure(KustoError.halfWay(), half, true, false));
            case FAILURE_AT_END -> frames(result, options, new PartialFailure(KustoError.halfWay(), half, false, true));
            case RESULT_TOO_LARGE ->
                frames(result, options, PartialFailure.reported(KustoError.tooLarge(half + " records"), half));
            case LOW_MEMORY -> frames(result, options, PartialFailure.reported(KustoError.lowMemory(), half));
            default -> throw new IllegalStateException("Fault " + fault + " needs no result.");
        };
    }

    /** @param failure what the rows break off with; null for nothing but a limit */
    private KustoAnswer frames(ResultTable result, RequestOptions options, PartialFailure failure) {
        return KustoAnswer.result(
                new ResultFrames(result, options.limits(), configuration.dynamicAsText(), failure)::writeTo);
    }

    private RequestOptions accepted(KustoRequest request) {
        requireDatabase(request);
        if (request.isCommand()) {
            throw new KustoRefusal(KustoError.refused(
                    NOT_SUPPORTED, "A management command was sent as a query. Send it to /v1/rest/mgmt."));
        }
        return RequestOptions.of(request.options(), configuration.limits());
    }

    private void requireDatabase(KustoRequest request) {
        // As on a cluster; the client writes the default's name in another case than the emulator does.
        if (!request.database().equalsIgnoreCase(configuration.database())) {
            throw new KustoRefusal(KustoError.refused(
                    "BadRequest_DatabaseNotExist",
                    "There is no database '" + request.database() + "'. The embedded server has one, '"
                            + configuration.database() + "'."));
        }
    }

    /** In a thread of its own, because an evaluation that takes too long must not hold the answer back. */
    private ResultTable run(KustoRequest request, Duration delay, Duration timeout) {
        DatabaseSnapshot snapshot = database.snapshot();
        var task = new FutureTask<>(() -> answering.run(request.csl(), request.parameters(), snapshot));
        delayed(delay).execute(task);
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new KustoRefusal(KustoError.timedOut(
                    "The query did not end within " + timeout + ". Ask for less, or set a longer servertimeout."));
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new KustoRefusal(KustoError.unavailable("The embedded server is being closed."));
        } catch (ExecutionException e) {
            throw refusal(e.getCause());
        }
    }

    private Executor delayed(Duration delay) {
        return delay.isZero()
                ? threads
                : CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads);
    }

    private static KustoRefusal refusal(Throwable cause) {
        if (cause instanceof KqlException e) {
            return new KustoRefusal(error(e));
        }
        if (cause instanceof NoBinderException) {
            return new KustoRefusal(KustoError.refused(NOT_SUPPORTED, cause.getMessage()));
        }
        return new KustoRefusal(unexpected(cause));
    }

    private static KustoError error(KqlException e) {
        String why = e.code().title() + ": " + e.getMessage();
        return switch (e.code()) {
            case SYN0001 -> KustoError.syntax(why);
            case NOT_SUPPORTED -> KustoError.refused(NOT_SUPPORTED, why);
            case RUNTIME -> KustoError.refused("BadRequest_QueryExecutionFailed", why);
        };
    }

    /** Its message may quote rows, so only its class is told. The same query would meet the same bug again. */
    static KustoError unexpected(Throwable bug) {
        LOG.warn("event=kusto.bug class={} at={}", bug.getClass().getName(), place(bug));
        return KustoError.internal(
                "The embedded server failed with " + bug.getClass().getSimpleName() + " at " + place(bug)
                        + ". This is a bug; report it.",
                true);
    }

    private static String place(Throwable bug) {
        return bug.getStackTrace().length == 0 ? "unknown" : bug.getStackTrace()[0].toString();
    }

    private String retryAfter() {
        return Long.toString(Math.max(1, configuration.slowness().toSeconds()));
    }
}
