package io.turnstile.producers;

import io.turnstile.schema.TelemetryRow;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.regex.Pattern;

/** Takes the user's name out of what is produced. */
final class PersonalData {

    private static final String USER_NAME = "common.userName";

    /** The name's value in JSON, also in JSON that is itself a JSON string, where each quote has a backslash. */
    private static final Pattern USER_NAME_IN_JSON =
            Pattern.compile("(common\\.userName\\\\*\"\\s*:\\s*\\\\*\")[^\"]*?(\\\\*\"|$)", Pattern.CASE_INSENSITIVE);

    private PersonalData() {}

    /** The row without the property common.userName, in any letter case. */
    static TelemetryRow without(TelemetryRow row) {
        if (row.getProperties().keySet().stream().noneMatch(USER_NAME::equalsIgnoreCase)) {
            return row;
        }
        var properties = new HashMap<>(row.getProperties());
        properties.keySet().removeIf(USER_NAME::equalsIgnoreCase);
        return RowCopy.of(row, properties);
    }

    /** The bytes of something malformed, the value of common.userName emptied where it stands as JSON. */
    static byte[] without(byte[] malformed) {
        // Latin-1 maps every byte to a character and back, whatever the bytes are.
        var text = new String(malformed, StandardCharsets.ISO_8859_1);
        return USER_NAME_IN_JSON.matcher(text).replaceAll("$1$2").getBytes(StandardCharsets.ISO_8859_1);
    }
}
