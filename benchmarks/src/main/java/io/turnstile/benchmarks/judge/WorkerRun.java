package io.turnstile.benchmarks.judge;

import io.turnstile.config.Cluster;
import io.turnstile.embedded.EmbeddedBroker;
import io.turnstile.judge.llm.LlmJudge;
import io.turnstile.judge.llm.LlmJudgeConfiguration;
import io.turnstile.judge.model.ChatModels;
import io.turnstile.judge.model.ModelConfiguration;
import io.turnstile.judge.worker.JudgeConfiguration;
import io.turnstile.judge.worker.JudgeWorker;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * The worker as it runs: requests from a topic of an embedded broker, verdicts and cached answers to topics.
 *
 * @param flags of the judge
 */
record WorkerRun(Map<String, String> flags, Questions questions) {

    private static final String REGISTRY = "mock://judge-benchmark";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** How fast so many requests get their verdicts stored, after others that warm it up. */
    Pace of(int warmUp, int requests) throws InterruptedException, ExecutionException {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {
            var cluster = new Cluster(broker.bootstrapServers(), REGISTRY, Map.of());
            var topics = new TopicCatalogue(new TopicConfiguration("benchmark.", 2, 1, Duration.ofDays(1)));
            create(cluster, topics);
            var settings = ModelSettings.resolve(flags);
            try (var judge = new LlmJudge(
                            ChatModels.open(ModelConfiguration.from(settings)), LlmJudgeConfiguration.from(settings));
                    var worker = new JudgeWorker(cluster, topics, JudgeConfiguration.from(settings), judge)) {
                worker.start();
                request(cluster, topics.judgeRequests(), 0, warmUp);
                await(worker, warmUp);
                return Pace.<RuntimeException>of(requests, () -> {
                    request(cluster, topics.judgeRequests(), warmUp, warmUp + requests);
                    await(worker, warmUp + requests);
                });
            }
        }
    }

    private static void await(JudgeWorker worker, int judged) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> worker.counts().judged() >= judged);
    }

    private void request(Cluster cluster, Topic<JudgeRequest> topic, int from, int to) {
        try (var serde = new AvroSerdes(REGISTRY).valueSerde(topic);
                var producer = new KafkaProducer<>(
                        cluster.clientProperties(Map.of("compression.type", "lz4", "linger.ms", 5)),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            IntStream.range(from, to)
                    .mapToObj(questions::request)
                    .forEach(request -> producer.send(new ProducerRecord<>(
                            topic.name(),
                            request.getMessageId(),
                            serde.serializer().serialize(topic.name(), request))));
        }
    }

    private static void create(Cluster cluster, TopicCatalogue topics) throws InterruptedException {
        List<Topic<?>> all = List.copyOf(topics.all());
        SchemaRegistration.registerAll(REGISTRY, all);
        try (var admin = Admin.create(cluster.clientProperties(Map.of()))) {
            TopicCreation.createMissing(admin, all, 1);
            var names = all.stream().map(Topic::name).toList();
            // A broker knows a new topic a moment after its controller.
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() ->
                            admin.describeTopics(names).allTopicNames().get().size() == names.size());
        }
    }
}
