package io.turnstile.judge.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A recorded line holds any answer. */
class RecordingPropertiesTest {

    @Property(tries = 200)
    void everyTextComesBackUnchanged(@ForAll String text, @ForAll double probability) {
        var answer = new ChatAnswer(text, 1, 1, List.of(new TokenChoice(text, Map.of(text, probability))));
        String line = Recording.line(new Recording.Entry("q", answer, null, null));
        assertThat(line).doesNotContain("\n");
        byte[] bytes = line.getBytes(UTF_8);
        var read = Recording.parse(new String(bytes, UTF_8), Recording.Entry.class);
        assertThat(read.answer()).isEqualTo(answer);
    }
}
