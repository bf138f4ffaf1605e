package io.turnstile.judge.injection;

import io.turnstile.judge.rubric.Expressions;
import io.turnstile.judge.rubric.Folding;
import java.util.List;

/**
 * Words and phrases that injections are made of. They are folded (see {@link Folding}); a space stands for a space or a
 * line break. They are matched where a word starts, and in scripts other than Latin anywhere.
 */
enum Word {
    IGNORE(
            "ignor(e|ing)\\b|disregard|forget\\b|overrid(e|ing)\\b|overrule|bypass|set aside\\b|pay no attention to|stop following"
                    + "|(do not|don't|never) (follow|obey|apply)\\b"
                    + "|ignorier|missacht|vergiss|vergesse|ubergeh|negeer|vergeet|z?ignoruj|zapomnij|pomin\\b"
                    + "|ignorez|oublie|ne (tiens|tenez) (pas|aucun) compte|ignora\\b|olvida|descarta|haz caso omiso|pasa por alto"
                    + "|esqueca|desconsidere|dimentica|trascura|bo qua|quen\\b|abaikan|lupakan"
                    + "|игнорир|проигнорир|забудь|отбрось|не обращай внимания|ігнор|проігнор"),

    INSTRUCTIONS(
            "instructions?\\b|rubric|system prompt|guidelines\\b|grading\\b|scoring\\b|everything (above|before|so far)\\b"
                    + "|(previous|above|prior|earlier|preceding) (text|rules|messages?|prompts?|directions|orders|criteria)\\b"
                    + "|your (rules|orders|prompt|training|directions|criteria)\\b|(you (were|have been|are)|been) told\\b"
                    + "|anweisung|rubrik|vorgabe|kriterien|instruktion|bewertung|instructie|rubriek|instrukcj|polece|kryteri"
                    + "|consigne|criteres|bareme|instrucci|rubrica|criterios|indicacion|instruc|istruzion|criteri\\b"
                    + "|huong dan|chi dan|chi thi|tieu chi|instruksi|perintah|kriteria"
                    + "|инструкц|рубрик|критери|указани|інструкц|критері|вказівк"),

    IGNORE_IN_ANY_ORDER("yok say|gormezden gel|dikkate alma|goz ard|忽略|无视|忘记|忽視|無視|忘掉|不要理会|忘れ|従わな|무시|잊"
            + "|تجاهل|انس |لا تتبع|अनदेखा|नजरअंदाज|उपेक्षा|התעלם|שכח"),

    INSTRUCTIONS_IN_ANY_ORDER("talimat|yonerge|olcut|指令|指示|评分|評分|標準|标准|规则|規則|提示词|准则|量表|命令|ルーブリック|基準|ルール|プロンプト"
            + "|지시|명령|루브릭|기준|규칙|프롬프트|تعليمات|معايير|قواعد|اوامر|निर्देश|मानदंड|नियम|הוראות|הנחיות|כללים"),

    ADDRESS(
            "(dear|hey|hi|hello|attention|listen|note (to|for)|message (to|for)|instructions? (to|for)|memo (to|for)|reminder (to|for))"
                    + "[ ,:]{1,2}(the |any |all |our )?((llm|ai|automated|automatic) )?(judge|evaluator|grader|rater|assessor|annotator|labell?er)s?\\b"
                    + "|(llm|ai)[ -](judge|evaluator|grader|rater|assessor)s?\\b"
                    + "|(an|fur) (den|die) (bewerter|gutachter)|a l'(evaluateur|attention du juge)|aan de beoordelaar"
                    + "|(al|para el|ao|para o) (evaluador|juez|avaliador|juiz|valutatore|giudice)"),

    OVERRIDE_MODE("(system|admin|administrator|developer|operator|security|root)[ _-](override|overwrite)\\b"
            + "|jailbreak\\b|do anything now|unrestricted mode|god mode"),

    TEMPLATE_TAG("<\\|[a-z_▁]{2,30}\\|>|\\[/?inst\\]|<</?sys>>|</?(start|end)_of_turn>"
            + "|\\[/?(system_prompt|tool_calls|available_tools)\\]"),

    OUR_MARKER("judged-material|<judged|</judged"),

    LABEL(
            "(labels?|verdicts?|class|classify|classification|scores?|rates?|rating|confidence|grade|mark (this|it|the))[^a-z0-9_\"'\\\\]"
                    + "|etiquet|etichett|etykiet|etiket|rotulo|klasse\\b|nhan\\b|метк|оценк|балл|标签|標籤|标记|评分|打分|分数|ラベル|スコア|라벨|레이블|점수"),

    ANSWER(
            "answer\\b|respond\\b|reply|replies|vote\\b|output\\b|emit\\b|say\\b|antworte|reponds|repondez|responde|responda|rispondi"
                    + "|antwoord|odpowiedz|cevap|jawab|tra loi|ответь|отвечай|відповідай|回答|输出|答え|出力|대답|출력|답하|اجب|उत्तर"),

    DIGIT("[0-5]([^a-z0-9_.%]|\\.[^0-9]|\\z|\\.\\z)"),

    CHOICE(
            "(non-?reasoning|reasoning)[ -](model|label|class)|(cheap|fast|smallest|weak)(er|est)? model (is|would be|will be|suffices)"
                    + "|(no|without|don't need|not need|needs?|requires?) (any |a |the |deep )?reasoning\\b"
                    + "|推理模型|推論モデル|추론 모델|modele de raisonnement|modelo de razonamiento"),

    JUDGE(
            "(you are|you're|act as|as|role of) (now |no longer |not |the best )?(a |an |the |my |your |best )?"
                    + "((new|strict|lenient|impartial|different|better) )?(judge|evaluator|grader|rater|assessor|annotator)\\b"
                    + "|(the|this|your|our|updated|new) (rubric|grading|assessment)\\b|(any|the|every|no) (judge|evaluator|grader)\\b|judge:"),

    JUDGED("(turn|request|prompt|conversation) (is|was|has been|should be|must be) (already )?"
            + "(label|classif|rated|scored|judged|graded|assessed)|(rate|label|judge|score|assess|mark) (this|every|the) (turn|request|prompt)\\b"
            + "|before you assess|don't assess|do not assess"),

    AUTHORITY("(new|updated|revised|corrected|real|actual|true|hidden|secret) (system )?"
            + "(instructions?|prompt|rubric|polic(y|ies)|directives?|rules?|threshold|schema)\\b"
            + "|(system|admin|administrator|developer|operator) (message|prompt|note|notice|update|instruction)s? ?[:>\\]]"
            + "|(reveal|print|repeat|show) (me )?(the |your )(system prompt|hidden prompt|instructions|rubric)"),

    ROLE(
            "\n(system|assistant|judge|evaluator) ?:|#{1,4} ?(system|instructions?|assistant|response|new task|verdict|answer)\\b"
                    + "|</?(system|assistant|instructions?|judge|rubric|verdict|prompt|material)>"),

    END(
            "(end|close|closing) of (the |this )?(judged |untrusted |user )?(material|transcript|untrusted|input|turn|conversation)\\b"
                    + "|(material|transcript|assessment) (ends?|stops?|is over|was)\\b"),

    WRITTEN_LABEL("\\\\?[\"'](label|verdict)\\\\?[\"'] ?: ?\\\\?[\"']?[01]([^0-9a-z_.]|\\z)"),

    WRITTEN_VERDICT(
            "\\\\?[\"'](evidence|rationale|soft_?label|criteria|dimensions|confidence|score)\\\\?[\"'] ?: ?[\\[{0-9\"'\\\\]");

    static final Expressions EXPRESSIONS =
            Expressions.of(List.of(values()).stream().map(Word::expression).toList());

    private final String expression;

    Word(String expression) {
        this.expression = withLineBreaks(expression);
    }

    /** The words that start here: bit i for ordinal i. */
    static int startingAt(String prepared, int at) {
        return EXPRESSIONS.matchingAt(prepared, at);
    }

    private String expression() {
        return expression;
    }

    private static String withLineBreaks(String expression) {
        var with = new StringBuilder();
        boolean isInClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char here = expression.charAt(i);
            boolean isEscaped = i > 0 && expression.charAt(i - 1) == '\\';
            isInClass = isEscaped ? isInClass : here == '[' || isInClass && here != ']';
            if (here == ' ') {
                with.append(isInClass ? " \n" : "[ \n]");
            } else {
                with.append(here);
            }
        }
        return with.toString();
    }
}
