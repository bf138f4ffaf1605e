package io.turnstile.benchmarks;

import io.turnstile.schema.TelemetryRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Rows of a population of conversations that stays as large as it is: they take turns in a ring, and one that has had
 * its turns leaves its place to a new one. Server time moves so that a conversation comes round twice within the
 * default quiet period: none closes between two of its turns, and each closes soon after its last.
 */
final class Workload {

    private static final long EPOCH_MS = 1_767_225_600_000L;
    private static final long ROUND_TRIP_MS = 15 * 60 * 1_000L;

    /** Turns whose rows mix. At 300k turns a day that take a minute each there are about 200. */
    private static final int IN_FLIGHT = 200;

    private final Scenario scenario;
    private final int rounds;
    private final SplittableRandom random;
    private final Place[] ring;
    private final List<Deque<TelemetryRow>> inFlight = new ArrayList<>();
    private int next;
    private long turns;

    /** @param rounds rounds a turn: five rows each, and the summary */
    Workload(Scenario scenario, int rounds, long seed) {
        this.scenario = scenario;
        this.rounds = rounds;
        this.random = new SplittableRandom(seed);
        this.ring = new Place[scenario.openConversations()];
    }

    private static final class Place {
        private String conversationId;
        private int turnIndex;
        private int lastIndex;
    }

    /** Opens every conversation with a brief first turn; they will have from 2 to all of their turns. */
    void open(Consumer<TelemetryRow> sink) {
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new Place();
            begin(ring[i]);
            int most = scenario.turnsPerConversation();
            ring[i].lastIndex = Math.min(most, 2 + (int) ((long) i * most / ring.length));
            ring[i].turnIndex = 1;
            TurnRows.brief(ring[i].conversationId, ring[i].conversationId + "-1", 1, now(), random)
                    .forEach(sink);
            turns++;
        }
    }

    /** So many more rows, or a few more: turns are not cut. */
    int proceed(int rows, Consumer<TelemetryRow> sink) {
        int sent = 0;
        while (sent < rows || !inFlight.isEmpty()) {
            while (sent < rows && inFlight.size() < Math.min(IN_FLIGHT, ring.length)) {
                inFlight.add(new ArrayDeque<>(nextTurn()));
            }
            int chosen = random.nextInt(inFlight.size());
            sink.accept(inFlight.get(chosen).remove());
            sent++;
            if (inFlight.get(chosen).isEmpty()) {
                inFlight.remove(chosen);
            }
        }
        return sent;
    }

    private List<TelemetryRow> nextTurn() {
        Place place = ring[next];
        next = (next + 1) % ring.length;
        if (place.turnIndex >= place.lastIndex) {
            begin(place);
        }
        place.turnIndex++;
        turns++;
        return TurnRows.of(
                place.conversationId,
                place.conversationId + "-" + place.turnIndex,
                place.turnIndex,
                rounds,
                now(),
                random);
    }

    private void begin(Place place) {
        place.conversationId = "conversation-" + Long.toHexString(random.nextLong());
        place.turnIndex = 0;
        place.lastIndex = scenario.turnsPerConversation();
    }

    private long now() {
        return EPOCH_MS + turns * ROUND_TRIP_MS / ring.length;
    }
}
