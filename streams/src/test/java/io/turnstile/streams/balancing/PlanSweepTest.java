package io.turnstile.streams.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.plan.Plans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the second store, which is swept like the first. */
class PlanSweepTest {

    /** More than a batch. */
    private static final int MESSAGES = 600;

    @TempDir
    private Path directory;

    private final KeyValueStore<String, Seats> seats =
            store(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("seats"), Serdes.String(), Seats.serde()));
    private final List<String> looked = new ArrayList<>();
    private PlanBook book;

    @BeforeEach
    void fill() {
        IntStream.range(0, MESSAGES).forEach(number -> seats.put(id(number), Seats.none(0)));
        Plans plans = Plans.from(BalancingDriver.settings(Map.of(), directory, Map.of()));
        book = new PlanBook(
                plans,
                store(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("plans"), Serdes.String(), Serdes.String())));
    }

    @Test
    void allAreLookedAtOnce() {
        run(sweep("none"));

        assertThat(looked).containsExactlyElementsOf(all());
        assertThat(book.isSwept()).isTrue();
    }

    @Test
    void whatCannotBeReadKeepsNoOtherFromBeingLookedAt() {
        PlanSweep sweep = sweep(id(300));

        assertThatThrownBy(() -> run(sweep)).isInstanceOf(SerializationException.class);
        run(sweep);

        assertThat(looked).containsExactlyElementsOf(all());
        assertThat(book.isSwept()).isTrue();
    }

    @Test
    void whatCannotBeReadInTheLastBatchEndsTheSweepAllTheSame() {
        PlanSweep sweep = sweep(id(MESSAGES - 1));

        assertThatThrownBy(() -> run(sweep)).isInstanceOf(SerializationException.class);
        run(sweep);

        assertThat(looked).containsExactlyElementsOf(all());
        assertThat(book.isSwept()).isTrue();
    }

    private PlanSweep sweep(String unreadable) {
        var turns = store(Stores.timestampedKeyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("turns"),
                Serdes.String(),
                Serdes.<ReceivedTurn>serdeFrom((topic, turn) -> new byte[0], (topic, bytes) -> null)));
        return new PlanSweep(turns, seats, book, (messageId, turn) -> {
            looked.add(messageId);
            if (messageId.equals(unreadable)) {
                throw new SerializationException("unreadable");
            }
        });
    }

    /** As often as its time budget may make it necessary. */
    private void run(PlanSweep sweep) {
        for (int times = 0; times < 100 && !book.isSwept(); times++) {
            sweep.run();
        }
    }

    private static List<String> all() {
        return IntStream.range(0, MESSAGES).mapToObj(PlanSweepTest::id).toList();
    }

    private static String id(int number) {
        return "message-%04d".formatted(number);
    }

    private static <S extends StateStore> S store(StoreBuilder<S> builder) {
        S store = builder.withLoggingDisabled().build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }
}
