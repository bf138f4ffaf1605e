package io.turnstile.queries;

import io.turnstile.queries.QueryHeader.OutputColumn;
import io.turnstile.queries.QueryHeader.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the header from a query's first comments: {@code Purpose}, {@code Parameters}, {@code Output}, {@code Cost}. An
 * item stands on a line of its own, {@code name (type, default): meaning}, and goes on where a line is indented further.
 */
final class HeaderComments {

    private static final Pattern SECTION = Pattern.compile("// (Purpose|Parameters|Output|Cost): ?(.*)");
    private static final Pattern ITEM_START = Pattern.compile("// {3}\\S.*");
    private static final Pattern ITEM = Pattern.compile("(\\w+) \\((\\w+)(?:, (.*?))?\\): (.*)");

    private HeaderComments() {}

    /** Items of another form are left out: a test of this module keeps them out of the shelves that people read. */
    static QueryHeader read(String text) {
        Map<String, List<String>> sections = sections(text);
        return new QueryHeader(
                prose(sections, "Purpose"),
                items(sections, "Parameters")
                        .map(item -> new Parameter(item.group(1), item.group(2), item.group(3), item.group(4)))
                        .toList(),
                items(sections, "Output")
                        .map(item -> new OutputColumn(item.group(1), item.group(2), item.group(4)))
                        .toList(),
                prose(sections, "Cost"));
    }

    /** The items of each section, joined to one line each; the first is what stands behind the section's name. */
    private static Map<String, List<String>> sections(String text) {
        var sections = new LinkedHashMap<String, List<String>>();
        List<String> current = new ArrayList<>();
        for (String line : text.lines().takeWhile(line -> line.startsWith("//")).toList()) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                current = new ArrayList<>(List.of(section.group(2)));
                sections.put(section.group(1), current);
            } else if (ITEM_START.matcher(line).matches() || current.isEmpty()) {
                current.add(line.substring(2).strip());
            } else {
                current.add(current.remove(current.size() - 1) + " "
                        + line.substring(2).strip());
            }
        }
        return sections;
    }

    private static String prose(Map<String, List<String>> sections, String name) {
        return String.join(" ", sections.getOrDefault(name, List.of())).strip();
    }

    private static Stream<Matcher> items(Map<String, List<String>> sections, String name) {
        return sections.getOrDefault(name, List.of()).stream()
                .map(ITEM::matcher)
                .filter(Matcher::matches);
    }
}
