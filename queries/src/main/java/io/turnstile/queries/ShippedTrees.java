package io.turnstile.queries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The trees of the shipped queries, which were bound at build time: it needs neither Node nor V8. White space around the
 * text does not count, because Kusto's clients trim what they send.
 */
public final class ShippedTrees implements Binder {

    @Override
    public Binding bind(String kql) {
        try (var stream = ShippedTrees.class.getResourceAsStream("bound/" + sha256(kql.trim()) + ".json")) {
            if (stream == null) {
                throw new NoBinderException("This text is no shipped query, and only those were bound at build time."
                        + " Run a shipped one unchanged, or install Node so that any text can be bound.");
            }
            return BindingJson.read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String kql) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(kql.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
