package io.turnstile.producers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.telemetry.RowView;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitTextTest {

    @Property(tries = 60)
    void aReaderJoinsWhatWasSplit(
            @ForAll @IntRange(min = 1, max = 200_000) int characters, @ForAll @IntRange(max = 1) int offset) {
        String text = ("x".repeat(offset) + "🚀".repeat(characters / 2 + 1)).substring(0, characters);
        var row = RowDraft.used("conversation.messageText", 0).parts("messageText", SplitText.parts(text));

        assertThat(new RowView(row.properties(), Map.of()).text("messageText")).hasValue(text);
        assertThat(row.properties().values()).allMatch(part -> part.length() <= 8_192);
    }

    @Test
    void whatFollowsTheFiftiethPartIsLost() {
        List<String> parts = SplitText.parts("y".repeat(500_000));

        assertThat(parts).hasSize(50);
        assertThat(String.join("", parts)).hasSize(409_600);
        assertThat(SplitText.key("k", 1)).isEqualTo("k");
        assertThat(SplitText.key("k", 9)).isEqualTo("k_09");
        assertThat(SplitText.key("k", 50)).isEqualTo("k_50");
    }

    @Test
    void aCutCanFallInsideASurrogatePair() {
        String first = SplitText.parts("x" + "🚀".repeat(5_000)).get(0);

        assertThat(Character.isHighSurrogate(first.charAt(first.length() - 1))).isTrue();
    }
}
