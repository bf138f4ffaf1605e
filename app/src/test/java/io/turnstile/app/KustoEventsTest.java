package io.turnstile.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.config.Settings;
import io.turnstile.domain.turn.Fragment;
import io.turnstile.domain.turn.IgnoredRow;
import io.turnstile.producers.SourceItem;
import io.turnstile.producers.generated.GeneratedTelemetry;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.producers.kusto.KustoConfiguration;
import io.turnstile.streams.codec.RowCodec;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms do not know each other; here it shows that the one reads what the other needs. */
class KustoEventsTest {

    private static final Set<IgnoredRow> NOT_READ = EnumSet.of(IgnoredRow.EVENT_NOT_USED, IgnoredRow.UNKNOWN_EVENT);

    @Test
    void theKustoSourceTakesExactlyTheEventsThatTurnAssemblyReads() {
        Settings settings = Settings.resolve(
                List.copyOf(AllSettings.byComponent().values().stream()
                        .flatMap(List::stream)
                        .toList()),
                Map.of(),
                Map.of(),
                Map.of(GeneratorConfiguration.CONVERSATIONS.key(), "300"));
        Set<String> taken = settings.get(KustoConfiguration.EVENTS).stream()
                .map(event -> event.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(eventsThatAreRead(GeneratorConfiguration.from(settings))).isEqualTo(taken);
    }

    private static Set<String> eventsThatAreRead(GeneratorConfiguration generator) {
        var events = new TreeSet<String>();
        try (var telemetry = new GeneratedTelemetry(generator)) {
            telemetry.items().forEachRemaining(item -> {
                var row = ((SourceItem.Row) item).row();
                if (isRead(Fragment.of(RowCodec.decode(row)))) {
                    String name = row.getEventName();
                    events.add(name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
                }
            });
        }
        return events;
    }

    private static boolean isRead(Fragment fragment) {
        return !(fragment instanceof Fragment.Ignored ignored) || !NOT_READ.contains(ignored.reason());
    }
}
