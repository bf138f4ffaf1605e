import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints labelled turns as they come; with a number as argument it ends after so many records. */
class Subscribe {

    /** Turns for training, validation and test together: before you train from it, see docs/python.md. */
    private static final String TOPIC = "turnstile.labeled";

    public static void main(String[] arguments) {
        long left = arguments.length == 0 ? Long.MAX_VALUE : Long.parseLong(arguments[0]);
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", variable("TURNSTILE_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
                "schema.registry.url", variable("TURNSTILE_REGISTRY_URL", "http://127.0.0.1:8081"),
                // A name of your own instead: then a restart goes on where it was, and does not read all of it again.
                // Not after an absence of more than the topic's delete.retention.ms, a day by default: then tombstones
                // are gone, and what was kept by key must be thrown away and read again from the beginning.
                "group.id", "example-" + UUID.randomUUID(),
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed",
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", KafkaAvroDeserializer.class);
        try (var consumer = new KafkaConsumer<String, GenericRecord>(properties)) {
            consumer.subscribe(List.of(TOPIC));
            while (left > 0) {
                for (var labelled : consumer.poll(Duration.ofSeconds(1))) {
                    if (left-- > 0) {
                        System.out.println(line(labelled.key(), labelled.value()));
                    }
                }
            }
        }
    }

    /** A record without a value withdraws the label of its message. */
    private static String line(String messageId, GenericRecord turn) {
        return turn == null
                ? messageId + "\twithdrawn"
                : messageId + "\t" + turn.get("labelName") + "\t" + turn.get("text").toString().replaceAll("\\s+", " ");
    }

    private static String variable(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
