package io.turnstile.producers.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final String KEY = "a key that is long enough";
    private static final Redaction UNKEYED = Redaction.of(RedactionConfiguration.byDefault());
    private static final Redaction KEYED =
            Redaction.of(new RedactionConfiguration(true, EnumSet.allOf(RedactionType.class), KEY));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "common.userName",
                "common.username",
                "COMMON.USERNAME",
                "common.devDeviceId",
                "common.sqmid",
                "common.vscodemachineid",
                "machineId"
            })
    void anIdentityIsTakenOutWithoutAKeyInAnyLetterCase(String key) {
        assertThat(UNKEYED.properties(Map.of(key, "somebody", "common.os", "linux"))
                        .value())
                .isEqualTo(Map.of("common.os", "linux"));
    }

    /** The expected value was made with: printf %s somebody | openssl dgst -sha256 -hmac KEY. */
    @ParameterizedTest
    @ValueSource(strings = {"somebody", " Somebody "})
    void anIdentityBecomesItsKeyedHashUnderTheSameKey(String name) {
        assertThat(KEYED.properties(Map.of("common.userName", name)).value())
                .isEqualTo(Map.of("common.userName", "hmac-sha256:5bc63e66bcd4dcbeb46d078dff87cf37"));
    }

    @Test
    void usersAndKeysThatDifferGiveHashesThatDiffer() {
        var other = Redaction.of(new RedactionConfiguration(true, Set.of(), "another key of some length"));

        assertThat(Set.of(
                        hash(KEYED, "somebody"),
                        hash(KEYED, "somebody2"),
                        hash(other, "somebody"),
                        hash(other, "somebody2")))
                .hasSize(4);
        assertThat(KEYED.properties(Map.of("common.userName", " ")).value()).isEmpty();
    }

    @Test
    void theNameOfTheRowsUserIsFoundInItsTextsAsAWord() {
        var row = Map.of(
                "common.userName",
                "mmuster",
                "messageText",
                "mmuster's branch is MMuster-fix, not mmusterx; ask mmuster");

        assertThat(UNKEYED.properties(row).value().get("messageText"))
                .isEqualTo("<USER>'s branch is <USER>-fix, not mmusterx; ask <USER>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "root", "user", "runner"})
    void aNameThatIsShortOrARolesIsNotLookedForInTexts(String name) {
        String text = "ada runs as root, the user of the runner";

        assertThat(UNKEYED.properties(Map.of("common.userName", name, "messageText", text))
                        .value()
                        .get("messageText"))
                .isEqualTo(text);
    }

    @Test
    void idsAndNumbersStayWhateverTheyLookLike() {
        var structure =
                Map.of("messageId", "4111111111111111", "conversationId", "10.1.2.30", "promptTokens", "+12025550143");

        assertThat(UNKEYED.properties(structure).value()).isSameAs(structure);
    }

    @Test
    void aPropertyThatNobodyKnowsIsText() {
        var redacted = UNKEYED.properties(Map.of("next.releases.field", "mail ada@corp.example"));

        assertThat(redacted.value()).isEqualTo(Map.of("next.releases.field", "mail <EMAIL>"));
        assertThat(redacted.found()).isEqualTo(Map.of(RedactionType.EMAIL, 1L));
    }

    @Test
    void aSecretThatStandsOnTheBorderOfTwoPartsIsFound() {
        String before = "x ".repeat(PartedText.PART_CHARACTERS / 2 - 4);
        String whole = before + "ada.l@corp.example" + " y".repeat(6_000);
        var parts = new HashMap<String, String>();
        parts.put("messageText", whole.substring(0, PartedText.PART_CHARACTERS));
        parts.put("messageText_02", whole.substring(PartedText.PART_CHARACTERS, 2 * PartedText.PART_CHARACTERS));
        parts.put("messageText_03", whole.substring(2 * PartedText.PART_CHARACTERS));

        Map<String, String> redacted = UNKEYED.properties(parts).value();

        String joined = redacted.get("messageText") + redacted.get("messageText_02") + redacted.get("messageText_03");
        assertThat(joined).isEqualTo(whole.replace("ada.l@corp.example", "<EMAIL>"));
        assertThat(redacted.get("messageText")).hasSize(PartedText.PART_CHARACTERS);
    }

    @Test
    void whatFollowsALostPartIsAnotherText() {
        var parts = Map.of(
                "t", "mail ada@cor", "t_03", "10.1.2.30 p.example", "t_04", " and 10.1.2.31", "utf_16", "10.1.2.32");

        assertThat(UNKEYED.properties(parts).value())
                .isEqualTo(Map.of("t", "mail ada@cor", "t_03", "<IP> p.example and <IP>", "utf_16", "<IP>"));
    }

    @Test
    void aTextThatGrowsTakesNoMorePartsThanItHad() {
        var parts = new HashMap<String, String>();
        String full = "/home/ada/xyz/ab ".repeat(600).substring(0, PartedText.PART_CHARACTERS - 1) + " ";
        parts.put("t", full);
        parts.put("t_02", full);

        Map<String, String> redacted = UNKEYED.properties(parts).value();

        assertThat(redacted).containsOnlyKeys("t", "t_02");
        assertThat(redacted.get("t") + redacted.get("t_02"))
                .contains("/home/<USER>/")
                .doesNotContain("ada");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"a":"line\\nada@corp.example","n":12}      | {"a":"line\\n<EMAIL>","n":12}
            {"a":"C:\\\\Users\\\\mmuster\\\\x"}         | {"a":"C:\\\\Users\\\\<USER>\\\\x"}
            {"pan": 4111111111111111, "n": [1]}         | {"pan": "<CARD>", "n": [1]}
            [{"role":"user","content":31},{"content":2}]| [{"role":"user","content":31},{"content":2}]
            {"read_file":3,"mcp_10.1.2.30_x":1}         | {"read_file":3,"mcp_10.1.2.30_x":1}
            {"q":"say \\"password=hunter2!x\\" now"}    | {"q":"say \\"password=<SECRET>\\" now"}
            """)
    void jsonStaysJson(String json, String expected) throws Exception {
        String redacted =
                UNKEYED.properties(Map.of("toolArguments", json)).value().get("toolArguments");

        assertThat(redacted).isEqualTo(expected);
        new ObjectMapper().readTree(redacted);
    }

    @Test
    void aNullIsLeftForTheSchemaToRefuse() {
        var properties = new HashMap<String, String>();
        properties.put("text", null);
        properties.put("text_02", "x");

        assertThat(UNKEYED.properties(properties).value()).isSameAs(properties);
    }

    @Test
    void whereTextsAreNotRedactedUsersAndMachinesAreHiddenAllTheSame() {
        var off = Redaction.of(new RedactionConfiguration(false, EnumSet.allOf(RedactionType.class), null));
        var row = Map.of("messageText", "ada@corp.example asks mmuster", "common.userName", "mmuster");

        assertThat(off.properties(row).value()).isEqualTo(Map.of("messageText", "ada@corp.example asks mmuster"));
    }

    @Test
    void onlyTheTypesThatAreConfiguredAreRedacted() {
        var some = Redaction.of(new RedactionConfiguration(true, Set.of(RedactionType.IP), null));

        assertThat(some.properties(Map.of("t", "ada@corp.example at 10.1.2.30")).value())
                .isEqualTo(Map.of("t", "ada@corp.example at <IP>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"common.userName": "mmuster", "a": "ask mmuster"  | {"common.userName": "", "a": "ask <USER>"
            {"p":"{\\"common.username\\":\\"mmuster\\",\\"b\\":1}"} | {"p":"{\\"common.username\\":\\"\\",\\"b\\":1}"}
            {"common.devDeviceId": "mm                         | {"common.devDeviceId": "
            {"common.other": "7", "t": "ada@corp.example"      | {"common.other": "7", "t": "<EMAIL>"
            {"text": "密码：geheim12!", "x                      | {"text": "密码：<SECRET>", "x
            """)
    void malformedBytesAreRedacted(String json, String expected) {
        byte[] redacted = UNKEYED.bytes(json.getBytes(StandardCharsets.UTF_8)).value();

        assertThat(new String(redacted, StandardCharsets.UTF_8)).isEqualTo(expected);
        assertThat(UNKEYED.bytes(redacted).value()).isSameAs(redacted);
    }

    @Test
    void bytesThatAreNoTextKeepTheirOtherBytes() {
        byte[] mail = " ada@corp.example".getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = {0, (byte) 0xFF, (byte) 0x80, '"', 13, 10};
        byte[] both = new byte[bytes.length + mail.length];
        System.arraycopy(bytes, 0, both, 0, bytes.length);
        System.arraycopy(mail, 0, both, bytes.length, mail.length);

        assertThat(UNKEYED.bytes(bytes).value()).isSameAs(bytes);
        assertThat(UNKEYED.bytes(both).value())
                .startsWith(bytes)
                .endsWith(" <EMAIL>".getBytes(StandardCharsets.ISO_8859_1))
                .hasSize(bytes.length + 8);
    }

    private static String hash(Redaction redaction, String name) {
        return redaction.properties(Map.of("common.userName", name)).value().get("common.userName");
    }
}
