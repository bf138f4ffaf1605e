package io.turnstile.judge.cascade;

import io.turnstile.judge.answer.JudgeAnswer;
import java.util.OptionalDouble;

/**
 * One vote.
 *
 * @param answer what the model said
 * @param softLabel the probability of label 1 by its tokens; empty where the server gave none
 */
public record Ballot(JudgeAnswer answer, OptionalDouble softLabel) {}
