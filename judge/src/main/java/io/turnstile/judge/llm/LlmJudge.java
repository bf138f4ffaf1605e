package io.turnstile.judge.llm;

import io.turnstile.config.ConfigurationException;
import io.turnstile.judge.ContentKey;
import io.turnstile.judge.Judge;
import io.turnstile.judge.NoLabelException;
import io.turnstile.judge.answer.AnswerReader;
import io.turnstile.judge.answer.Fault;
import io.turnstile.judge.cascade.Ballot;
import io.turnstile.judge.cascade.CascadeRules;
import io.turnstile.judge.cascade.CriteriaOrder;
import io.turnstile.judge.cascade.Decision;
import io.turnstile.judge.injection.Injection;
import io.turnstile.judge.model.BatchQuestion;
import io.turnstile.judge.model.ChatModel;
import io.turnstile.judge.model.OpenQuestionException;
import io.turnstile.judge.prompt.Prompt;
import io.turnstile.judge.prompt.PromptTexts;
import io.turnstile.judge.prompt.RenderedTurn;
import io.turnstile.judge.prompt.Renderer;
import io.turnstile.judge.prompt.ShownTurn;
import io.turnstile.judge.rubric.EarlierTurn;
import io.turnstile.judge.rubric.Rubric;
import io.turnstile.judge.rubric.RubricInput;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A language model as the judge. What decides on a verdict, beside the model, is a function of the rendered material:
 * whether more votes are cast, and in which order their criteria stand. So equal material is judged once.
 */
public final class LlmJudge implements Judge {

    /** A question without room for a paragraph is a configuration by mistake. */
    private static final int LEAST_MATERIAL = 256;

    private final ChatModel model;
    private final String fingerprint;
    private final Prompt prompt;
    private final Renderer renderer;
    private final CascadeRules cascade;
    private final Asking asking;

    /** A worker asks for a request's key and then for its verdict, on one thread: it is rendered once for both. */
    private final ThreadLocal<Latest> latest = new ThreadLocal<>();

    private record Latest(JudgeRequest request, RenderedTurn rendered) {}

    /**
     * Takes the model over: closing the judge closes it.
     *
     * @throws ConfigurationException if judge.max-input-tokens leaves no room beside the prompt
     */
    public LlmJudge(ChatModel model, LlmJudgeConfiguration configuration) {
        this(model, configuration, PromptTexts.current());
    }

    LlmJudge(ChatModel model, LlmJudgeConfiguration configuration, PromptTexts texts) {
        this.model = model;
        this.fingerprint = Fingerprint.of(texts, model.identity(), configuration);
        this.prompt = new Prompt(texts, configuration.threshold());
        this.renderer = new Renderer(
                configuration.strategy(),
                configuration.hindsight(),
                materialTokens(configuration),
                configuration.minShownPercent());
        this.cascade = new CascadeRules(
                configuration.votes(),
                configuration.revoteConfidence(),
                configuration.revoteRubricDistance(),
                configuration.threshold());
        this.asking = new Asking(
                model, prompt, new AnswerReader(texts.schema(), prompt.criteria(), configuration.threshold()));
    }

    /** The fingerprint that a judge over a model of this identity has. */
    public static String fingerprint(String modelIdentity, LlmJudgeConfiguration configuration) {
        return Fingerprint.of(PromptTexts.current(), modelIdentity, configuration);
    }

    private int materialTokens(LlmJudgeConfiguration configuration) {
        int forPrompt = prompt.tokens(Fault.longestNote());
        int left = configuration.maxInputTokens() - forPrompt;
        if (left < LEAST_MATERIAL) {
            throw new ConfigurationException("Configuration key " + LlmJudgeConfiguration.MAX_INPUT_TOKENS.key()
                    + " has the value '" + configuration.maxInputTokens() + "': expected "
                    + (forPrompt + LEAST_MATERIAL)
                    + " or more, because the prompt alone has " + forPrompt + " tokens.");
        }
        return left;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean isBaseline() {
        return false;
    }

    @Override
    public boolean isPaid() {
        return true;
    }

    /** Over the material. A turn that is too long to be shown has a key, too: over all of its text. */
    @Override
    public String contentKey(JudgeRequest request) {
        try {
            return keyOf(rendered(request));
        } catch (NoLabelException tooLong) {
            return ContentKey.of(fingerprint, tooLong.reason().name(), request.getText());
        }
    }

    @Override
    public Verdict judge(JudgeRequest request) {
        var rendered = rendered(request);
        boolean isInjectionSuspected = Injection.isSuspectedIn(rendered.shown().texts());
        var votes = votes(rendered, isInjectionSuspected);
        var ballots = votes.stream().map(Asking.Paid::ballot).toList();
        var usage = votes.stream().map(Asking.Paid::usage).reduce(Usage::plus).orElseThrow();
        var decision = Decision.of(ballots, prompt.criteria());
        return VerdictWriting.verdict(request, decision, ballots, usage, isInjectionSuspected, fingerprint);
    }

    private RenderedTurn rendered(JudgeRequest request) {
        var known = latest.get();
        if (known == null || known.request() != request) {
            known = new Latest(request, renderer.render(RequestReading.turnOf(request)));
            latest.set(known);
        }
        return known.rendered();
    }

    private List<Asking.Paid> votes(RenderedTurn rendered, boolean isInjectionSuspected) {
        String key = keyOf(rendered);
        var votes = new ArrayList<Asking.Paid>();
        votes.add(vote(rendered, key, 0));
        Ballot first = votes.get(0).ballot();
        int wanted =
                cascade.votesAfter(first.answer(), Rubric.assess(rubricInput(rendered.shown())), isInjectionSuspected);
        votes.addAll(furtherVotes(rendered, key, wanted));
        return votes;
    }

    /** None depends on another: a model that is asked in batches is asked for all of them at once. */
    private List<Asking.Paid> furtherVotes(RenderedTurn rendered, String key, int wanted) {
        var votes = new ArrayList<Asking.Paid>();
        var open = new ArrayList<BatchQuestion>();
        for (int number = 1; number < wanted; number++) {
            try {
                votes.add(vote(rendered, key, number));
            } catch (OpenQuestionException e) {
                open.addAll(e.questions());
            }
        }
        if (!open.isEmpty()) {
            throw new OpenQuestionException(open);
        }
        return votes;
    }

    private Asking.Paid vote(RenderedTurn rendered, String key, int number) {
        var order = CriteriaOrder.of(prompt.criteria(), key, number);
        return asking.ask(prompt.question(order, rendered.material()));
    }

    private String keyOf(RenderedTurn rendered) {
        return ContentKey.of(fingerprint, rendered.material());
    }

    /** The rubric reads what the model is shown, and no more. */
    private static RubricInput rubricInput(ShownTurn shown) {
        var history = shown.history().stream()
                .map(turn -> new EarlierTurn(turn.user().joined(), turn.model().joined()))
                .toList();
        return shown.signals() == null
                ? new RubricInput(shown.text().joined(), 1 + history.size(), history, 0)
                : new RubricInput(
                        shown.text().joined(),
                        shown.signals().turnNumber(),
                        history,
                        shown.signals().references());
    }

    @Override
    public void close() {
        model.close();
    }
}
