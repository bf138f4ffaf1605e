"""What stands in a compacted topic."""

import time
import uuid
from dataclasses import dataclass

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

from .outcome import require

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Cluster:
    """Where broker and schema registry are."""

    bootstrap_servers: str
    registry_url: str


@dataclass(frozen=True)
class Standing:
    """The values by key that no tombstone withdrew, how many records were read, and how many of those were tombstones."""

    values: dict
    records: int
    tombstones: int


def standing(cluster, topic):
    """Reads a topic from the beginning to its present end, committed records only. Values are as Confluent's deserializer
    makes them."""
    deserialize = AvroDeserializer(SchemaRegistryClient({"url": cluster.registry_url}))
    context = SerializationContext(topic, MessageField.VALUE)
    values, records, tombstones = {}, 0, 0
    for message in _messages(cluster, topic):
        key = message.key().decode("utf-8")
        records += 1
        if message.value() is None:
            tombstones += 1
            values.pop(key, None)
        else:
            values[key] = deserialize(message.value(), context)
    return Standing(values, records, tombstones)


def _messages(cluster, topic):
    consumer = Consumer(
        {
            "bootstrap.servers": cluster.bootstrap_servers,
            "group.id": f"interop-{uuid.uuid4()}",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
        }
    )
    try:
        partitions = _partitions(consumer, topic)
        consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for partition in partitions])
        yield from _until_end(consumer, topic, partitions)
    finally:
        consumer.close()


def _partitions(consumer, topic):
    metadata = consumer.list_topics(topic, timeout=PATIENCE_SECONDS).topics[topic]
    require(metadata.error is None, f"topic {topic}: {metadata.error}")
    return set(metadata.partitions)


def _until_end(consumer, topic, partitions):
    deadline = time.monotonic() + PATIENCE_SECONDS
    unread = set(partitions)
    while unread:
        require(time.monotonic() < deadline, f"topic {topic} was not read to its end within {PATIENCE_SECONDS} s")
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error() is None:
            yield message
        elif message.error().code() == KafkaError._PARTITION_EOF:
            unread.discard(message.partition())
        else:
            require(False, f"topic {topic}: {message.error()}")
