package io.turnstile.telemetry;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands for a user in topics: a keyed hash, which redaction puts in the place of the user's name before a row is
 * produced. Without the key nobody can tell the name from it.
 */
public final class UserHash {

    /** Says what the value is, so that it is neither hashed a second time nor taken for a name. */
    public static final String PREFIX = "hmac-sha256:";

    /** 128 bits: two of a million users share one with a chance below 10^-26. */
    public static final int BYTES = 16;

    private static final String PROPERTY = "common.userName";
    private static final Pattern HASH = Pattern.compile(PREFIX + "[0-9a-f]{" + 2 * BYTES + "}");

    private UserHash() {}

    /** Whether a value is a hash, in this very spelling. */
    public static boolean isHash(String value) {
        return HASH.matcher(value).matches();
    }

    /**
     * The hash of the user whose row it is. Empty where the row names none, and where it names one in clear: a row that
     * came past redaction must not carry a name into what is trained on.
     */
    public static Optional<String> of(RowView row) {
        return row.text(PROPERTY).filter(UserHash::isHash);
    }
}
