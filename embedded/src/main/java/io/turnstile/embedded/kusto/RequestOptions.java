package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.embedded.kql.Timespans;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * The options of a request that change its answer. Those that cannot are ignored; any other is refused, because an option
 * that is silently without effect here would have one on a cluster.
 *
 * @param timeout after which the server gives up
 */
record RequestOptions(Duration timeout, ResultLimits limits) {

    private static final String TIMEOUT = "servertimeout";
    private static final String NO_TIMEOUT = "norequesttimeout";
    private static final String NO_TRUNCATION = "notruncation";
    private static final String MOST_RECORDS = "truncationmaxrecords";
    private static final String MOST_BYTES = "truncationmaxsize";

    private static final Set<String> RESPECTED = Set.of(TIMEOUT, NO_TIMEOUT, NO_TRUNCATION, MOST_RECORDS, MOST_BYTES);

    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "client_max_redirect_count",
            "max_memory_consumption_per_query_per_node",
            "maxmemoryconsumptionperiterator",
            "query_distribution_nodes_span",
            "queryconsistency",
            "request_app_name",
            "request_description",
            "request_readonly",
            "request_user",
            "results_v2_newlines_between_frames");

    /** Change the form of the answer; only switching them off is respected. */
    private static final Set<String> OTHER_FORMS =
            Set.of("deferpartialqueryfailures", "results_progressive_enabled", "results_v2_fragment_primary_tables");

    /** Kusto's own default and longest. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(4);

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /** @throws KustoRefusal if an option is not known or its value not understood */
    static RequestOptions of(JsonNode options, ResultLimits standard) {
        options.properties().forEach(option -> requireKnown(option.getKey(), option.getValue()));
        Duration timeout = options.path(NO_TIMEOUT).asBoolean() ? LONGEST_TIMEOUT : timeout(options.path(TIMEOUT));
        return new RequestOptions(timeout, limits(options, standard));
    }

    private static void requireKnown(String name, JsonNode value) {
        String key = name.toLowerCase(Locale.ROOT);
        boolean off = OTHER_FORMS.contains(key) && !value.asBoolean();
        if (!off && !RESPECTED.contains(key) && !WITHOUT_EFFECT.contains(key)) {
            throw refusal("Option '" + name + "' is not supported by the embedded server. Leave it out.");
        }
    }

    private static Duration timeout(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return DEFAULT_TIMEOUT;
        }
        try {
            return Timespans.require(value.isTextual() ? value.asText() : "");
        } catch (IllegalArgumentException e) {
            throw refusal("Option 'servertimeout' is not understood. Give a timespan as text, such as '00:04:00'.");
        }
    }

    /** As on a cluster, lifting the limits counts for nothing where another limit is set. */
    private static ResultLimits limits(JsonNode options, ResultLimits standard) {
        boolean limited = options.has(MOST_RECORDS) || options.has(MOST_BYTES);
        if (!limited && options.path(NO_TRUNCATION).asBoolean()) {
            return ResultLimits.NONE;
        }
        return new ResultLimits(
                limit(options, MOST_RECORDS, standard.rows()), limit(options, MOST_BYTES, standard.bytes()));
    }

    private static long limit(JsonNode options, String name, long standard) {
        long limit = options.path(name).asLong(options.has(name) ? 0 : standard);
        if (limit < 1) {
            throw refusal("Option '" + name + "' is not understood. Give a number of at least 1.");
        }
        return limit;
    }

    private static KustoRefusal refusal(String why) {
        return new KustoRefusal(KustoError.refused("BadRequest_InvalidRequestProperty", why));
    }
}
