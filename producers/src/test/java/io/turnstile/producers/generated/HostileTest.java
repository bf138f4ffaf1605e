package io.turnstile.producers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Everything turned up at once, with the lines that the documentation gives for it. */
class HostileTest {

    private static final Pattern FLAG = Pattern.compile("^(generator\\.[a-z-]+)=(\\S+)$", Pattern.MULTILINE);

    @Test
    void theDocumentedLinesTurnUpEveryShare() throws Exception {
        Map<String, String> lines = documentedLines();
        List<String> shares = GeneratorConfiguration.SETTINGS.stream()
                .map(Setting::key)
                .filter(key -> key.endsWith("-share"))
                .toList();

        assertThat(lines.keySet()).containsAll(shares);
        for (Setting<?> setting : GeneratorConfiguration.SETTINGS) {
            if (setting.key().endsWith("-share")) {
                assertThat(Double.parseDouble(lines.get(setting.key())))
                        .as(setting.key())
                        .isGreaterThan(Double.parseDouble(setting.defaultText()));
            }
        }
    }

    @Test
    void everythingAtOnceStillHasATruthWithEveryOutcomeAndReason() throws Exception {
        var flags = new HashMap<String, String>();
        documentedLines().forEach((key, value) -> flags.put(key.substring("generator.".length()), value));
        flags.put("conversations", "150");
        Generated generated = Generated.of(flags);
        Totals totals = generated.truth().totals();

        assertThat(totals.rows()).isEqualTo(generated.rows().size());
        assertThat(totals.conversations().values()).allMatch(count -> count > 0);
        assertThat(totals.notJudged().values()).allMatch(count -> count > 0);
        assertThat(totals.ignored().values()).allMatch(count -> count > 0);
        assertThat(generated.truth().conversations())
                .anyMatch(conversation -> conversation.abandonedTurns() > 0)
                .anyMatch(conversation -> conversation.subagentTurns() > 0);
    }

    private static Map<String, String> documentedLines() throws Exception {
        var flags = new HashMap<String, String>();
        FLAG.matcher(Files.readString(Path.of("..", "docs", "sources.md")))
                .results()
                .forEach(flag -> flags.put(flag.group(1), flag.group(2)));
        return flags;
    }
}
