package io.turnstile.embedded.kusto;

/**
 * How much one result may hold; beyond it the query fails half-way with E_QUERY_RESULT_SET_TOO_LARGE.
 *
 * @param bytes of the rows as JSON, before compression. Kusto counts bytes of its own form, so the two agree only roughly
 */
public record ResultLimits(long rows, long bytes) {

    /** Kusto's own: 500,000 rows and 64 MB. */
    public static final ResultLimits KUSTO = new ResultLimits(500_000, 64L * 1024 * 1024);

    static final ResultLimits NONE = new ResultLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    /** @throws IllegalArgumentException if either is below 1 */
    public ResultLimits {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "A result may hold " + rows + " rows and " + bytes + " bytes. Give at least 1 of each.");
        }
    }
}
