package io.turnstile.producers.redaction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a user or a machine: equal for equal values under one key, and without the key nobody can tell the
 * value, nor try names until one fits.
 */
final class KeyedHash {

    /** Says what the value is, so that it is not hashed a second time. */
    private static final String PREFIX = "hmac-sha256:";

    /** 128 bits: two of a million users share one with a chance below 10^-26. */
    private static final int BYTES = 16;

    private static final Pattern HASH = Pattern.compile(PREFIX + "[0-9a-f]{" + 2 * BYTES + "}");
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    KeyedHash(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The hash; letter case and outer white space do not matter. A value that is a hash stays as it is. */
    String of(String value) {
        String canonical = value.strip().toLowerCase(Locale.ROOT);
        if (isHash(canonical)) {
            return canonical;
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] whole = mac.doFinal(canonical.getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(whole, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + ALGORITHM + ", which each must have.", e);
        }
    }

    static boolean isHash(String value) {
        return HASH.matcher(value).matches();
    }
}
