package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.core.JsonGenerator;
import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlType;
import io.turnstile.embedded.kql.ResultTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** A result as the frames of Kusto's V2 protocol, whole and never progressive. */
final class ResultFrames {

    private final ResultTable result;
    private final ResultLimits limits;
    private final boolean dynamicAsText;
    private final PartialFailure asked;
    private final List<KqlType> types;

    /** @param asked a failure to break off with; null for none but that of a limit */
    ResultFrames(ResultTable result, ResultLimits limits, boolean dynamicAsText, PartialFailure asked) {
        this.result = result;
        this.limits = limits;
        this.dynamicAsText = dynamicAsText;
        this.asked = asked;
        this.types = result.columns().stream().map(KqlColumn::type).toList();
    }

    void writeTo(OutputStream stream) throws IOException {
        var counted = new CountingStream(stream);
        try (JsonGenerator out = ColumnValue.JSON.createGenerator(counted)) {
            out.writeStartArray();
            writeHeader(out);
            beginTable(out, 0, "QueryProperties", "@ExtendedProperties", List.of());
            endTable(out);
            beginTable(out, 1, "PrimaryResult", "PrimaryResult", result.columns());
            PartialFailure failure = writeRows(out, counted);
            endTable(out);
            beginTable(out, 2, "QueryCompletionInformation", "QueryCompletionInformation", List.of());
            endTable(out);
            writeCompletion(out, failure);
            out.writeEndArray();
        }
    }

    private static void writeHeader(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("FrameType", "DataSetHeader");
        out.writeBooleanField("IsProgressive", false);
        out.writeStringField("Version", "v2.0");
        out.writeEndObject();
    }

    private static void beginTable(JsonGenerator out, int id, String kind, String name, List<KqlColumn> columns)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("FrameType", "DataTable");
        out.writeNumberField("TableId", id);
        out.writeStringField("TableKind", kind);
        out.writeStringField("TableName", name);
        out.writeArrayFieldStart("Columns");
        for (KqlColumn column : columns) {
            out.writeStartObject();
            out.writeStringField("ColumnName", column.name());
            out.writeStringField("ColumnType", column.type().name().toLowerCase(Locale.ROOT));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("Rows");
    }

    private static void endTable(JsonGenerator out) throws IOException {
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Gives the failure that the rows broke off with, or null. */
    private PartialFailure writeRows(JsonGenerator out, CountingStream counted) throws IOException {
        long began = position(out, counted);
        long written = 0;
        PartialFailure failure = failureAfter(written, 0);
        for (var rows = result.rows().iterator(); failure == null && rows.hasNext(); ) {
            writeRow(out, rows.next());
            written++;
            failure = failureAfter(written, position(out, counted) - began);
        }
        if (failure != null && failure.amongRows()) {
            out.writeStartObject();
            writeErrors(out, failure.error());
            out.writeEndObject();
        }
        return failure;
    }

    private void writeRow(JsonGenerator out, Object[] row) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < row.length; i++) {
            WireValue.write(out, types.get(i), row[i], dynamicAsText);
        }
        out.writeEndArray();
    }

    private PartialFailure failureAfter(long rows, long bytes) {
        if (asked != null && rows >= asked.afterRows()) {
            return asked;
        }
        if (rows >= limits.rows() && rows < result.rows().size()) {
            return PartialFailure.reported(KustoError.tooLarge(limits.rows() + " records"), rows);
        }
        return bytes > limits.bytes()
                ? PartialFailure.reported(KustoError.tooLarge(limits.bytes() + " bytes"), rows)
                : null;
    }

    private static void writeCompletion(JsonGenerator out, PartialFailure failure) throws IOException {
        boolean told = failure != null && failure.atEnd();
        out.writeStartObject();
        out.writeStringField("FrameType", "DataSetCompletion");
        out.writeBooleanField("HasErrors", told);
        out.writeBooleanField("Cancelled", false);
        if (told) {
            writeErrors(out, failure.error());
        }
        out.writeEndObject();
    }

    private static void writeErrors(JsonGenerator out, KustoError error) throws IOException {
        out.writeArrayFieldStart("OneApiErrors");
        out.writeTree(error.json());
        out.writeEndArray();
    }

    private static long position(JsonGenerator out, CountingStream counted) {
        return counted.count() + Math.max(0, out.getOutputBuffered());
    }
}
