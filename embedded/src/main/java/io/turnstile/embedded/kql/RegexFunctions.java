package io.turnstile.embedded.kql;

import static io.turnstile.embedded.kql.KqlType.DYNAMIC;
import static io.turnstile.embedded.kql.KqlType.LONG;
import static io.turnstile.embedded.kql.KqlType.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions of texts with regular expressions. */
final class RegexFunctions {

    private final Regexes regexes;

    private RegexFunctions(Regexes regexes) {
        this.regexes = regexes;
    }

    static Map<String, ScalarFunction> all(Regexes regexes) {
        var functions = new RegexFunctions(regexes);
        var all = new HashMap<String, ScalarFunction>();
        all.put("replace_regex", ScalarFunction.of(functions::replace, STRING, STRING, STRING));
        all.put("replace", ScalarFunction.of(a -> functions.replace(a[2], a[0], a[1]), STRING, STRING, STRING));
        all.put("extract", ScalarFunction.of(functions::extract, STRING, LONG, STRING));
        all.put(
                "extract_all",
                ScalarFunction.of(functions::extractAll, STRING, DYNAMIC, STRING)
                        .optional(1));
        all.put("trim", ScalarFunction.of(a -> functions.trim("^(?:%s)|(?:%s)$", a), STRING, STRING));
        all.put("trim_start", ScalarFunction.of(a -> functions.trim("^(?:%s)", a), STRING, STRING));
        all.put("trim_end", ScalarFunction.of(a -> functions.trim("(?:%s)$", a), STRING, STRING));
        all.put(
                "countof",
                ScalarFunction.of(functions::count, STRING, STRING, STRING).optional(1));
        return all;
    }

    private Object replace(Object... arguments) {
        Matcher matcher = regexes.of((String) arguments[1]).matcher((String) arguments[0]);
        String rewrite = (String) arguments[2];
        var replaced = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            replaced.append((String) arguments[0], from, matcher.start());
            rewrite(replaced, matcher, rewrite);
            from = matcher.end();
        }
        return replaced.append(((String) arguments[0]).substring(from)).toString();
    }

    /** A backslash and a digit stand for a group, two backslashes for one. */
    private static void rewrite(StringBuilder replaced, Matcher matcher, String rewrite) {
        for (int i = 0; i < rewrite.length(); i++) {
            boolean escapes = rewrite.charAt(i) == '\\' && i + 1 < rewrite.length();
            char c = escapes ? rewrite.charAt(++i) : rewrite.charAt(i);
            if (escapes && Character.isDigit(c)) {
                String group = c - '0' <= matcher.groupCount() ? matcher.group(c - '0') : null;
                replaced.append(group == null ? "" : group);
            } else {
                replaced.append(c);
            }
        }
    }

    /** Null where nothing matches. */
    private Object extract(Object[] arguments) {
        Matcher matcher = regexes.of((String) arguments[0]).matcher((String) arguments[2]);
        long group = (long) arguments[1];
        return matcher.find() && group <= matcher.groupCount() ? matcher.group((int) group) : null;
    }

    /** An array of what each match has in its group, or of arrays of what it has in its groups. */
    private Object extractAll(Object[] arguments) {
        return arguments.length == 3
                ? all((String) arguments[0], (JsonNode) arguments[1], (String) arguments[2])
                // Left out, the groups' place is taken by the text.
                : all((String) arguments[0], null, Dynamics.text((JsonNode) arguments[1]));
    }

    private ArrayNode all(String regex, JsonNode wanted, String text) {
        Matcher matcher = regexes.of(regex).matcher(text);
        ArrayNode all = Dynamics.array();
        while (matcher.find()) {
            List<String> groups = groups(matcher, wanted);
            if (groups.size() == 1) {
                all.add(groups.get(0));
            } else {
                ArrayNode match = all.addArray();
                groups.forEach(match::add);
            }
        }
        return all.isEmpty() ? null : all;
    }

    private static List<String> groups(Matcher matcher, JsonNode wanted) {
        var groups = new ArrayList<String>();
        if (wanted == null) {
            for (int i = 1; i <= matcher.groupCount(); i++) {
                groups.add(orEmpty(matcher.group(i)));
            }
            return groups;
        }
        wanted.forEach(group -> groups.add(
                orEmpty(group.isTextual() ? matcher.group(group.textValue()) : matcher.group(group.intValue()))));
        return groups;
    }

    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }

    private String trim(String form, Object[] arguments) {
        String regex = form.replace("%s", (String) arguments[0]);
        return regexes.of(regex).matcher((String) arguments[1]).replaceAll("");
    }

    /** Plain occurrences may overlap, matches of a regular expression do not. */
    private Object count(Object[] arguments) {
        String text = (String) arguments[0];
        String search = (String) arguments[1];
        boolean isRegex = arguments.length > 2 && arguments[2].equals("regex");
        long count = 0;
        if (isRegex) {
            Matcher matcher = regexes.of(search).matcher(text);
            while (matcher.find()) {
                count++;
            }
            return count;
        }
        for (int at = text.indexOf(search); at >= 0 && !search.isEmpty(); at = text.indexOf(search, at + 1)) {
            count++;
        }
        return count;
    }
}
