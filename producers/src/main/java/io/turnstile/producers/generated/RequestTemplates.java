package io.turnstile.producers.generated;

import java.util.List;

/** What users ask for, by difficulty and natural language. All of it is made up for this generator. */
final class RequestTemplates {

    private static final List<String> EASY = List.of(
            "rename {ident} to {ident} in {file}",
            "fix the typo '{word}' in {file}",
            "What does {ident} in {file} do?",
            "add a log line at the start of {ident}",
            "add a docstring to {ident} please",
            "change the background of {component} to {color}",
            "remove the unused imports in {file}",
            "how do I run only one test of {type} in {lang}?",
            "make {ident} private",
            "sort the entries in {file} alphabetically",
            "what's the difference between {type} and {type}?",
            "bump the timeout in {file} to {number} seconds",
            "add {ident} to the exports of {file}",
            "format {file} and fix the indentation",
            "show me where {ident} is called",
            "convert this string to an f-string",
            "add a null check before the call to {ident}",
            "Write a one-line summary of {file}.",
            "update the README: the command is now `make {verb}`",
            "set the default page size to {number}");

    private static final List<String> MODERATE = List.of(
            "Add unit tests for {type} that cover {edge} and {edge}.",
            "implement pagination for {component}, {number} per page, with a test",
            "Extract the validation from {file} into a {type} and use it in {component}.",
            "{component} should show an error when there is {edge}. Please handle that in {file}.",
            "add a CLI flag to skip {component} and document it in the README",
            "Write a {lang} script that reads a CSV of {noun} records, drops duplicates and stores them in {store}.",
            "Refactor {ident}: it is {number} lines long and mixes reading from {store} with formatting.",
            "The lint step fails in {file} after the upgrade. Fix the warnings without disabling the rule.",
            "Add an endpoint that returns the last {number} entries of {store} as JSON, with input validation.",
            "cache the result of {ident} in {store} for {number} minutes",
            "Make {component} keyboard accessible and add the missing labels.",
            "Port {file} from {lang} to {lang}, keep the tests passing.");

    private static final List<String> HARD = List.of(
            "There is a race condition between {component} and {component}: {symptom}. Find the cause and fix it {goal}.",
            "We need to {task} {goal}. It touches {file}, {file} and {file}. Plan it first, then implement it step by"
                    + " step.",
            "Since the last release {symptom}. I suspect {type} and how it talks to {store}, but I am not sure. Debug it"
                    + " and explain the root cause.",
            "Design and implement a migration of all {noun} data from {store} to {store} {goal}.",
            "{task}, in {lang}. It must handle {edge}, {edge} and {edge}, {goal}. Prove with property tests that it is"
                    + " correct.",
            "Review the concurrency of {type}. {symptom}, but only with more than {number} workers. Rewrite it {goal}.",
            "Optimise {ident}: with {number}000 {noun} records it takes minutes. Profile it, propose a better algorithm"
                    + " and its complexity, then implement it {goal}.",
            "I want to {task}. Compare at least three approaches for {component}, with trade-offs regarding {edge} and"
                    + " {edge}, choose one and implement it across {file} and {file}.",
            "Implement exactly-once processing from {store} to {store} in {type} {goal}; consider {edge} and crashes"
                    + " between any two steps.");

    /** Other natural languages, as they come in a staff of many countries. */
    private static final List<String> EASY_ELSEWHERE = List.of(
            "Benenne {ident} in {file} bitte in {ident} um",
            "¿Qué hace la función {ident} en {file}?",
            "Corrige la faute de frappe dans {file}, s'il te plaît",
            "把 {file} 里的 {ident} 改名为 {ident}，谢谢你的帮助",
            "{file} の {ident} は何をしていますか？簡単に説明してください",
            "Adicione um log no início de {ident}, por favor");

    private static final List<String> HARD_ELSEWHERE = List.of(
            "Zwischen {type} und {type} gibt es eine Race Condition unter Last. Finde die Ursache und behebe sie, ohne"
                    + " die öffentliche API zu ändern; es betrifft {file} und {file}.",
            "Desde el último despliegue el servicio {type} pierde mensajes de {store}. Analiza la causa, propón dos"
                    + " soluciones y aplica la mejor en {file}.",
            "Il faut migrer {type} de {store} vers {store} sans interruption. Propose un plan, puis mets-le en œuvre"
                    + " dans {file}.",
            "请重构 {file} 和 {file}：{type} 在高并发下会死锁。先分析原因，再给出方案并实现，还要补充测试。",
            "{type} と {store} の間でデータの不整合が発生しています。原因を調査し、{file} を修正してテストも追加してください。");

    private static final double ELSEWHERE_SHARE = 0.1;

    private RequestTemplates() {}

    static String draw(Draw draw, Difficulty difficulty) {
        boolean isElsewhere = draw.chance(ELSEWHERE_SHARE);
        return switch (difficulty) {
            case EASY -> draw.pick(isElsewhere ? EASY_ELSEWHERE : EASY);
            case MODERATE -> draw.pick(MODERATE);
            case HARD -> draw.pick(isElsewhere ? HARD_ELSEWHERE : HARD);
        };
    }
}
