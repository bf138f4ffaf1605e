package io.turnstile.producers.generated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Merges the rows of all conversations by arrival. A turn's rows are written only when its start is reached, so what is
 * held is the plans of open conversations and the rows that are under way, however many conversations there are.
 */
final class ArrivalMerge implements Iterator<TimedRow> {

    /** Sorting many small slices of time is several times faster than one queue of all rows under way. */
    private static final long SLICE_MILLIS = 2_000;

    private final int conversations;
    private final IntFunction<ConversationPlan> planner;
    private final TurnArrivals arrivals;
    private final Consumer<ConversationPlan> onPlanned;
    private final PriorityQueue<TurnDue> due = new PriorityQueue<>();
    private final TreeMap<Long, List<TimedRow>> slices = new TreeMap<>();
    private Iterator<TimedRow> ready = Collections.emptyIterator();
    private int planned;
    private ConversationPlan next;
    private int underWay;
    private int mostUnderWay;

    /** The next turn of a conversation whose rows are to be written. */
    private record TurnDue(ConversationPlan conversation, int number, long startedAt) implements Comparable<TurnDue> {

        static TurnDue of(ConversationPlan conversation, int number) {
            return new TurnDue(
                    conversation, number, conversation.turns().get(number).startedAt());
        }

        @Override
        public int compareTo(TurnDue other) {
            return startedAt != other.startedAt
                    ? Long.compare(startedAt, other.startedAt)
                    : Integer.compare(conversation.ordinal(), other.conversation.ordinal());
        }
    }

    /**
     * @param planner gives conversation i; their starts rise with i
     * @param onPlanned is told of every conversation, in order
     */
    ArrivalMerge(
            int conversations,
            IntFunction<ConversationPlan> planner,
            TurnArrivals arrivals,
            Consumer<ConversationPlan> onPlanned) {
        this.conversations = conversations;
        this.planner = planner;
        this.arrivals = arrivals;
        this.onPlanned = onPlanned;
        planNext();
    }

    @Override
    public boolean hasNext() {
        if (!ready.hasNext()) {
            writeDue();
            takeSlice();
        }
        return ready.hasNext();
    }

    @Override
    public TimedRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All rows have been taken.");
        }
        underWay--;
        return ready.next();
    }

    /** The most rows that were held at once: the look-ahead. */
    int mostUnderWay() {
        return mostUnderWay;
    }

    private void takeSlice() {
        if (!slices.isEmpty()) {
            List<TimedRow> slice = slices.pollFirstEntry().getValue();
            Collections.sort(slice);
            ready = slice.iterator();
        }
    }

    /** Writes every turn that could bring a row into the first slice. */
    private void writeDue() {
        while (true) {
            while (next != null
                    && (due.isEmpty() || next.startedAt() <= due.peek().startedAt())) {
                due.add(TurnDue.of(next, 0));
                planNext();
            }
            boolean isFirstSliceWhole = due.isEmpty()
                    || !slices.isEmpty() && slices.firstKey() < slice(due.peek().startedAt());
            if (isFirstSliceWhole) {
                return;
            }
            write(due.poll());
        }
    }

    private void write(TurnDue turn) {
        for (TimedRow row : arrivals.of(turn.conversation, turn.number)) {
            slices.computeIfAbsent(slice(row.arrival()), at -> new ArrayList<>())
                    .add(row);
            underWay++;
        }
        mostUnderWay = Math.max(mostUnderWay, underWay);
        if (turn.number + 1 < turn.conversation.turns().size()) {
            due.add(TurnDue.of(turn.conversation, turn.number + 1));
        }
    }

    private static long slice(long time) {
        return Math.floorDiv(time, SLICE_MILLIS);
    }

    private void planNext() {
        next = planned < conversations ? planner.apply(planned++) : null;
        if (next != null) {
            onPlanned.accept(next);
        }
    }
}
