package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Bytes that are no row, as text: in UTF-8 if they are that, else in Latin-1, which maps every byte to a character and
 * back.
 *
 * @param text the text
 * @param charset what gives the bytes back
 */
record MalformedText(String text, Charset charset) {

    /** The value of an identity in JSON, also in JSON that is itself a JSON string, where each quote has a backslash. */
    private static final Pattern IDENTITY = valueOf(PropertyKind.IDENTITY, PropertyKind.USER_NAME);

    private static final Pattern USER_NAME = valueOf(PropertyKind.USER_NAME);

    /** The keys alone: most texts have none, and megabytes are scanned much faster than they are matched. */
    private static final LiteralScan KEYS = new LiteralScan(List.of(
            PropertyKind.keys(PropertyKind.IDENTITY, PropertyKind.USER_NAME).toList()));

    static MalformedText of(byte[] bytes) {
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new MalformedText(decoded.toString(), StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return new MalformedText(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        }
    }

    /** The text with the values of identities emptied. */
    String withoutIdentities() {
        return hasKey() ? IDENTITY.matcher(text).replaceAll("$1$3") : text;
    }

    /** What it says that its users are called. */
    Set<UserName> userNames() {
        if (!hasKey()) {
            return Set.of();
        }
        var names = new HashSet<UserName>();
        var matcher = USER_NAME.matcher(text);
        while (matcher.find()) {
            UserName.of(matcher.group(2)).ifPresent(names::add);
        }
        return names;
    }

    private boolean hasKey() {
        var found = new boolean[1];
        KEYS.scan(text, (owners, end) -> found[0] = true);
        return found[0];
    }

    byte[] encoded(String redacted) {
        return redacted.getBytes(charset);
    }

    private static Pattern valueOf(PropertyKind... kinds) {
        String keys = PropertyKind.keys(kinds).map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("(?i)(\\b(?:" + keys + ")\\\\*\"\\s*:\\s*\\\\*\")([^\"]*?)(\\\\*\"|$)");
    }
}
