package io.turnstile.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documented queries are the shipped ones. Run with -Dturnstile.golden.write=true to write the document. */
class QueryReferenceTest {

    private static final Path DOCUMENT = Path.of("../docs/04-query-reference.md");
    private static final Pattern GENERATED = Pattern.compile(
            "(?<=<!-- generated:begin queries -->\n).*?(?=<!-- generated:end queries -->)", Pattern.DOTALL);

    @Test
    void theDocumentIsCurrent() throws IOException {
        String document = Files.readString(DOCUMENT);
        String current = GENERATED
                .matcher(document)
                .replaceFirst(found ->
                        Matcher.quoteReplacement("\n" + QueryReference.markdown(QueryCatalogue.shipped()) + "\n"));
        if (Boolean.getBoolean("turnstile.golden.write")) {
            Files.writeString(DOCUMENT, current);
        }
        assertThat(DOCUMENT).hasContent(current);
    }
}
