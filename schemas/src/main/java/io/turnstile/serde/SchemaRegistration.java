package io.turnstile.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.turnstile.topic.Topic;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Puts the catalogue's schemas into the registry, every subject guarded by {@link #COMPATIBILITY}. */
public final class SchemaRegistration {

    static {
        TrustedSchemas.trust();
    }

    /** Any version can read what any other wrote: producers and consumers upgrade in any order, and replay old topics. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    /** One client holds this many schemas in memory; there are about ten. */
    private static final int CACHED_SCHEMAS = 100;

    private SchemaRegistration() {}

    /**
     * Registers every topic's value schema; one that is registered already is left as it is.
     *
     * @throws IllegalStateException if the registry cannot be reached or refuses a schema
     */
    public static void registerAll(String registryUrl, List<Topic<?>> topics) {
        var schemas = new LinkedHashMap<String, Schema>();
        topics.forEach(topic -> topic.valueSchema().ifPresent(schema -> schemas.put(topic.valueSubject(), schema)));
        register(registryUrl, schemas);
    }

    static void register(String registryUrl, Map<String, Schema> schemasBySubject) {
        try (SchemaRegistryClient client = client(registryUrl)) {
            schemasBySubject.forEach((subject, schema) -> register(client, subject, schema));
        } catch (IOException e) {
            throw new IllegalStateException("The schema registry's client did not close: " + e.getMessage(), e);
        }
    }

    /** The schema as the registry holds it: without what only the generated Java classes need. */
    public static AvroSchema contract(Schema schema) {
        // The generated class would bring the schema that it was compiled with, whatever the one given.
        var record = new GenericData.Record(schema);
        return new AvroSchema(AvroSchemaUtils.getSchema(record, false, false, true));
    }

    private static void register(SchemaRegistryClient client, String subject, Schema schema) {
        try {
            client.updateCompatibility(subject, COMPATIBILITY);
            client.register(subject, contract(schema));
        } catch (RestClientException e) {
            throw new IllegalStateException(
                    "The schema registry refused the schema of " + subject + ": " + e.getMessage()
                            + ". A changed schema must stay " + COMPATIBILITY + " with every earlier version.",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The schema registry could not be reached to register " + subject + ": " + e.getMessage()
                            + ". Check registry.url.",
                    e);
        }
    }

    private static SchemaRegistryClient client(String registryUrl) {
        var urls = List.of(registryUrl);
        return registryUrl.startsWith("mock://")
                ? SchemaRegistryClientFactory.newClient(urls, CACHED_SCHEMAS, List.of(), Map.of(), Map.of())
                : new CachedSchemaRegistryClient(urls, CACHED_SCHEMAS);
    }
}
