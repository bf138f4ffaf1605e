package io.turnstile.judge.model;

import io.turnstile.judge.NoLabel;

/** Asks as long as there is a budget. */
final class BudgetedExchange implements Exchange {

    private final Exchange inner;
    private final Budget budget;
    private final TokenEstimate estimate;

    BudgetedExchange(Exchange inner, Budget budget, TokenEstimate estimate) {
        this.inner = inner;
        this.budget = budget;
        this.estimate = estimate;
    }

    @Override
    public Reply ask(ChatQuestion question) throws InterruptedException {
        if (budget.isExhausted()) {
            if (budget.isDeadLettering()) {
                return new Reply.Declined(NoLabel.BUDGET, budget.message(), Usage.UNKNOWN);
            }
            throw CallFailedException.lasting(budget.message());
        }
        var reply = inner.ask(question);
        budget.spend(estimate.usage(question, reply));
        return reply;
    }
}
