package io.turnstile.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One cluster for the class; the last test closes it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedClusterTest {

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start(EmbeddedConfiguration.temporary());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aCommittedTransactionIsReadAndAnAbortedOneIsNot() throws Exception {
        String topic = "transactions";
        Clients.createTopic(cluster.bootstrapServers(), topic, Map.of());
        try (var producer = Clients.producer(cluster.bootstrapServers(), Map.of("transactional.id", "test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "aborted".getBytes(UTF_8)))
                    .get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "committed".getBytes(UTF_8)));
            producer.commitTransaction();
        }

        assertThat(Clients.readText(cluster.bootstrapServers(), topic, 1)).containsExactly("committed");
    }

    @Test
    void aRecordOfThirtyTwoMebibytesPasses() throws Exception {
        String topic = "large";
        int bytes = 32 * 1024 * 1024;
        Clients.createTopic(cluster.bootstrapServers(), topic, Map.of());
        try (var producer = Clients.producer(
                cluster.bootstrapServers(), Map.of("max.request.size", bytes + 1024, "buffer.memory", 2L * bytes))) {
            producer.send(new ProducerRecord<>(topic, new byte[bytes])).get();
        }

        assertThat(Clients.read(cluster.bootstrapServers(), topic, 1))
                .singleElement()
                .satisfies(value -> assertThat(value).hasSize(bytes));
    }

    @Test
    void aTopicNobodyCreatedDoesNotSpringUp() throws Exception {
        assertThat(Clients.topics(cluster.bootstrapServers())).doesNotContain("typing-error");
        try (var producer = Clients.producer(cluster.bootstrapServers(), Map.of("max.block.ms", 300))) {
            var sent = producer.send(new ProducerRecord<>("typing-error", new byte[1]));
            assertThat(sent).failsWithin(Duration.ofSeconds(10));
        }

        assertThat(Clients.topics(cluster.bootstrapServers())).doesNotContain("typing-error");
    }

    @Test
    void theRegistryIsFullTransitiveAndEnforcesIt() throws Exception {
        String one = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}";
        String incompatible = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"b\",\"type\":\"string\"}]}";

        assertThat(cluster.registryUrl()).endsWith("/apis/ccompat/v7");
        assertThat(Clients.get(cluster.registryUrl() + "/config")).contains("FULL_TRANSITIVE");
        assertThat(Clients.register(cluster.registryUrl(), "r-value", one)).isEqualTo(200);
        assertThat(Clients.register(cluster.registryUrl(), "r-value", incompatible))
                .isEqualTo(409);
    }

    @Test
    void everySocketListensOnLoopbackOnly() throws Exception {
        assumeTrue(ListeningSockets.areKnown(), "needs Linux's /proc/net to see the sockets");

        var own = ListeningSockets.of(ProcessHandle.current().pid());
        var registry = ListeningSockets.of(cluster.registryProcess().pid());

        assertThat(own).as("broker and controller").hasSizeGreaterThanOrEqualTo(2);
        assertThat(registry).as("registry").isNotEmpty();
        assertThat(own).allMatch(ListeningSockets::isLoopback);
        assertThat(registry).allMatch(ListeningSockets::isLoopback);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void closingLeavesNothingBehindAndCanBeRepeated() {
        var registry = cluster.registryProcess();
        var directory = cluster.dataDirectory();
        var broker = cluster.bootstrapServers().split(":");
        var address = new InetSocketAddress(broker[0], Integer.parseInt(broker[1]));
        assertThat(registry.isAlive()).isTrue();
        assertThat(directory).isDirectory();

        cluster.close();
        cluster.close();

        assertThat(registry.isAlive()).isFalse();
        assertThat(Files.exists(directory)).isFalse();
        assertThat(isListening(address)).isFalse();
    }

    private static boolean isListening(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, 1_000);
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
