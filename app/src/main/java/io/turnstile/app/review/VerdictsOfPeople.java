package io.turnstile.app.review;

import io.turnstile.app.StandingRecords;
import io.turnstile.config.Cluster;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Verdict;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends people's decisions to the topic of verdicts, all in one transaction. */
record VerdictsOfPeople(Cluster cluster, TopicCatalogue topics, ProducerConfiguration configuration) {

    /**
     * What became of decisions.
     *
     * @param written how many were sent
     * @param unchanged how many stand in the topic already
     * @param stale the messages whose turn changed or was retracted since it was read; nothing was sent for them
     */
    record Outcome(int written, int unchanged, List<String> stale) {}

    /** @throws IllegalStateException if the topics cannot be read, or nothing was written */
    Outcome send(List<Decision> decisions, Reviewer reviewer) {
        var toSend = new ArrayList<Verdict>();
        var stale = new ArrayList<String>();
        Standing standing = read(decisions.stream().map(Decision::messageId).collect(Collectors.toSet()));
        for (Decision decision : decisions) {
            String messageId = decision.messageId();
            if (!standing.isCurrent(decision)) {
                stale.add(messageId);
                continue;
            }
            Verdict verdict = reviewer.verdict(decision, standing.isInjectionSuspected(decision));
            if (!verdict.equals(standing.verdicts().get(messageId))) {
                toSend.add(verdict);
            }
        }
        send(toSend);
        return new Outcome(toSend.size(), decisions.size() - toSend.size() - stale.size(), List.copyOf(stale));
    }

    /** What stands in the topics, of the messages that were decided on. */
    private record Standing(
            Map<String, JudgeRequest> requests, Map<String, LabeledTurn> labels, Map<String, Verdict> verdicts) {

        boolean isCurrent(Decision decision) {
            JudgeRequest request = requests.get(decision.messageId());
            return request != null && request.getInputHash().equals(decision.inputHash());
        }

        boolean isInjectionSuspected(Decision decision) {
            LabeledTurn label = labels.get(decision.messageId());
            return label != null
                    && label.getInputHash().equals(decision.inputHash())
                    && label.getIsInjectionSuspected();
        }
    }

    private Standing read(Set<String> messageIds) {
        try (var records = new StandingRecords(cluster)) {
            return new Standing(
                    records.latestOf(topics.judgeRequests(), messageIds),
                    records.latestOf(topics.labeled(), messageIds),
                    records.latestOf(topics.judgeVerdicts(), messageIds));
        } catch (KafkaException e) {
            throw ReviewTopics.unreadable(e);
        }
    }

    private void send(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        var topic = topics.judgeVerdicts();
        Map<String, Object> own =
                Map.of("transactional.id", configuration.transactionalId() + "-review", "acks", "all");
        try (var serializer =
                        new AvroSerdes(cluster.registryUrl()).valueSerde(topic).serializer();
                var producer = new KafkaProducer<>(cluster.clientProperties(own), new StringSerializer(), serializer)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (Verdict verdict : verdicts) {
                producer.send(new ProducerRecord<>(topic.name(), verdict.getMessageId(), verdict));
            }
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw ReviewTopics.unwritable(e);
        }
    }
}
