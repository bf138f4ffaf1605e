package io.turnstile.producers.redaction;

import io.turnstile.telemetry.UserHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a user or a machine: equal for equal values under one key, and without the key nobody can tell the
 * value, nor try names until one fits.
 */
final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    KeyedHash(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The hash; letter case and outer white space do not matter. A value that is a hash stays as it is. */
    String of(String value) {
        String canonical = value.strip().toLowerCase(Locale.ROOT);
        if (UserHash.isHash(canonical)) {
            return canonical;
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] whole = mac.doFinal(canonical.getBytes(StandardCharsets.UTF_8));
            return UserHash.PREFIX + HexFormat.of().formatHex(whole, 0, UserHash.BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + ALGORITHM + ", which each must have.", e);
        }
    }
}
