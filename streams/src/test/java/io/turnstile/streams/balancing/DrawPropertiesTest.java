package io.turnstile.streams.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.plan.Candidate;
import io.turnstile.plan.Cell;
import io.turnstile.plan.Plan;
import io.turnstile.plan.PlanText;
import io.turnstile.plan.Pool;
import io.turnstile.plan.Share;
import io.turnstile.plan.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

class DrawPropertiesTest {

    private static final Share SHARE = new Share(Split.TRAIN, 0);
    private static final List<Plan> PLANS = List.of(plan("small", 20), plan("large", 40));
    private static final Pool POOL = PLANS.get(0).pool();

    /** What the turns know is what was decided, and nothing else: whoever takes back a plan must say so to them. */
    @Property(tries = 300)
    void whateverPlansCameAndWentTheDecisionsAreThoseOfADrawThatKnewTheLastOnly(@ForAll long seed) {
        var random = new Random(seed);
        var stored = new Stored(randomPlans(random));
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(6)) {
                case 0 -> stored.restart(randomPlans(random));
                case 1, 2 -> stored.settle(atMost(random.nextInt(8)));
                default -> stored.change(offer(random.nextInt(60)));
            }
        }
        stored.settle(() -> true);

        var fresh = new Stored(stored.plans);
        stored.present.values().forEach(fresh::change);
        fresh.settle(() -> true);
        assertThat(stored.decided).isEqualTo(fresh.decided);
    }

    /** A draw with its stores, and what its decisions came to. */
    private static final class Stored {

        private final KeyValueStore<Bytes, byte[]> rows = store("rows");
        private final KeyValueStore<Bytes, byte[]> cells = store("cells");
        private final Map<String, Set<Long>> decided = new TreeMap<>();
        private final Map<String, Offer> present = new TreeMap<>();
        private List<Plan> plans;
        private Draw draw;

        Stored(List<Plan> plans) {
            this.plans = plans;
            draw = new Draw(rows, plans, SHARE);
        }

        /** Comes or goes. */
        void change(Offer offer) {
            if (present.remove(offer.messageId()) == null) {
                present.put(offer.messageId(), offer);
                draw.put(offer);
            } else {
                draw.withdraw(offer);
            }
        }

        void settle(BooleanSupplier mayGoOn) {
            draw.settle(mayGoOn);
            decide();
        }

        /** After a commit, under other plans. */
        void restart(List<Plan> others) {
            decide();
            draw.save(cells);
            plans = others;
            draw = new Draw(rows, plans, SHARE);
            try (var all = cells.all()) {
                all.forEachRemaining(cell -> draw.restore(cell.key, cell.value));
            }
        }

        private void decide() {
            draw.decisions().forEach(addressed -> {
                Decision decision = addressed.decision();
                if (decision.plans().isEmpty()) {
                    decided.remove(decision.messageId());
                } else {
                    decided.put(decision.messageId(), decision.plans());
                }
            });
        }
    }

    private static BooleanSupplier atMost(int times) {
        var left = new AtomicInteger(times);
        return () -> left.getAndDecrement() > 0;
    }

    private static List<Plan> randomPlans(Random random) {
        var some = new ArrayList<>(PLANS);
        some.removeIf(plan -> random.nextBoolean());
        return some;
    }

    private static Plan plan(String name, int size) {
        return PlanText.parse(name, "kind=session size=" + size + " ratio=50:50");
    }

    private static Offer offer(int draw) {
        var cell = new Cell(draw % 3 == 0 ? "SIMPLE" : "COMPLEX", "BEGINNING");
        var candidate = new Candidate("message-" + draw, "conversation-" + draw, SHARE, cell, draw, draw);
        return Offer.of(PoolPlans.id(POOL, 1), POOL, candidate, 0);
    }

    private static KeyValueStore<Bytes, byte[]> store(String name) {
        var store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }
}
