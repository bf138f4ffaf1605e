package io.turnstile.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class RowViewPropertiesTest {

    @Property(tries = 1_000)
    void whateverPartsThereAreUpToFiftyTheTextIsTheirsJoined(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String key,
            @ForAll @Size(min = 1, max = 50) List<@StringLength(max = 4) String> parts,
            @ForAll boolean isLowerCase) {
        String stored = isLowerCase ? key.toLowerCase(Locale.ROOT) : key;
        Map<String, String> properties = IntStream.range(0, parts.size())
                .boxed()
                .collect(Collectors.toMap(i -> i == 0 ? stored : String.format("%s_%02d", stored, i + 1), parts::get));

        String whole = String.join("", parts);
        assertThat(new RowView(properties, Map.of()).text(key).orElse("")).isEqualTo(whole.isBlank() ? "" : whole);
    }

    /** The store cuts by characters and knows nothing of pairs: a cut inside one must not damage the text. */
    @Property(tries = 1_000)
    void aTextThatWasCutAnywhereIsReadBackWhole(
            @ForAll("texts") String text, @ForAll @Size(max = 49) List<@IntRange(max = 60) Integer> cuts) {
        var properties = new HashMap<String, String>();
        int from = 0;
        int part = 1;
        for (int cut : cuts.stream().sorted().toList()) {
            int to = Math.min(cut, text.length());
            properties.put(
                    part == 1 ? "messageText" : String.format("messageText_%02d", part), text.substring(from, to));
            from = to;
            part++;
        }
        properties.put(part == 1 ? "messageText" : String.format("messageText_%02d", part), text.substring(from));

        assertThat(new RowView(properties, Map.of()).text("messageText").orElse(text))
                .isEqualTo(text);
        assertThat(new RowView(properties, Map.of()).text("messageText").isPresent())
                .isEqualTo(!text.isBlank());
    }

    /** Half of them pairs, so that many cuts fall inside one. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", " ", "\uD83D\uDE00", "\uD83D\uDE80")
                .list()
                .ofMaxSize(30)
                .map(characters -> String.join("", characters));
    }

    @Property(tries = 1_000)
    void otherKeysChangeNothing(
            @ForAll("unicode") String text, @ForAll @Size(max = 8) Map<@AlphaChars String, String> others) {
        var properties = new HashMap<String, String>();
        others.forEach((key, value) -> properties.put("other-" + key + "_02", value));
        properties.put("messageText", text);

        assertThat(new RowView(properties, Map.of()).text("messageText"))
                .isEqualTo(text.isBlank() ? Optional.empty() : Optional.of(text));
    }

    /** The white space of all scripts with the rest: a text of U+2000 alone is blank, though no ASCII space is in it. */
    @Provide
    Arbitrary<String> unicode() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings()
                        .withChars(" \t\u1680\u2000\u200A\u2028\u205F\u3000a")
                        .ofMaxLength(3));
    }

    @Property(tries = 1_000)
    void everyFiniteNumberIsReadBackFromItsText(@ForAll double number) {
        var row = new RowView(Map.of("n", Double.toString(number)), Map.of());

        assertThat(row.number("n")).hasValue(number);
    }
}
