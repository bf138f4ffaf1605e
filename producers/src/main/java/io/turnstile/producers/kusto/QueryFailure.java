package io.turnstile.producers.kusto;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import com.microsoft.azure.kusto.data.exceptions.DataWebException;
import com.microsoft.azure.kusto.data.exceptions.KustoServiceQueryError;
import com.microsoft.azure.kusto.data.exceptions.OneApiError;
import com.microsoft.azure.kusto.data.exceptions.ThrottleException;
import io.turnstile.producers.kusto.QueryException.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * What a failure of the Kusto client means. Judged by what the service said, not by the client's own isPermanent alone:
 * that is true of a connection that was cut.
 */
final class QueryFailure {

    /** Enough of what the service said to see what is wrong. */
    private static final int LONGEST_MESSAGE = 500;

    /** The answer was too large, or computing it took too much. */
    private static final Pattern LIMIT = Pattern.compile(
            "E_QUERY_RESULT_SET_TOO_LARGE|E_LOW_MEMORY_CONDITION|E_RUNAWAY_QUERY|E_QUERY_MEMORY"
                    + "|80DA0001|80DA0003|80DA0007|LimitsExceeded|LowMemoryCondition",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern THROTTLED =
            Pattern.compile("Throttled|TooManyRequests|E_QUERY_THROTTLED|ThrottledException", Pattern.CASE_INSENSITIVE);

    private QueryFailure() {}

    static QueryException of(Exception failure) {
        var chain = chain(failure);
        var said = said(chain);
        return new QueryException(kind(chain, said), said.orElseGet(() -> described(chain)), failure);
    }

    private static Kind kind(List<Throwable> chain, Optional<String> said) {
        if (said.filter(text -> LIMIT.matcher(text).find()).isPresent()) {
            return Kind.TOO_LARGE;
        }
        Integer status = status(chain);
        if (has(chain, ThrottleException.class)
                || status != null && status == 429
                || said.filter(text -> THROTTLED.matcher(text).find()).isPresent()) {
            return Kind.THROTTLED;
        }
        if (isTimeout(chain, status)) {
            return Kind.TIMED_OUT;
        }
        if (status != null && (status == 401 || status == 403) || isRefusedCredential(chain)) {
            return Kind.NOT_AUTHORIZED;
        }
        // An answer with an error in it came with status 200: the service had begun, and may do better next time.
        boolean isRefused = status != null && status >= 400 && status < 500 && status != 408;
        return isRefused && isSaidToBePermanent(chain) ? Kind.PERMANENT : Kind.TRANSIENT;
    }

    /** The service's own, or the client's, which waits a little longer than that. */
    private static boolean isTimeout(List<Throwable> chain, Integer status) {
        return status != null && status == 504
                || has(chain, TimeoutException.class)
                || has(chain, SocketTimeoutException.class);
    }

    /** What the service itself said: code and message of its error. */
    private static Optional<String> said(List<Throwable> chain) {
        for (Throwable cause : chain) {
            if (cause instanceof DataWebException web && web.getApiError() != null) {
                return Optional.of(said(web.getApiError()));
            }
            // An answer that is no JSON comes as the same exception, and is nothing that the service said.
            if (cause instanceof KustoServiceQueryError partial && !isNoJson(partial)) {
                return Optional.of(cut(partial.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static boolean isNoJson(Throwable failure) {
        return failure instanceof KustoServiceQueryError
                && String.valueOf(failure.getMessage()).contains("Json processing error");
    }

    private static String said(OneApiError error) {
        String detail = error.getDescription() == null ? error.getMessage() : error.getDescription();
        return cut(error.getCode() + " " + error.getType() + ": " + detail);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** Only the kinds of exceptions: their messages may quote what was read. */
    private static String described(List<Throwable> chain) {
        Integer status = status(chain);
        if (status != null && status >= 400) {
            return "the cluster answered with status " + status;
        }
        if (has(chain, JsonProcessingException.class) || chain.stream().anyMatch(QueryFailure::isNoJson)) {
            return "the cluster's answer was cut or is no JSON";
        }
        Throwable root = chain.get(chain.size() - 1);
        boolean isPlain = root instanceof IOException || root instanceof ClientAuthenticationException;
        return root.getClass().getSimpleName()
                + (isPlain && root.getMessage() != null ? ": " + cut(root.getMessage()) : "");
    }

    private static Integer status(List<Throwable> chain) {
        for (Throwable cause : chain) {
            if (cause instanceof DataServiceException service && service.getStatusCode() != null) {
                return service.getStatusCode();
            }
        }
        return null;
    }

    private static boolean isSaidToBePermanent(List<Throwable> chain) {
        for (Throwable cause : chain) {
            if (cause instanceof DataWebException web && web.getApiError() != null) {
                return web.getApiError().isPermanent();
            }
        }
        return true;
    }

    /** The identity provider said no. That it could not be reached is another matter, and passes. */
    private static boolean isRefusedCredential(List<Throwable> chain) {
        for (Throwable cause : chain) {
            if (cause instanceof CredentialUnavailableException
                    || cause instanceof ClientAuthenticationException
                    || cause instanceof MsalServiceException service
                            && service.statusCode() != null
                            && service.statusCode() < 500) {
                return chain.stream().noneMatch(IOException.class::isInstance);
            }
        }
        return false;
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
        return chain.stream().anyMatch(type::isInstance);
    }

    private static List<Throwable> chain(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    static boolean isInterrupted(Exception failure) {
        return Thread.interrupted() || has(chain(failure), InterruptedException.class);
    }
}
