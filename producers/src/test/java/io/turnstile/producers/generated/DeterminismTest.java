package io.turnstile.producers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.TelemetryRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    private static final Map<String, String> SMALL = Generated.conversations(120);

    @Test
    void theSameSeedGivesTheSameBytesInAnyLocaleAndTimeZone() {
        String here = digest(Generated.of(SMALL).rows());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertThat(digest(Generated.of(SMALL).rows())).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    /** Guards against a change that nobody meant: update the digest when the generator is changed on purpose. */
    @Test
    void theRowsOfSeedOneAreThoseOfEveryOtherMachine() {
        assertThat(digest(Generated.of(Generated.conversations(20)).rows()))
                .isEqualTo("3761c237e793e58f0963f3c2f26016755fb90a0491b15de4380558c1638e810c");
    }

    @Test
    void anotherSeedGivesOtherRows() {
        var other = Generated.of(Map.of("conversations", "120", "seed", "2"));

        assertThat(digest(other.rows())).isNotEqualTo(digest(Generated.of(SMALL).rows()));
    }

    @Test
    void aConversationDoesNotDependOnHowManyThereAre() {
        var few = Generated.of(Generated.conversations(30));
        var many = Generated.of(SMALL);

        assertThat(many.truth().conversations().subList(0, 30))
                .isEqualTo(few.truth().conversations());
        assertThat(many.rows().stream().filter(row -> ordinal(row) < 30)).containsExactlyElementsOf(few.rows());
    }

    @Test
    void shufflingReordersTheSameRows() {
        var ordered = Generated.of(SMALL);
        var shuffled = Generated.of(Map.of("conversations", "120", "shuffle", "true", "shuffle-window", "500"));

        assertThat(shuffled.rows()).isNotEqualTo(ordered.rows());
        assertThat(places(shuffled)).isEqualTo(places(ordered));
        assertThat(shuffled.truth()).isEqualTo(ordered.truth());
    }

    private static List<String> places(Generated generated) {
        return generated.rows().stream()
                .map(row -> row.getOrigin().getPlace())
                .sorted()
                .toList();
    }

    private static int ordinal(TelemetryRow row) {
        String place = row.getOrigin().getPlace();
        return Integer.parseInt(place.substring("conversation-".length(), place.indexOf('#')));
    }

    private static String digest(List<TelemetryRow> rows) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (TelemetryRow row : rows) {
                digest.update(TelemetryRow.getEncoder().encode(row));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
