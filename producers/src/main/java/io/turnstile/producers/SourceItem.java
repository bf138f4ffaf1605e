package io.turnstile.producers;

import io.turnstile.schema.SourceCursor;
import io.turnstile.schema.TelemetryRow;

/** One thing read from a source. */
public sealed interface SourceItem {

    /** A telemetry row. */
    record Row(TelemetryRow row) implements SourceItem {}

    /**
     * What could not be read as a row.
     *
     * @param source the kind of source, as {@link TelemetrySource#name()}
     * @param place where it stands, e.g. rows.jsonl:17
     * @param reason why it is no row
     * @param detail more of the reason for people; never the content of a message
     * @param bytes the raw bytes that failed; cut where the source bounds its memory
     */
    record Malformed(String source, String place, MalformedReason reason, String detail, byte[] bytes)
            implements SourceItem {}

    /**
     * How far the source has been read: with it, everything that the source yielded before is committed. Only of a source
     * that is {@link TelemetrySource#isPositioned}.
     */
    record Position(SourceCursor cursor) implements SourceItem {}
}
