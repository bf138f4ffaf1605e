package io.turnstile.judge.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.judge.model.ChatMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {

    private static final PromptTexts TEXTS = PromptTexts.current();
    private static final Prompt PROMPT = new Prompt(TEXTS, 3);

    @Test
    void theSchemaKnowsTheCriteriaOfTheRubric() throws JsonProcessingException {
        var names = new ArrayList<String>();
        schema().at("/properties/criteria/items/properties/name/enum").forEach(name -> names.add(name.textValue()));

        assertThat(names).isEqualTo(PROMPT.criteria());
    }

    @Test
    void everyObjectOfTheSchemaIsClosedAndRequiresAllItsFields() throws JsonProcessingException {
        var objects =
                List.of(schema(), schema().at("/properties/criteria/items"), schema().at("/properties/dimensions"));

        assertThat(objects).allSatisfy(object -> {
            assertThat(object.get("additionalProperties").booleanValue()).isFalse();
            assertThat(texts(object.get("required"))).isEqualTo(fields(object.get("properties")));
        });
    }

    /** Azure refuses schemas that bound numbers or lengths. */
    @Test
    void theSchemaKeepsToWhatAllServersTake() {
        assertThat(TEXTS.schema())
                .doesNotContain("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "$");
    }

    @Test
    void everyPlaceIsFilled() {
        var question = PROMPT.question(PROMPT.criteria(), "MATERIAL {{criteria}} {{threshold}}");

        assertThat(question.messages())
                .extracting(ChatMessage::role)
                .containsExactly(ChatMessage.Role.SYSTEM, ChatMessage.Role.USER);
        assertThat(question.messages().get(0).text()).doesNotContain("{{").contains("0 if the score is 3 or more");
        assertThat(question.messages().get(1).text()).contains("MATERIAL {{criteria}} {{threshold}}");
    }

    @Test
    void theCriteriaStandInTheOrderOfTheVoteAfterEverythingElse() {
        var reversed = new ArrayList<>(PROMPT.criteria());
        Collections.reverse(reversed);
        String one = PROMPT.question(PROMPT.criteria(), "").messages().get(0).text();
        String other = PROMPT.question(reversed, "").messages().get(0).text();

        assertThat(other).isNotEqualTo(one).hasSameSizeAs(one);
        int common = one.indexOf("- " + PROMPT.criteria().get(0) + ": ");
        assertThat(other.substring(0, common)).isEqualTo(one.substring(0, common));
        assertThat(reversed.stream()
                        .map(name -> other.indexOf("- " + name + ": "))
                        .toList())
                .isSorted();
    }

    @Test
    void theMarkersStandNowhereInThePrompt() {
        assertThat(TEXTS.instructions() + TEXTS.criteria() + TEXTS.question() + TEXTS.schema())
                .doesNotContain(Material.OPENING_MARKER, Material.CLOSING_MARKER);
    }

    @Test
    void askingAgainAddsTheNoteAndNothingElse() {
        var asked = PROMPT.question(PROMPT.criteria(), "MATERIAL");

        var again = PROMPT.again(asked, "it was wrong.");

        assertThat(again.messages().get(0)).isEqualTo(asked.messages().get(0));
        assertThat(again.messages().get(1).text())
                .isEqualTo(asked.messages().get(1).text()
                        + "\nAn answer to this was refused: it was wrong. Answer anew and in full.\n");
        assertThat(again.schema()).isEqualTo(TEXTS.schema());
    }

    /** What the documentation and judge.max-input-tokens say of it. */
    @Test
    void thePromptHasAboutTwoThousandSevenHundredTokens() {
        assertThat(PROMPT.tokens("")).isBetween(2_600, 2_800);
    }

    private static JsonNode schema() throws JsonProcessingException {
        return new ObjectMapper().readTree(TEXTS.schema());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.textValue()));
        return texts;
    }

    private static List<String> fields(JsonNode object) {
        var fields = new ArrayList<String>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
