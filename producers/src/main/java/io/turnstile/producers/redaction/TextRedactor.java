package io.turnstile.producers.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts placeholders in the place of what is found in a text. Time is linear in the text. What has been redacted is not
 * changed by redacting it again. Any thread may use it.
 */
final class TextRedactor {

    private static final int MOST_ROUNDS = 5;

    private final List<Detector> detectors;
    private final LiteralScan scan;
    private final boolean takesUserNames;

    TextRedactor(Set<RedactionType> types) {
        this.detectors = Detectors.ALL.stream()
                .filter(detector -> types.contains(detector.type()))
                .toList();
        this.scan = new LiteralScan(detectors.stream().map(Detector::literals).toList());
        this.takesUserNames = types.contains(RedactionType.USER);
    }

    /**
     * The text with placeholders; the same object where nothing was found.
     *
     * @param userNames what the row says that its user is called
     */
    String redact(String text, Set<UserName> userNames, RedactionTally tally) {
        String redacted = text;
        // Of what was found, something was left out where it overlapped: the rest of it may be something by itself.
        // More
        // rounds than these no text needs that was not made for it, and time must stay linear for those, too.
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String after = once(redacted, userNames, tally);
            if (after.equals(redacted)) {
                return redacted;
            }
            redacted = after;
        }
        return redacted;
    }

    /** What is found, in order and without overlaps. */
    List<Span> find(String text, Set<UserName> userNames) {
        var spans = new ArrayList<Span>();
        findByLiterals(text, spans::add);
        if (takesUserNames) {
            userNames.forEach(name -> name.find(text, spans::add));
        }
        return spans.size() < 2 ? spans : withoutOverlaps(spans);
    }

    private String once(String text, Set<UserName> userNames, RedactionTally tally) {
        List<Span> spans = find(text, userNames);
        if (spans.isEmpty()) {
            return text;
        }
        var redacted = new StringBuilder(text.length() + 16);
        int from = 0;
        for (Span span : spans) {
            redacted.append(text, from, span.start()).append(span.type().placeholder(span.length()));
            from = span.end();
            tally.add(span.type());
        }
        return redacted.append(text, from, text.length()).toString();
    }

    private void findByLiterals(String text, Consumer<Span> found) {
        // Up to where each detector has looked: no character is looked at twice by one.
        int[] lookedAt = new int[detectors.size()];
        scan.scan(text, (owners, end) -> {
            for (long left = owners; left != 0; left &= left - 1) {
                look(text, Long.numberOfTrailingZeros(left), end, lookedAt, found);
            }
        });
    }

    private void look(String text, int number, int hit, int[] lookedAt, Consumer<Span> found) {
        if (hit <= lookedAt[number]) {
            return;
        }
        Detector detector = detectors.get(number);
        int end = detector.reach().end(text, hit);
        if (end == Reach.NONE) {
            return;
        }
        int start = detector.reach().start(text, hit, lookedAt[number]);
        lookedAt[number] = end;
        if (end - start >= detector.leastReach()) {
            detector.find(text, start, end, found);
        }
    }

    /** The types decide, in their order; of one type, the longer. */
    private static List<Span> withoutOverlaps(List<Span> spans) {
        var byRank = new ArrayList<>(spans);
        byRank.sort((a, b) ->
                a.type() == b.type() ? b.length() - a.length() : a.type().compareTo(b.type()));
        var kept = new TreeMap<Integer, Span>();
        for (Span span : byRank) {
            Map.Entry<Integer, Span> before = kept.lowerEntry(span.end());
            if (before == null || before.getValue().end() <= span.start()) {
                kept.put(span.start(), span);
            }
        }
        return List.copyOf(kept.values());
    }
}
