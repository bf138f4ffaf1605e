package io.turnstile.streams.balancing;

import io.turnstile.plan.Allocation;
import io.turnstile.plan.Cell;
import io.turnstile.plan.Plan;
import io.turnstile.plan.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the plans of a pool draw of one share, while offers come and go: {@link Allocation} says how many of each cell, and
 * cuts through the cells, in the order of the draw, say which.
 */
final class Draw implements OfferFlow {

    private static final byte[] PRESENT = {};

    private final KeyValueStore<Bytes, byte[]> rows;
    private final Map<Long, Plan> plans;
    private final Share share;
    private final Map<Bytes, DrawnCell> cells = new HashMap<>();
    private final Map<Long, SortedMap<Cell, Integer>> seats = new HashMap<>();
    private final Map<Offer, Touched> touched = new LinkedHashMap<>();

    /** @param rows the offers of all shares */
    Draw(KeyValueStore<Bytes, byte[]> rows, List<Plan> plans, Share share) {
        this.rows = rows;
        this.plans = plans.stream()
                .collect(Collectors.toMap(PoolPlans::id, plan -> plan, (one, other) -> one, TreeMap::new));
        this.share = share;
    }

    /** An offer that came, went or was crossed by a cut since decisions were last sent. */
    private record Touched(Set<Long> before, boolean isPresent) {}

    /** A cell as it was stored. */
    void restore(Bytes prefix, byte[] stored) {
        DrawnCell cell = DrawnCell.decode(prefix, stored).under(plans.keySet());
        cells.put(prefix, cell);
        plans.keySet()
                .forEach(plan -> seats.computeIfAbsent(plan, any -> new TreeMap<>())
                        .put(cell.cell(), cell.cut(plan).size()));
    }

    @Override
    public void put(Offer offer) {
        DrawnCell cell = cell(offer);
        rows.put(offer.bytes(), PRESENT);
        cell.added(offer.bytes());
        if (touched.containsKey(offer) || cell.isDrawn(offer.bytes())) {
            touch(offer, Set.of(), true);
        }
    }

    @Override
    public void withdraw(Offer offer) {
        DrawnCell cell = cell(offer);
        if (touched.containsKey(offer) || cell.isDrawn(offer.bytes())) {
            touch(offer, cell.plansOf(offer.bytes()), false);
        }
        rows.put(offer.bytes(), null);
        cell.removed(offer.bytes());
    }

    /**
     * Draws each plan up to its quota, and takes back what is drawn by plans that are not configured any more, as far as it
     * may.
     *
     * @param mayGoOn is asked before each offer that enters or leaves
     * @return whether it got there
     */
    boolean settle(BooleanSupplier mayGoOn) {
        var available = new TreeMap<Cell, Integer>();
        cells.values().forEach(cell -> available.put(cell.cell(), cell.offers()));
        boolean isSettled = takeBack(mayGoOn);
        for (var plan : plans.entrySet()) {
            SortedMap<Cell, Integer> allocated = Allocation.adjusted(
                    seats.getOrDefault(plan.getKey(), new TreeMap<>()),
                    available,
                    plan.getValue().weights(),
                    plan.getValue().quotas().getOrDefault(share, 0));
            seats.put(plan.getKey(), allocated);
            for (DrawnCell cell : cells.values()) {
                int target = allocated.getOrDefault(cell.cell(), 0);
                isSettled &= cell.cut(plan.getKey()).moveTo(target, rows, new Crossing(cell), mayGoOn);
            }
        }
        return isSettled;
    }

    /** The turns know of a plan that went only what is decided here: other tasks may not have seen that it went. */
    private boolean takeBack(BooleanSupplier mayGoOn) {
        boolean isDone = true;
        for (DrawnCell cell : cells.values()) {
            for (long plan : cell.others(plans.keySet())) {
                if (cell.cut(plan).moveTo(0, rows, new Crossing(cell), mayGoOn)) {
                    cell.remove(plan);
                } else {
                    isDone = false;
                }
            }
        }
        return isDone;
    }

    /** How many offers came, went or were crossed by a cut since decisions were last taken, of those that are drawn. */
    int touched() {
        return touched.size();
    }

    /** For whom offers are drawn now, of those for whom they were drawn otherwise when this was last called. */
    List<Addressed> decisions() {
        var decisions = new ArrayList<Addressed>();
        touched.forEach((offer, touch) -> {
            Set<Long> now = plansOf(offer, touch.isPresent());
            if (!now.equals(touch.before())) {
                decisions.add(new Addressed(offer.home(), new Decision(offer.messageId(), offer.identity(), now)));
            }
        });
        touched.clear();
        return decisions;
    }

    /** @param home the partition of the decision's message */
    record Addressed(int home, Decision decision) {}

    /** The cells, to be stored. A pool without plans and offers needs none. */
    void save(KeyValueStore<Bytes, byte[]> store) {
        cells.values().removeIf(cell -> {
            boolean isOver = plans.isEmpty() && cell.offers() == 0;
            store.put(cell.prefix(), isOver ? null : cell.encode());
            return isOver;
        });
    }

    private Set<Long> plansOf(Offer offer, boolean isPresent) {
        return isPresent ? cells.get(offer.cellPrefix()).plansOf(offer.bytes()) : Set.of();
    }

    private DrawnCell cell(Offer offer) {
        return cells.computeIfAbsent(offer.cellPrefix(), prefix -> DrawnCell.empty(prefix, plans.keySet()));
    }

    private void touch(Offer offer, Set<Long> before, boolean isPresent) {
        touched.merge(
                offer, new Touched(before, isPresent), (first, now) -> new Touched(first.before(), now.isPresent()));
    }

    /** Tells of offers what plans drew them until now: the cut has not moved over them yet. */
    private final class Crossing implements Cut.Crossing {

        private final DrawnCell cell;

        private Crossing(DrawnCell cell) {
            this.cell = cell;
        }

        @Override
        public void enters(KeyValue<Bytes, byte[]> row) {
            touch(Offer.of(row.key), cell.plansOf(row.key), true);
        }

        @Override
        public void leaves(KeyValue<Bytes, byte[]> row) {
            touch(Offer.of(row.key), cell.plansOf(row.key), true);
        }
    }
}
