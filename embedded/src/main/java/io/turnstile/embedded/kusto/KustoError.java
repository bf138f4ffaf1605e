package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An error in Kusto's own form, OneApiError.
 *
 * @param status of the HTTP answer, unless it stands within a result
 * @param title what "message" holds: short, and the same for all errors of a kind
 * @param type the name of the exception class in Kusto's own clients, without its package
 * @param description what "@message" holds
 * @param permanent what "@permanent" holds: whether trying again is said to be useless
 */
record KustoError(int status, String code, String title, String type, String description, boolean permanent) {

    private static final String INVALID = "Request is invalid and cannot be executed.";
    private static final String REFUSED = "KustoBadRequestException";

    /** A request that this server does not take. */
    static KustoError refused(String code, String why) {
        return new KustoError(400, code, INVALID, REFUSED, why, true);
    }

    static KustoError syntax(String why) {
        return new KustoError(400, "BadRequest_SyntaxError", INVALID, "SyntaxException", why, true);
    }

    static KustoError refusedForNow() {
        String why = "The request was refused for now. A fault that was asked for.";
        return new KustoError(400, "BadRequest_Transient", INVALID, REFUSED, why, false);
    }

    static KustoError throttled() {
        String why = "The request was denied due to throttling. A fault that was asked for.";
        return new KustoError(
                429, "TooManyRequests", "Too many requests", "KustoRequestThrottledException", why, false);
    }

    static KustoError unavailable(String why) {
        return new KustoError(
                503, "ServiceUnavailable", "Service is unavailable", "KustoServiceUnavailableException", why, false);
    }

    /** @param permanent true where the same query would fail again */
    static KustoError internal(String why, boolean permanent) {
        return new KustoError(
                500, "InternalServerError", "Internal service error", "KustoServiceException", why, permanent);
    }

    static KustoError timedOut(String why) {
        return new KustoError(
                504, "RequestExecutionTimeout", "Request timed out", "KustoServiceTimeoutException", why, false);
    }

    /** Within a result. Kusto's documentation calls it permanent: who takes its word for it never asks for less. */
    static KustoError tooLarge(String limit) {
        return new KustoError(
                200,
                "LimitsExceeded",
                INVALID,
                "KustoServicePartialQueryFailureLimitsExceededException",
                "Query execution has exceeded the allowed limits (80DA0003): The results of this query exceed the set"
                        + " limit of " + limit + ", so not all records were returned"
                        + " (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003).",
                true);
    }

    /** Within a result. */
    static KustoError lowMemory() {
        return new KustoError(
                200,
                "LowMemoryCondition",
                INVALID,
                "KustoServicePartialQueryFailureLowMemoryConditionException",
                "Query execution lacks memory resources to complete (80DA0007): Partial query failure: Low memory"
                        + " condition (E_LOW_MEMORY_CONDITION).",
                true);
    }

    /** Within a result. */
    static KustoError halfWay() {
        return new KustoError(
                200,
                "Internal service error",
                "Request aborted due to an internal service error.",
                "KustoServicePartialQueryFailureException",
                "A node failed while the query ran (E_FAIL). A fault that was asked for.",
                false);
    }

    /** The object {@code {"error": …}}. */
    ObjectNode json() {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putObject("error")
                .put("code", code)
                .put("message", title)
                .put("@type", "Kusto.Data.Exceptions." + type)
                .put("@message", description)
                .put("@permanent", permanent)
                .putObject("@context")
                .put("serviceAlias", "EMBEDDED");
        return error;
    }
}
