package io.turnstile.embedded.kql;

import static io.turnstile.embedded.kql.ScalarFunction.ANY;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** tolong() and its like, and what asks what a value is. */
final class ConversionFunctions {

    private ConversionFunctions() {}

    static Map<String, ScalarFunction> all() {
        var all = new HashMap<String, ScalarFunction>();
        conversion(all, KqlType.BOOL, "tobool", "toboolean");
        conversion(all, KqlType.INT, "toint");
        conversion(all, KqlType.LONG, "tolong");
        conversion(all, KqlType.REAL, "todouble", "toreal");
        conversion(all, KqlType.DECIMAL, "todecimal");
        conversion(all, KqlType.DATETIME, "todatetime");
        conversion(all, KqlType.TIMESPAN, "totimespan", "totime");
        conversion(all, KqlType.GUID, "toguid");
        conversion(all, KqlType.STRING, "tostring");
        var parse = ScalarFunction.of(a -> a[0] instanceof String text ? Dynamics.parse(text) : Dynamics.of(a[0]), ANY);
        all.put("parse_json", parse);
        all.put("parsejson", parse);
        all.put("todynamic", parse);
        all.put("toobject", parse);
        all.put("gettype", ScalarFunction.of(a -> Dynamics.typeOf(a[0]), ANY).takingNulls());
        all.put("isnull", ScalarFunction.of(a -> a[0] == null, ANY).takingNulls());
        all.put("isnotnull", ScalarFunction.of(a -> a[0] != null, ANY).takingNulls());
        all.put("notnull", all.get("isnotnull"));
        all.put("isempty", ScalarFunction.of(a -> isEmpty(a[0]), ANY).takingNulls());
        all.put("isnotempty", ScalarFunction.of(a -> !isEmpty(a[0]), ANY).takingNulls());
        all.put("notempty", all.get("isnotempty"));
        all.put("not", ScalarFunction.of(a -> !(boolean) a[0], KqlType.BOOL));
        all.put("hash_sha256", digest("SHA-256"));
        all.put("hash_sha1", digest("SHA-1"));
        all.put("hash_md5", digest("MD5"));
        return all;
    }

    private static void conversion(Map<String, ScalarFunction> all, KqlType type, String... names) {
        var function = ScalarFunction.of(a -> Conversions.to(type, a[0]), ANY).takingNulls();
        for (String name : names) {
            all.put(name, function);
        }
    }

    private static boolean isEmpty(Object value) {
        return Conversions.text(value).isEmpty();
    }

    /** Of the text that tostring() gives, in UTF-8. */
    private static ScalarFunction digest(String algorithm) {
        return ScalarFunction.of(a -> hash(algorithm, Conversions.text(a[0])), ANY)
                .takingNulls();
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
        }
    }
}
