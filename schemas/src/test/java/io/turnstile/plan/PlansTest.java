package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.schema.DatasetKind;
import io.turnstile.topic.TopicConfiguration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlansTest {

    private static final String SHORTEST = "kind=session size=1000 ratio=50:50";
    private static final Map<String, String> NONE = Map.of();

    @Test
    void fourPlansComeWithTheProgram() {
        Plans plans = plans(NONE);

        assertThat(plans.names())
                .containsExactly("conversation-50-50", "conversation-70-30", "session-50-50", "session-70-30");
        assertThat(plans.plans()).allSatisfy(plan -> assertThat(plan.size()).isEqualTo(100_000));
        assertThat(plans.named("conversation-70-30").ratio()).isEqualTo(new Ratio(70, 30));
        assertThat(plans.named("session-50-50").pool().kind()).isEqualTo(DatasetKind.SESSION);
        assertThat(plans.splitSeed()).isEqualTo(1);
    }

    @Test
    void thoseOfOneKindShareAPool() {
        Plans plans = plans(NONE);

        assertThat(plans.named("session-50-50").pool())
                .isEqualTo(plans.named("session-70-30").pool());
    }

    @Test
    void aPlanIsAddedByFileEnvironmentOrFlagTheHigherStandsAbove() {
        Map<String, String> file = Map.of("plans.my-plan", SHORTEST, "plans.of-file", SHORTEST);
        Map<String, String> environment = Map.of("TURNSTILE_PLANS_MY_PLAN", SHORTEST.replace("1000", "2000"));
        Map<String, String> flags = Map.of("plans.my-plan", SHORTEST.replace("1000", "3000"));

        assertThat(size(Settings.resolve(Plans.SETTINGS, file, NONE, NONE))).isEqualTo(1_000);
        assertThat(size(Settings.resolve(Plans.SETTINGS, NONE, environment, NONE)))
                .isEqualTo(2_000);
        assertThat(size(Settings.resolve(Plans.SETTINGS, file, environment, NONE)))
                .isEqualTo(2_000);
        assertThat(size(Settings.resolve(Plans.SETTINGS, file, environment, flags)))
                .isEqualTo(3_000);
        assertThat(Plans.from(Settings.resolve(Plans.SETTINGS, file, environment, flags))
                        .names())
                .hasSize(6)
                .contains("of-file");
    }

    @Test
    void aPlanThatComesWithTheProgramIsChangedByItsVariable() {
        Settings settings = Settings.resolve(
                Plans.SETTINGS, NONE, Map.of("TURNSTILE_PLANS_SESSION_50_50", SHORTEST + " seed=2"), NONE);

        assertThat(Plans.from(settings).named("session-50-50").pool().seed()).isEqualTo(2);
        assertThat(Plans.from(settings).names()).hasSize(4);
    }

    @Test
    void aPlanIsTakenAway() {
        assertThat(plans(Map.of("plans.session-50-50", "off", "plans.session-70-30", " off ", "plans.mine", "off"))
                        .names())
                .containsExactly("conversation-50-50", "conversation-70-30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"My-plan", "my_plan", "my.plan", "-plan", "plan-", "my--plan", "plän", "my plan", "*"})
    void aBadNameIsRefused(String name) {
        assertThatThrownBy(() -> plans(Map.of("plans." + name, SHORTEST)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Configuration key plans." + name + " (from flag): the name of a plan is of small letters,"
                        + " digits and single hyphens, at most 100 characters, such as session-50-50.");
    }

    @Test
    void aNameFitsInATopics() {
        assertThat(plans(Map.of("plans." + "x".repeat(100), SHORTEST)).names()).hasSize(5);
        assertThatThrownBy(() -> plans(Map.of("plans." + "x".repeat(101), SHORTEST)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("at most 100 characters");
    }

    @Test
    void whatIsNoPlanIsNamedWithKeyLayerAndWhatIsExpected() {
        assertThatThrownBy(() -> plans(Map.of("plans.mine", "kind=session size=1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Configuration key plans.mine (from flag) has the value 'kind=session size=1': a plan needs"
                        + " ratio=. The value off takes a plan away.");
    }

    @Test
    void aPlanThatThereIsNotIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> plans(NONE).named("session-60-40"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "There is no plan 'session-60-40'. The plans are: conversation-50-50, conversation-70-30,"
                                + " session-50-50, session-70-30. 'plans.session-60-40' in the configuration would declare one.");
        assertThatThrownBy(() -> new Plans(List.of(), 1).named("any"))
                .hasMessage(
                        "There is no plan 'any'. The plans are: none. 'plans.any' in the configuration would declare"
                                + " one.");
    }

    @Test
    void settingsThatKnowNoPlansHaveNone() {
        Settings settings = Settings.resolve(TopicConfiguration.SETTINGS, NONE, NONE, NONE);

        assertThat(Plans.declaredIn(settings)).isEmpty();
        assertThat(TopicConfiguration.from(settings).plans()).isEmpty();
    }

    @Test
    void settingsThatKnowPlansGiveEachATopic() {
        Settings settings = Settings.resolve(
                Stream.of(TopicConfiguration.SETTINGS, Plans.SETTINGS)
                        .<Setting<?>>flatMap(List::stream)
                        .toList(),
                NONE,
                NONE,
                Map.of("plans.session-50-50", "off", "plans.mine", SHORTEST));

        assertThat(TopicConfiguration.from(settings).plans())
                .containsExactly("conversation-50-50", "conversation-70-30", "mine", "session-70-30");
    }

    private static int size(Settings settings) {
        return Plans.from(settings).named("my-plan").size();
    }

    private static Plans plans(Map<String, String> flags) {
        return Plans.from(Settings.resolve(Plans.SETTINGS, NONE, NONE, flags));
    }
}
