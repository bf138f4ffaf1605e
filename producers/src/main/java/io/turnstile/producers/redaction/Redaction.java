package io.turnstile.producers.redaction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Takes personal data and secrets out of what is to be produced: in texts, typed placeholders stand for them; users and
 * machines become keyed hashes, or are taken out where there is no key. Redacting twice is redacting once. Any thread may
 * use it.
 */
public final class Redaction {

    private final TextRedactor texts;

    /** Null where there is no key. */
    private final KeyedHash hash;

    private Redaction(TextRedactor texts, KeyedHash hash) {
        this.texts = texts;
        this.hash = hash;
    }

    public static Redaction of(RedactionConfiguration configuration) {
        return new Redaction(
                new TextRedactor(configuration.isEnabled() ? configuration.types() : Set.of()),
                configuration.key() == null ? null : new KeyedHash(configuration.key()));
    }

    /** Whether users and machines are kept as hashes; else they are taken out. */
    public boolean keepsIdentities() {
        return hash != null;
    }

    /** A row's properties. A value that is null stays null: it is for the schema to refuse. */
    public Redacted<Map<String, String>> properties(Map<String, String> properties) {
        var tally = new RedactionTally();
        Map<String, String> redacted = properties;
        Set<UserName> names = userNames(properties);
        for (PartedText value : PartedText.of(properties)) {
            String before = value.in(properties);
            String after = before == null ? null : redact(PropertyKind.of(value.base()), before, names, tally);
            if (before != after) {
                redacted = redacted == properties ? new HashMap<>(properties) : redacted;
                value.replace(after, redacted);
            }
        }
        return new Redacted<>(redacted, tally.counts());
    }

    /** The bytes of something malformed, which may be text, JSON or neither. */
    public Redacted<byte[]> bytes(byte[] bytes) {
        var tally = new RedactionTally();
        var text = MalformedText.of(bytes);
        var withoutIdentities = text.withoutIdentities();
        String after = texts.redact(withoutIdentities, text.userNames(), tally);
        return new Redacted<>(after.equals(text.text()) ? bytes : text.encoded(after), tally.counts());
    }

    /** The same object where nothing changes; null where the property is to be taken out. */
    private String redact(PropertyKind kind, String value, Set<UserName> names, RedactionTally tally) {
        return switch (kind) {
            case TEXT -> {
                String after = texts.redact(value, names, tally);
                yield after == value ? value : JsonPlaceholders.mended(value, after);
            }
            case STRUCTURE -> value;
            case IDENTITY, USER_NAME -> hash == null || value.isBlank() ? null : hash.of(value);
        };
    }

    private static Set<UserName> userNames(Map<String, String> properties) {
        var names = new HashSet<UserName>();
        properties.forEach((key, value) -> {
            if (value != null && PropertyKind.of(key) == PropertyKind.USER_NAME) {
                UserName.of(value).ifPresent(names::add);
            }
        });
        return names;
    }
}
