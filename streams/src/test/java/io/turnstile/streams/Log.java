package io.turnstile.streams;

import io.turnstile.streams.Delivery.Pause;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A telemetry log, and how it is delivered.
 *
 * @param rows in log order
 */
record Log(List<LogRow> rows) {

    /** One sending of a row of the log. */
    record Sent(int line, LogRow row, Delivery delivery) {

        @Override
        public String toString() {
            return "row " + line + (delivery.after() == Pause.NONE ? "" : ", then " + delivery.after());
        }
    }

    /** The rows as they are sent: in any order, some more than once, with pauses. */
    List<Sent> sent() {
        return numbered()
                .flatMap(line ->
                        rows.get(line).deliveries().stream().map(delivery -> new Sent(line, rows.get(line), delivery)))
                .sorted(Comparator.comparingInt(sent -> sent.delivery().position()))
                .toList();
    }

    private java.util.stream.Stream<Integer> numbered() {
        return IntStream.range(0, rows.size()).boxed();
    }

    /** The log and the order of sending, as lines. */
    @Override
    public String toString() {
        String log = numbered().map(line -> "  " + line + ": " + rows.get(line)).collect(Collectors.joining("\n"));
        String sent = sent().stream().map(each -> "  " + each).collect(Collectors.joining("\n"));
        return "\nlog:\n" + log + "\nsent:\n" + sent + "\n";
    }
}
