package io.turnstile.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import io.turnstile.plan.Candidates;
import io.turnstile.plan.Plans;
import io.turnstile.schema.Complexity;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import io.turnstile.schema.TurnCountStratum;

/** The rules of the house, as CONTRIBUTING.md tells them. */
@AnalyzeClasses(packages = "io.turnstile", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.turnstile..")
            .layer("app")
            .definedBy("io.turnstile.app..")
            .layer("producers")
            .definedBy("io.turnstile.producers..")
            .layer("streams")
            .definedBy("io.turnstile.streams..", "io.turnstile.domain..")
            .layer("judge")
            .definedBy("io.turnstile.judge..")
            .layer("datasets")
            .definedBy("io.turnstile.datasets..")
            .layer("embedded")
            .definedBy("io.turnstile.embedded..")
            .layer("schemas")
            .definedBy(
                    "io.turnstile.schema..",
                    "io.turnstile.serde..",
                    "io.turnstile.topic..",
                    "io.turnstile.config..",
                    "io.turnstile.plan..",
                    "io.turnstile.telemetry..")
            .layer("queries")
            .definedBy("io.turnstile.queries..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("producers")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("streams")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("judge")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("datasets")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("embedded")
            .mayOnlyBeAccessedByLayers("app")
            .because("the rooms in the middle do not know each other: they meet only in topics");

    @ArchTest
    static final ArchRule ONE_CLASS_TOUCHES_THE_INTERNALS_OF_KAFKA_STREAMS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.turnstile.streams.BeforeCommit")
            .and()
            .doNotHaveFullyQualifiedName("io.turnstile.streams.BeforeCommit$Builder")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..internals..")
            .because("a new version may change them; docs/decisions/0009 says what the one exception is for");

    @ArchTest
    static final ArchRule THE_DOMAIN_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("io.turnstile.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "io.turnstile.domain..", "io.turnstile.telemetry..", "com.fasterxml.jackson.core..")
            .because("what a turn is must not depend on Kafka, on Avro, or on how it is stored");

    @ArchTest
    static final ArchRule WHAT_A_JUDGE_THINKS_IS_PLAIN_JAVA = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.turnstile.judge.rubric..",
                    "io.turnstile.judge.prompt..",
                    "io.turnstile.judge.injection..",
                    "io.turnstile.judge.answer..",
                    "io.turnstile.judge.cascade..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.turnstile.schema..")
            .because("what is asked, what is accepted and how votes are counted are pure functions");

    @ArchTest
    static final ArchRule AGREEMENT_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("io.turnstile.judge.agreement..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.turnstile.judge.agreement..")
            .because("statistics are pure functions of numbers");

    @ArchTest
    static final ArchRule PLANS_ARE_PURE = classes()
            .that()
            .resideInAPackage("io.turnstile.plan..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.turnstile.plan..", "com.dynatrace.hash4j..")
                    .or(resideInAPackage("io.turnstile.config.."))
                    .or(belongToAnyOf(
                            LabeledTurn.class,
                            DatasetMembership.class,
                            DatasetKind.class,
                            Position.class,
                            Complexity.class,
                            TurnCountStratum.class)))
            .because("a topology, an export and whoever checks them draw the same sample: it knows no Kafka");

    @ArchTest
    static final ArchRule A_SAMPLE_KNOWS_NEITHER_RECORDS_NOR_SETTINGS = noClasses()
            .that()
            .resideInAPackage("io.turnstile.plan..")
            .and(not(belongToAnyOf(Plans.class, Candidates.class)))
            .should()
            .dependOnClassesThat(resideInAPackage("io.turnstile.config..")
                    .or(belongToAnyOf(LabeledTurn.class, DatasetMembership.class)))
            .because("Plans reads settings and Candidates reads labelled turns; the rest is values and functions");

    @ArchTest
    static final ArchRule EMBEDDED_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("io.turnstile.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.turnstile.schema..",
                    "io.turnstile.serde..",
                    "io.turnstile.topic..",
                    "io.turnstile.config..",
                    "io.turnstile.streams..")
            .because("it is the ground of every module's tests, the contracts' among them");

    @ArchTest
    static final ArchRule STAGES_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "io.turnstile.streams.(*assembly|*ing|*counts)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    io.turnstile.streams.judgerouting.JudgeRoutingConfiguration.class,
                    io.turnstile.streams.conversationassembly.ConversationAssemblyConfiguration.class)
            .because("stages meet only in topics; only the setting of the taken modes is shared");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.turnstile.(domain|streams|producers|judge).(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package is read from one end");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Manager|Helper|Impl)$")
            .because("such a name hides a concept");

    @ArchTest
    static final ArchRule STANDARD_OUTPUT_BELONGS_TO_THE_COMMAND_LINE = noClasses()
            .should()
            .accessField(System.class, "out")
            .because("standard output stays clean for pipes; commands print through their own writer");

    @ArchTest
    static final ArchRule NOTHING_SLEEPS =
            noClasses().should().callMethod(Thread.class, "sleep", long.class).because("waiting is on a condition");

    @ArchTest
    static final ArchRule DOMAIN_TYPES_ARE_IMMUTABLE = classes()
            .that()
            .resideInAPackage("io.turnstile.domain..")
            .and()
            .areRecords()
            .should(haveOnlyFinalFields())
            .because("merging must not change what was merged");

    private static ArchCondition<JavaClass> haveOnlyFinalFields() {
        return new ArchCondition<>("have only final fields") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean isFinal = type.getFields().stream()
                        .allMatch(field ->
                                field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL));
                events.add(new SimpleConditionEvent(type, isFinal, type.getName()));
            }
        };
    }
}
