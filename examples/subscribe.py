"""Prints labelled turns as they come; with a number as argument it ends after so many records."""

import os
import sys
import uuid

from confluent_kafka import Consumer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

# Turns for training, validation and test together: before you train from it, see docs/python.md.
TOPIC = "turnstile.labeled"

registry = SchemaRegistryClient({"url": os.environ.get("TURNSTILE_REGISTRY_URL", "http://127.0.0.1:8081")})
deserialize = AvroDeserializer(registry)
consumer = Consumer(
    {
        "bootstrap.servers": os.environ.get("TURNSTILE_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
        # A name of your own instead: then a restart goes on where it was, and does not read all of it again. Not after
        # an absence of more than the topic's delete.retention.ms, a day by default: then tombstones are gone, and what
        # was kept by key must be thrown away and read again from the beginning.
        "group.id": f"example-{uuid.uuid4()}",
        "auto.offset.reset": "earliest",
        "isolation.level": "read_committed",
    }
)
consumer.subscribe([TOPIC])
left = int(sys.argv[1]) if len(sys.argv) > 1 else float("inf")
try:
    while left > 0:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise RuntimeError(message.error())
        turn = deserialize(message.value(), SerializationContext(TOPIC, MessageField.VALUE))
        # A record without a value withdraws the label of its message.
        rest = ["withdrawn"] if turn is None else [turn["labelName"], " ".join(turn["text"].split())]
        print(message.key().decode(), *rest, sep="\t", flush=True)
        left -= 1
finally:
    consumer.close()
