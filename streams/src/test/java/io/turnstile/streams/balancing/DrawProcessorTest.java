package io.turnstile.streams.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.plan.Candidate;
import io.turnstile.plan.Cell;
import io.turnstile.plan.Plan;
import io.turnstile.plan.Plans;
import io.turnstile.plan.Share;
import io.turnstile.plan.Split;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.streams.StageContext;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver commits after each record, so what comes out without time passing is what a commit holds. */
class DrawProcessorTest {

    private static final Map<String, String> PLANS = Map.of("even", "kind=session size=200 ratio=50:50");

    @TempDir
    private Path directory;

    private Plan plan;
    private long pool;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> offers;
    private TestOutputTopic<String, byte[]> decisions;

    private long now;
    private Duration eachLookAtTheClock = Duration.ZERO;

    @BeforeEach
    void start() {
        Settings settings = BalancingDriver.settings(PLANS, directory, Map.of());
        Plans plans = Plans.from(settings);
        plan = plans.plans().get(0);
        pool = PoolPlans.id(plan.pool(), plans.splitSeed());
        var topics = new TopicCatalogue(TopicConfiguration.from(settings));
        var stage = new BalancingTopology(
                new StageContext(topics, new AvroSerdes("mock://draw")), BalancingConfiguration.from(settings));
        Properties properties = StreamsConfiguration.from(settings)
                .properties(Cluster.from(settings), topics.deadLetters().name());
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        stage.draw(
                        builder.stream("offers", Consumed.with(Serdes.String(), Serdes.ByteArray())),
                        () -> now += eachLookAtTheClock.toNanos())
                .to("decisions", Produced.with(Serdes.String(), Serdes.ByteArray()));
        driver = new TopologyTestDriver(builder.build(properties), properties, Instant.EPOCH);
        offers = driver.createInputTopic("offers", new StringSerializer(), new ByteArraySerializer());
        decisions = driver.createOutputTopic("decisions", new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void noDecisionIsLeftBehindByACommitWhenTheTimeBudgetIsSpent() {
        List<Offer> drawn = List.of(offer(0, 1), offer(1, 2), offer(1, 3));
        send(true, drawn);
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        assertThat(decided()).extracting(Decision::plans).containsOnly(Set.of(PoolPlans.id(plan)));

        eachLookAtTheClock = Duration.ofSeconds(1);
        send(false, drawn);

        assertThat(decided())
                .containsExactlyInAnyOrderElementsOf(drawn.stream()
                        .map(offer -> new Decision(offer.messageId(), offer.identity(), Set.of()))
                        .toList());
    }

    @Test
    void whatTheTimeBudgetLeftIsDrawnAtTheNextLook() {
        List<Offer> many = IntStream.range(0, 400)
                .mapToObj(number -> offer(number % 2, number))
                .toList();
        send(true, many);
        eachLookAtTheClock = Duration.ofMillis(1);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        int first = decided().size();

        driver.advanceWallClockTime(Duration.ofMillis(100));

        int drawn = plan.quotas().get(new Share(Split.TRAIN, 0)) + plan.quotas().get(new Share(Split.TRAIN, 1));
        assertThat(first).isBetween(1, drawn - 1);
        assertThat(decided()).hasSize(drawn - first);
    }

    @Test
    void whileManyOffersComeNothingIsDrawn() {
        for (int round = 0; round < 4; round++) {
            int from = round * 600;
            send(
                    true,
                    IntStream.range(from, from + 600)
                            .mapToObj(number -> offer(0, number))
                            .toList());
            driver.advanceWallClockTime(Duration.ofMillis(600));
        }
        assertThat(decided()).isEmpty();

        driver.advanceWallClockTime(Duration.ofMillis(100));

        assertThat(decided()).hasSize(plan.quotas().get(new Share(Split.TRAIN, 0)));
    }

    private void send(boolean isPut, List<Offer> changed) {
        offers.pipeInput(
                "0",
                OfferBatch.encode(changed.stream()
                        .map(offer -> new OfferBatch.Change(offer, isPut))
                        .toList()));
    }

    private List<Decision> decided() {
        var decided = new ArrayList<Decision>();
        decisions.readValuesToList().forEach(batch -> Decision.decode(batch, decided::add));
        return decided;
    }

    private Offer offer(int label, long draw) {
        var candidate = new Candidate(
                "message-" + draw,
                "conversation-" + draw,
                new Share(Split.TRAIN, label),
                new Cell("SIMPLE", "BEGINNING"),
                draw,
                draw);
        return Offer.of(pool, plan.pool(), candidate, 0);
    }
}
