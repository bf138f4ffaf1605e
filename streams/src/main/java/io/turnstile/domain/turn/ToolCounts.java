package io.turnstile.domain.turn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tool calls by tool name, as toolCallDetails* carries them: a JSON object in a string. */
final class ToolCounts {

    /** By entries in the order of tool names, a prefix before what goes on: total over maps. */
    static final Comparator<SortedMap<String, Integer>> ORDER = ToolCounts::compare;

    private static final JsonFactory JSON = new JsonFactory();

    private ToolCounts() {}

    /** The counts, or empty where the text is not one whole JSON object of numbers: long values are silently cut. */
    static Optional<SortedMap<String, Integer>> parse(String text) {
        var counts = new TreeMap<String, Integer>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String tool = parser.currentName();
                if (!parser.nextToken().isNumeric()) {
                    return Optional.empty();
                }
                counts.merge(tool, parser.getIntValue(), Integer::sum);
            }
            boolean isWhole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return isWhole ? Optional.of(Collections.unmodifiableSortedMap(counts)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int compare(SortedMap<String, Integer> left, SortedMap<String, Integer> right) {
        Iterator<Map.Entry<String, Integer>> rest = right.entrySet().iterator();
        for (Map.Entry<String, Integer> entry : left.entrySet()) {
            if (!rest.hasNext()) {
                return 1;
            }
            int order = Map.Entry.<String, Integer>comparingByKey()
                    .thenComparing(Map.Entry.comparingByValue())
                    .compare(entry, rest.next());
            if (order != 0) {
                return order;
            }
        }
        return rest.hasNext() ? -1 : 0;
    }
}
