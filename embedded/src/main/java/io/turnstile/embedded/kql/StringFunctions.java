package io.turnstile.embedded.kql;

import static io.turnstile.embedded.kql.KqlType.DYNAMIC;
import static io.turnstile.embedded.kql.KqlType.LONG;
import static io.turnstile.embedded.kql.KqlType.STRING;
import static io.turnstile.embedded.kql.ScalarFunction.ANY;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Functions of texts. Positions and lengths count characters of Unicode. */
final class StringFunctions {

    private StringFunctions() {}

    static Map<String, ScalarFunction> all() {
        var all = new HashMap<String, ScalarFunction>();
        all.put(
                "strcat",
                ScalarFunction.of(StringFunctions::joined, STRING).repeating().takingNulls());
        all.put(
                "strcat_delim",
                ScalarFunction.of(StringFunctions::delimited, STRING, STRING).repeating());
        all.put("strcat_array", ScalarFunction.of(a -> joined((JsonNode) a[0], (String) a[1]), DYNAMIC, STRING));
        all.put("strlen", ScalarFunction.of(a -> length((String) a[0]), STRING));
        all.put("string_size", ScalarFunction.of(a -> size((String) a[0]), STRING));
        all.put(
                "substring",
                ScalarFunction.of(StringFunctions::substring, STRING, LONG, LONG)
                        .optional(1));
        all.put(
                "split",
                ScalarFunction.of(StringFunctions::split, STRING, STRING, LONG).optional(1));
        all.put("tolower", ScalarFunction.of(a -> ((String) a[0]).toLowerCase(Locale.ROOT), STRING));
        all.put("toupper", ScalarFunction.of(a -> ((String) a[0]).toUpperCase(Locale.ROOT), STRING));
        all.put(
                "replace_string",
                ScalarFunction.of(a -> replaced((String) a[0], (String) a[1], (String) a[2]), STRING, STRING, STRING));
        all.put(
                "indexof",
                ScalarFunction.of(StringFunctions::indexOf, STRING, STRING, LONG, LONG, LONG)
                        .optional(3));
        all.put(
                "reverse",
                ScalarFunction.of(
                        a -> new StringBuilder((String) a[0]).reverse().toString(), STRING));
        all.put(
                "strrep",
                ScalarFunction.of(StringFunctions::repeated, STRING, LONG, STRING)
                        .optional(1));
        all.put(
                "strcmp",
                ScalarFunction.of(
                        a -> (long) Integer.signum(((String) a[0]).compareTo((String) a[1])), STRING, STRING));
        all.put("isascii", ScalarFunction.of(a -> ((String) a[0]).chars().allMatch(c -> c < 128), STRING));
        all.put("tohex", ScalarFunction.of(StringFunctions::hex, ANY, LONG).optional(1));
        all.put("base64_encode_tostring", ScalarFunction.of(a -> encoded((String) a[0]), STRING));
        all.put("base64_decode_tostring", ScalarFunction.of(a -> decoded((String) a[0]), STRING));
        return all;
    }

    private static Object joined(Object[] texts) {
        return Arrays.stream(texts).map(text -> (String) text).collect(Collectors.joining());
    }

    private static Object delimited(Object[] texts) {
        return Arrays.stream(texts).skip(1).map(text -> (String) text).collect(Collectors.joining((String) texts[0]));
    }

    /** Null for what is no array. */
    private static String joined(JsonNode array, String delimiter) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false)
                        .map(element -> element.isNull() ? "" : Dynamics.text(element))
                        .collect(Collectors.joining(delimiter))
                : null;
    }

    private static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static long size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A negative start counts from the end. */
    private static String substring(Object[] arguments) {
        String text = (String) arguments[0];
        long length = length(text);
        long asked = (long) arguments[1];
        long start = asked < 0 ? Math.max(0, length + asked) : Math.min(asked, length);
        long count = arguments.length > 2 ? Math.max(0, (long) arguments[2]) : length;
        long end = Math.min(length, start + Math.min(count, length));
        return text.substring(
                text.offsetByCodePoints(0, (int) start), text.offsetByCodePoints(0, (int) Math.max(start, end)));
    }

    private static JsonNode split(Object[] arguments) {
        var parts = Dynamics.array();
        String text = (String) arguments[0];
        String delimiter = (String) arguments[1];
        int from = 0;
        for (int at = find(text, delimiter, 0); at >= 0; at = find(text, delimiter, from)) {
            parts.add(text.substring(from, at));
            from = at + delimiter.length();
        }
        parts.add(text.substring(from));
        if (arguments.length == 2) {
            return parts;
        }
        // With a position, an array of that part alone; without one there, an empty array of none.
        long wanted = (long) arguments[2];
        var one = Dynamics.array();
        return wanted >= 0 && wanted < parts.size() ? one.add(parts.get((int) wanted)) : null;
    }

    private static int find(String text, String delimiter, int from) {
        return delimiter.isEmpty() ? -1 : text.indexOf(delimiter, from);
    }

    private static String replaced(String text, String lookup, String replacement) {
        return lookup.isEmpty() ? text : text.replace(lookup, replacement);
    }

    /** Of a text in another from a start, within a length (-1 for all), the so many-th; -1 where there is none. */
    private static Object indexOf(Object[] arguments) {
        String text = (String) arguments[0];
        long start = arguments.length > 2 ? (long) arguments[2] : 0;
        long length = arguments.length > 3 ? (long) arguments[3] : -1;
        long occurrence = arguments.length > 4 ? (long) arguments[4] : 1;
        if (length < -1 || occurrence <= 0) {
            return null;
        }
        long size = length(text);
        long from = Math.min(start < 0 ? Math.max(0, size + start) : start, size);
        long end = length < 0 ? size : Math.min(size, from + length);
        String searched = text.substring(0, text.offsetByCodePoints(0, (int) end));
        int at = text.offsetByCodePoints(0, (int) from) - 1;
        for (long i = 0; i < occurrence; i++) {
            at = searched.indexOf((String) arguments[1], at + 1);
            if (at < 0) {
                return -1L;
            }
        }
        return length(text.substring(0, at));
    }

    private static String repeated(Object[] arguments) {
        long count = (long) arguments[1];
        String delimiter = arguments.length > 2 ? (String) arguments[2] : "";
        return String.join(delimiter, java.util.Collections.nCopies((int) count, (String) arguments[0]));
    }

    /** An int has 32 bits, a long 64. The length is the least. */
    private static String hex(Object[] arguments) {
        String digits = arguments[0] instanceof Integer number
                ? Integer.toHexString(number)
                : Long.toHexString(Conversions.number(arguments[0]));
        long length = arguments.length > 1 ? (long) arguments[1] : 0;
        return "0".repeat((int) Math.max(0, length - digits.length())) + digits;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for what is no base64, or not of UTF-8. */
    private static String decoded(String text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(Base64.getDecoder().decode(text)))
                    .toString();
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            return "";
        }
    }
}
