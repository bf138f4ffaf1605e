package io.turnstile.producers.generated;

import java.util.List;
import java.util.function.Function;

/**
 * What users paste and should not, in the words around it. The placeholders are those that the documentation of redaction
 * promises; this class shares nothing with the code that puts them there.
 */
enum PersonalData {
    EMAIL("<EMAIL>", MadeUpValue::email, "Ask § if anything is unclear.", "The author in {file} is §, keep that."),
    HOME_PATH(
            "<USER>",
            MadeUpValue::userName,
            "It is in /home/§/projects/{dir} on my machine.",
            "The log is /Users/§/Library/Logs/{type}.log",
            "My checkout is C:\\Users\\§\\source\\repos"),
    IP_ADDRESS("<IP>", MadeUpValue::address, "It only happens on § behind the proxy.", "{store} runs on §, port 6380."),
    PHONE("<PHONE>", MadeUpValue::phone, "Call § if the build breaks."),
    CARD("<CARD>", MadeUpValue::card, "The payment with card § fails, why?"),
    DATABASE_ADDRESS(
            "<SECRET>",
            MadeUpValue::password,
            "DATABASE_URL=postgres://app:§@db.internal:5432/orders is what CI uses."),
    CONNECTION_STRING(
            "<SECRET>",
            MadeUpValue::password,
            "I connect with \"Server=sql.internal;Database=orders;User Id=app;Password=§;Encrypt=true\"."),
    ASSIGNED_PASSWORD("<SECRET>", MadeUpValue::password, "My .env says\nDB_PASSWORD=§"),
    AUTHORIZATION("<TOKEN>", MadeUpValue::credential, "curl -H \"Authorization: Bearer §\" gives a 401."),
    SERVICE_TOKEN("<TOKEN>", MadeUpValue::serviceToken, "git push with § does not work in CI."),
    API_KEY("<TOKEN>", MadeUpValue::apiKey, "The client was made with § by mistake."),
    STORAGE_KEY(
            "<CLOUD_KEY>",
            MadeUpValue::storageKey,
            "AccountName=orders;AccountKey=§;EndpointSuffix=core.windows.net is refused."),
    CLOUD_KEY_ID("<CLOUD_KEY>", MadeUpValue::cloudKeyId, "The upload to S3 signs with § and is refused."),
    WEB_TOKEN("<JWT>", MadeUpValue::webToken, "The session cookie is § and {type} rejects it."),
    PRIVATE_KEY("<PRIVATE_KEY>", MadeUpValue::privateKey, "The deploy key is\n§\nand the login still fails.");

    /** Where the value stands: no sentence has this sign otherwise. */
    private static final String MARK = "§";

    private final String placeholder;
    private final Function<Draw, String> value;
    private final List<String> templates;

    PersonalData(String placeholder, Function<Draw, String> value, String... templates) {
        this.placeholder = placeholder;
        this.value = value;
        this.templates = List.of(templates);
    }

    /**
     * A sentence with a value in it.
     *
     * @param before the words before the value
     * @param value what is to be redacted
     * @param placeholder what must stand for it
     * @param after the words after it
     */
    record Sentence(String before, String value, String placeholder, String after) {

        String sent() {
            return before + value + after;
        }

        String redacted() {
            return before + placeholder + after;
        }
    }

    Sentence sentence(Draw draw) {
        String words = Template.fill(draw.pick(templates), draw);
        int mark = words.indexOf(MARK);
        return new Sentence(
                words.substring(0, mark), value.apply(draw), placeholder, words.substring(mark + MARK.length()));
    }
}
