package io.turnstile.app;

import io.turnstile.producers.ProducedCounts;

/** What came of producing, on one line. */
final class ProducedLine {

    private ProducedLine() {}

    static String of(ProducedCounts counts) {
        return "rows " + counts.rows() + ", dead letters " + counts.malformedInAll() + ", rows without a turn key "
                + counts.rowsWithoutTurnKey() + ", redacted " + counts.redactedInAll();
    }
}
