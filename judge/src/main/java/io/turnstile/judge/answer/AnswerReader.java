package io.turnstile.judge.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads answers, from several threads at once, and lets through only what was asked for. Nothing is guessed from an answer of another form: a model that
 * left the form may have followed somebody else's words.
 */
public final class AnswerReader {

    /** Longer answers are not looked at. A good one has about 2,000 characters. */
    private static final int MOST_CHARACTERS = 32_768;

    /** Bounds on the parts, some times what the prompt asks for: models do not count. */
    private static final int MOST_EVIDENCE = 12;

    private static final int LONGEST_EVIDENCE = 1_000;
    private static final int LONGEST_RATIONALE = 4_000;

    /** The reasons come before the label, so that it follows from them. */
    private static final List<String> FIELDS =
            List.of("evidence", "rationale", "criteria", "dimensions", "score", "confidence", "label");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Schema schema;
    private final Set<String> criteria;
    private final int threshold;

    /**
     * @param schema the JSON schema that was sent
     * @param criteria the names of all criteria
     * @param threshold the label is 0 from this score upwards
     */
    public AnswerReader(String schema, List<String> criteria, int threshold) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON);
        this.schema.initializeValidators();
        this.criteria = Set.copyOf(criteria);
        this.threshold = threshold;
    }

    /** Reads an answer; every string gets a reading. */
    public Reading read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return new Reading.Refused(Fault.TOO_LARGE);
        }
        var json = object(text);
        if (json.isEmpty()) {
            return new Reading.Refused(Fault.NOT_ONE_JSON_OBJECT);
        }
        if (!schema.validate(text, InputFormat.JSON).isEmpty() || !hasWholeNumbers(json.get())) {
            return new Reading.Refused(Fault.NOT_THE_SCHEMA);
        }
        return faultOf(json.get())
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Accepted(answer(json.get())));
    }

    private static Optional<JsonNode> object(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** To a schema 1.0 is an integer; a label is written 0 or 1. */
    private static boolean hasWholeNumbers(JsonNode json) {
        return Stream.concat(Stream.of(json.get("score"), json.get("label")), elements(json.get("dimensions")))
                .allMatch(JsonNode::isInt);
    }

    private Optional<Fault> faultOf(JsonNode json) {
        if (!fieldsOf(json).equals(FIELDS)) {
            return Optional.of(Fault.FIELDS_OUT_OF_ORDER);
        }
        var named = elements(json.get("criteria"))
                .map(criterion -> criterion.get("name").textValue())
                .toList();
        if (named.size() != criteria.size() || !new HashSet<>(named).equals(criteria)) {
            return Optional.of(Fault.CRITERIA_NOT_ANSWERED_ONCE_EACH);
        }
        return faultOfTexts(json).or(() -> faultOfNumbers(json));
    }

    private static Optional<Fault> faultOfTexts(JsonNode json) {
        String rationale = json.get("rationale").textValue();
        if (rationale.isBlank()) {
            return Optional.of(Fault.NO_RATIONALE);
        }
        boolean isTooLong = rationale.length() > LONGEST_RATIONALE
                || json.get("evidence").size() > MOST_EVIDENCE
                || elements(json.get("evidence"))
                        .anyMatch(piece -> piece.textValue().length() > LONGEST_EVIDENCE);
        return isTooLong ? Optional.of(Fault.TEXT_TOO_LONG) : Optional.empty();
    }

    private Optional<Fault> faultOfNumbers(JsonNode json) {
        double confidence = json.get("confidence").doubleValue();
        if (!(confidence >= 0.5 && confidence <= 1)) {
            return Optional.of(Fault.CONFIDENCE_OUT_OF_RANGE);
        }
        int meant = json.get("score").intValue() >= threshold ? 0 : 1;
        return meant == json.get("label").intValue() ? Optional.empty() : Optional.of(Fault.LABEL_DISAGREES_WITH_SCORE);
    }

    private static JudgeAnswer answer(JsonNode json) {
        var dimensions = json.get("dimensions");
        return new JudgeAnswer(
                elements(json.get("evidence")).map(JsonNode::textValue).toList(),
                json.get("rationale").textValue(),
                elements(json.get("criteria"))
                        .filter(criterion -> criterion.get("met").booleanValue())
                        .map(criterion -> criterion.get("name").textValue())
                        .toList(),
                new DimensionScores(
                        dimensions.get("reasoning").intValue(),
                        dimensions.get("code").intValue(),
                        dimensions.get("debugging").intValue(),
                        dimensions.get("tools").intValue()),
                json.get("score").intValue(),
                json.get("confidence").doubleValue(),
                json.get("label").intValue());
    }

    private static List<String> fieldsOf(JsonNode json) {
        var fields = new ArrayList<String>();
        json.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static Stream<JsonNode> elements(JsonNode parent) {
        return StreamSupport.stream(parent.spliterator(), false);
    }
}
