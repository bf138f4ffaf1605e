package io.turnstile.judge;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A request's outcome and the record that tells of it. */
record Answer(Outcome outcome, ProducerRecord<String, byte[]> toSend) {}
