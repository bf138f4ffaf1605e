package io.turnstile.judge.answer;

/** What became of an answer: it is accepted whole, or refused whole. */
public sealed interface Reading {

    /** It has the form that was asked for. */
    record Accepted(JudgeAnswer answer) implements Reading {}

    /** It has not. */
    record Refused(Fault fault) implements Reading {}
}
