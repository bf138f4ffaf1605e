package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlanTextPropertiesTest {

    @Property
    void whatIsWrittenIsReadBack(@ForAll @From("plans") Plan plan) {
        assertThat(PlanText.parse(plan.name(), PlanText.of(plan))).isEqualTo(plan);
    }

    @Provide
    Arbitrary<Plan> plans() {
        return Combinators.combine(
                        Sets.plans(1_000_000),
                        Arbitraries.longs(),
                        Arbitraries.of("llm/a/00", "human/1", "offline-rubric/1")
                                .list()
                                .ofMaxSize(3))
                .as((plan, seed, fingerprints) -> new Plan(
                        plan.name(),
                        new Pool(
                                plan.pool().kind(),
                                seed,
                                fingerprints,
                                plan.pool().capPerConversation(),
                                plan.pool().capPerText()),
                        plan.size(),
                        plan.ratio(),
                        plan.weights()));
    }
}
