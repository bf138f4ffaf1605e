package io.turnstile.producers.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.producers.SourceItem;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a chat export source yields, to be asked by the tests. */
record ReadRows(List<TelemetryRow> rows, List<SourceItem.Malformed> malformed) {

    static ReadRows of(Path... places) {
        return of(new ChatExportConfiguration(10_000_000), places);
    }

    static ReadRows of(ChatExportConfiguration configuration, Path... places) {
        var read = new ReadRows(new ArrayList<>(), new ArrayList<>());
        try (var source = ChatExportSource.of(List.of(places), configuration)) {
            source.items().forEachRemaining(read::add);
        }
        return read;
    }

    private void add(SourceItem item) {
        if (item instanceof SourceItem.Row row) {
            rows.add(row.row());
        } else {
            malformed.add((SourceItem.Malformed) item);
        }
    }

    /** The rows of an event, by its name without the publisher. */
    List<TelemetryRow> event(String name) {
        return rows.stream()
                .filter(row -> row.getEventName().equals("GitHub.copilot-chat/" + name))
                .toList();
    }

    List<TelemetryRow> texts(String source) {
        return event("conversation.messageText").stream()
                .filter(row -> text(row, "source").equals(source))
                .toList();
    }

    List<TelemetryRow> calls(String direction) {
        return event("engine.messages.length").stream()
                .filter(row -> text(row, "message_direction").equals(direction))
                .toList();
    }

    /** The summary of a turn. */
    TelemetryRow summary(String messageId) {
        var found = event("toolCallDetailsInternal").stream()
                .filter(row -> messageId.equals(text(row, "messageId")))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    static String text(TelemetryRow row, String key) {
        return view(row).text(key).orElse(null);
    }

    static double number(TelemetryRow row, String key) {
        return view(row).number(key).orElse(Double.NaN);
    }

    private static RowView view(TelemetryRow row) {
        return new RowView(row.getProperties(), row.getMeasurements());
    }
}
