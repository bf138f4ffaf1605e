package io.turnstile.judge.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.model.AzureConfiguration.PathStyle;
import io.turnstile.judge.model.BatchChunk.Step;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks many questions at half the price, in batch files that a server works off within a day. It can be killed at any
 * time: started again, it goes on with the batches that it began, and begins none twice. For one thread.
 */
public final class BatchJudging implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchJudging.class);

    private static final BigDecimal PER_CENT = BigDecimal.valueOf(100);
    private static final Set<String> AT_WORK = Set.of("validating", "in_progress", "finalizing", "cancelling");

    private final ModelConfiguration configuration;
    private final OpenAIClient client;
    private final StateDirectory directory;
    private final BatchState state;
    private final Optional<Budget> budget;
    private final BatchServer server;
    private final BatchOutput output;
    private final TokenEstimate estimate = new TokenEstimate();
    private final Waiting waiting;

    private BatchJudging(ModelConfiguration configuration, OpenAIClient client, StateDirectory directory) {
        this.configuration = configuration;
        this.client = client;
        this.directory = directory;
        this.state = new BatchState(directory, configuration.parameters().identity());
        this.budget = configuration.budget().isLimited()
                ? Optional.of(new Budget(configuration.budget(), directory))
                : Optional.empty();
        this.waiting = new Waiting();
        String host = configuration.server().host();
        this.server = new BatchServer(client, endpoint(configuration), host, new Retry(configuration.retry(), waiting));
        this.output = new BatchOutput(host);
    }

    /**
     * @throws IllegalArgumentException if the provider asks no server
     * @throws IllegalStateException if the state directory cannot be used, or batches of another model are under way
     */
    public static BatchJudging open(ModelConfiguration configuration) {
        if (!configuration.provider().isServer()) {
            throw new IllegalArgumentException("Batches need judge.provider openai or azure.");
        }
        var client = OpenAiClients.open(configuration.provider(), configuration.server());
        StateDirectory directory = null;
        try {
            directory = StateDirectory.open(configuration.stateDirectory());
            return new BatchJudging(configuration, client, directory);
        } catch (RuntimeException e) {
            client.close();
            if (directory != null) {
                directory.close();
            }
            throw e;
        }
    }

    /** The model and the parameters that can change an answer: the same as when it is asked one by one. */
    public String identity() {
        return configuration.parameters().identity();
    }

    /**
     * Finishes what earlier runs began, asks the questions, and returns when all were answered: in hours, rather than
     * minutes. Each key is asked once, however often it comes, and gets one result.
     *
     * @param questions read as files get room; leave out what has an answer already, from an earlier run among it
     * @throws JudgeUnavailableException if the server does not take the batches, or the budget is spent. What is under
     *     way stays so: run it again.
     * @throws InterruptedException if the thread was told to stop; run it again later
     */
    public void run(Iterable<BatchQuestion> questions, BatchSink sink) throws InterruptedException {
        try {
            work(input(questions), sink);
        } catch (CallFailedException e) {
            throw new JudgeUnavailableException(e.getMessage(), e.retryAfter());
        }
    }

    @Override
    public void close() {
        waiting.close();
        client.close();
        budget.ifPresent(Budget::close);
        directory.close();
    }

    private void work(BatchInput input, BatchSink sink) throws InterruptedException {
        boolean more = true;
        while (true) {
            while (more && state.chunks().size() < configuration.batch().jobs()) {
                var next = input.next(directory);
                next.ifPresent(state::put);
                more = next.isPresent();
            }
            if (state.chunks().isEmpty()) {
                return;
            }
            boolean moved = false;
            for (var chunk : state.chunks()) {
                moved |= advance(chunk, sink);
            }
            if (!moved) {
                waiting.await(configuration.batch().poll());
            }
        }
    }

    private BatchInput input(Iterable<BatchQuestion> questions) {
        Set<String> known = new HashSet<>();
        state.chunks().forEach(chunk -> known.addAll(BatchInput.keys(directory.file(chunk.input()))));
        return new BatchInput(
                questions.iterator(),
                known,
                configuration.parameters(),
                configuration.batch(),
                server.endpoint(),
                estimate);
    }

    /** Takes a chunk one step further. @return whether there is more to do at once */
    private boolean advance(BatchChunk chunk, BatchSink sink) throws InterruptedException {
        return switch (chunk.step()) {
            case WRITTEN -> upload(chunk, sink);
            case UPLOADED -> {
                if (!server.isReady(chunk.fileId())) {
                    yield false;
                }
                var beginning = chunk.beginning();
                state.put(beginning);
                yield begin(beginning);
            }
            case BEGINNING -> resume(chunk);
            case UNDER_WAY -> look(chunk);
            case DOWNLOADED -> give(chunk, sink);
        };
    }

    private boolean upload(BatchChunk chunk, BatchSink sink) throws InterruptedException {
        if (budget.isPresent() && !affords(chunk, budget.get())) {
            return overBudget(chunk, budget.get(), sink);
        }
        state.put(chunk.uploaded(server.upload(directory.file(chunk.input()))));
        return true;
    }

    /** With what is under way: that will be paid too. */
    private boolean affords(BatchChunk chunk, Budget left) {
        var usage = state.chunks().stream()
                .filter(other -> other.equals(chunk) || other.step() != Step.WRITTEN)
                .map(this::most)
                .reduce(Usage.UNKNOWN, Usage::plus);
        return left.affords(usage, price(usage));
    }

    /** Others under way may use less than was reckoned; with none of them left, this is the end. */
    private boolean overBudget(BatchChunk chunk, Budget left, BatchSink sink) {
        if (state.chunks().stream().anyMatch(other -> other.step() != Step.WRITTEN)) {
            return false;
        }
        var most = most(chunk);
        String message = left.message() + " The next batch may use up to " + most.total() + " tokens and cost "
                + price(most).toPlainString() + "; a smaller judge.batch-lines makes smaller ones.";
        if (!left.isDeadLettering()) {
            throw CallFailedException.lasting(message);
        }
        var keys = BatchInput.keys(directory.file(chunk.input()));
        sink.take(keys.stream()
                .<BatchResult>map(key -> new BatchResult.NotLabelled(key, NoLabel.BUDGET, message))
                .toList());
        state.remove(chunk);
        return true;
    }

    private boolean begin(BatchChunk chunk) throws InterruptedException {
        String batch;
        try {
            batch = server.begin(chunk);
        } catch (CallFailedException e) {
            if (!e.mayPass()) {
                throw e;
            }
            LOG.warn("event=batch_begin_unclear chunk={} cause=\"{}\"", chunk.id(), e.getMessage());
            return false;
        }
        LOG.info("event=batch_began chunk={} batch={} questions={}", chunk.id(), batch, chunk.lines());
        state.put(chunk.underWay(batch));
        return true;
    }

    /** The server was told, and then something happened: it may have heard or not. */
    private boolean resume(BatchChunk chunk) throws InterruptedException {
        var begun = server.find(chunk);
        if (begun.isEmpty()) {
            return begin(chunk);
        }
        LOG.info("event=batch_found chunk={} batch={}", chunk.id(), begun.get());
        state.put(chunk.underWay(begun.get()));
        return true;
    }

    private boolean look(BatchChunk chunk) throws InterruptedException {
        var batch = server.batch(chunk.batchId());
        String status = batch.path("status").asText("");
        if (AT_WORK.contains(status)) {
            return false;
        }
        LOG.info("event=batch_ended chunk={} batch={} status={}", chunk.id(), chunk.batchId(), status);
        if (status.equals("failed")) {
            state.remove(chunk);
            throw CallFailedException.lasting(failure(batch));
        }
        download(batch.path("output_file_id"), chunk.output());
        download(batch.path("error_file_id"), chunk.errors());
        state.put(chunk.downloaded());
        return true;
    }

    private void download(JsonNode fileId, String name) throws InterruptedException {
        if (fileId.isTextual() && !fileId.asText().isBlank()) {
            server.download(fileId.asText(), directory.file(name));
        }
    }

    private boolean give(BatchChunk chunk, BatchSink sink) {
        var pages = new BatchPages(chunk.taken(), (page, seen) -> {
            give(page, sink);
            state.put(chunk.taken(seen));
        });
        output.read(directory, chunk, pages);
        pages.finish();
        state.remove(chunk);
        return true;
    }

    /** A page that is cut short by a kill is counted twice: a budget errs on the side of the lower bill. */
    private void give(List<BatchOutput.Line> page, BatchSink sink) {
        sink.take(page.stream().map(BatchOutput.Line::result).toList());
        var used = page.stream().map(BatchOutput.Line::usage).reduce(Usage.UNKNOWN, Usage::plus);
        budget.ifPresent(left -> left.spend(used, price(used)));
    }

    private Usage most(BatchChunk chunk) {
        return new Usage(
                chunk.promptTokens(),
                (long) chunk.lines() * configuration.parameters().maxCompletionTokens());
    }

    private BigDecimal price(Usage usage) {
        var paid = PER_CENT.subtract(BigDecimal.valueOf(configuration.batch().discount()));
        return configuration.budget().price(usage).multiply(paid).divide(PER_CENT);
    }

    private static String failure(JsonNode batch) {
        Set<String> codes = new TreeSet<>();
        batch.path("errors")
                .path("data")
                .forEach(error -> codes.add(error.path("code").asText("unknown")));
        return "The model's server refused a batch as a whole (" + String.join(", ", codes)
                + "); nothing of it was paid."
                + " token_limit_exceeded: lower judge.batch-lines or judge.batch-jobs. Else check judge.model, and of Azure"
                + " that its deployment is one for batches. Then run it again.";
    }

    /** Azure's legacy paths have no version in front. https://learn.microsoft.com/azure/ai-services/openai/how-to/batch */
    private static String endpoint(ModelConfiguration configuration) {
        boolean legacy = configuration.provider() == Provider.AZURE
                && configuration.server().azure().pathStyle() == PathStyle.LEGACY;
        return legacy ? "/chat/completions" : "/v1/chat/completions";
    }
}
