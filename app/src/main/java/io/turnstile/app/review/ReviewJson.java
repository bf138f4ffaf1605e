package io.turnstile.app.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.app.RecordJson;
import io.turnstile.schema.LabeledTurn;

/** A doubtful turn as a line of JSON, for people and their tools. */
final class ReviewJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ReviewJson() {}

    static String line(DoubtfulTurn doubtful) {
        LabeledTurn turn = doubtful.turn();
        var line = MAPPER.createObjectNode()
                .put("messageId", turn.getMessageId())
                .put("inputHash", turn.getInputHash())
                .put("text", turn.getText());
        line.set("history", tree(turn.getHistory()));
        line.put("label", turn.getLabel())
                .put("score", turn.getScore())
                .put("confidence", turn.getConfidence())
                .put("rationale", turn.getRationale())
                .put("fingerprint", turn.getFingerprint())
                .set("votes", tree(turn.getVotes()));
        line.put("rubricLabel", doubtful.rubric().getLabel())
                .put("rubricScore", doubtful.rubric().getScore());
        var why = line.putArray("why");
        doubtful.doubts().forEach(doubt -> why.add(doubt.name()));
        return line.toString();
    }

    private static JsonNode tree(Object records) {
        try {
            return MAPPER.readTree(RecordJson.line(records));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was just written as JSON is JSON.", e);
        }
    }
}
