package io.turnstile.judge.injection;

import io.turnstile.judge.rubric.Expressions;
import io.turnstile.judge.rubric.Folding;
import java.util.List;

/**
 * What an injection looks like. A sign that hardly ever stands in a developer's request is enough by itself; of those that
 * may, it takes two.
 *
 * <p>The words are folded (see {@link Folding}) and every run of white space is one space or one line break. They are
 * matched where a word starts, and in scripts other than Latin anywhere.
 */
enum Sign {
    OVERRIDES_INSTRUCTIONS(
            2,
            "(ignor(e|ing)|disregard|forget|overrid(e|ing)|overrule|bypass|set aside|pay no attention to|stop following)"
                    + "[^.!?\n]{0,40}(instructions?|rubric|system prompt|guidelines|grading|scoring|criteria"
                    + "|everything (above|before|so far)|(previous|above|prior|earlier|preceding) (text|rules|messages?|prompts?|directions|orders)"
                    + "|your (rules|orders|prompt|training|directions)|you (were|have been|are) (told|given|asked))\\b"
                    + "|(do not|don't|never) (follow|obey|apply|use)[ \n](the |your |any )?(rubric|instructions (above|before|you)"
                    + "|(previous|above|prior|earlier|system) (instructions|prompt|rules)|grading|scoring)"),

    OVERRIDES_IN_GERMANIC_AND_SLAVIC(
            2,
            "(ignorier|missacht|vergiss|vergesse?n? sie|ubergeh)[^.!?\n]{0,50}(anweisung|rubrik|vorgabe|kriterien|instruktion|bewertung|regeln)"
                    + "|(negeer|vergeet)[^.!?\n]{0,50}(instructie|rubriek|criteria|regels|opdracht)"
                    + "|(z?ignoruj|zapomnij|pomin)[^.!?\n]{0,50}(instrukcj|polece|kryteri|zasad|rubryk)"
                    + "|(игнорир|проигнорир|забудь|отбрось|не обращай внимания)[^.!?\n]{0,50}(инструкц|рубрик|критери|правил|указани)"
                    + "|(ігнор|проігнор|забудь)[^.!?\n]{0,50}(інструкц|рубрик|критері|правил|вказівк)"),

    OVERRIDES_IN_ROMANCE(
            2,
            "(ignore[rz]?|oublie[rz]?|ne (tiens|tenez) (pas|aucun) compte)[^.!?\n]{0,50}(instruction|consigne|grille|criteres|regles|bareme)"
                    + "|(ignora|olvida|descarta|haz caso omiso|pasa por alto)[^.!?\n]{0,50}(instrucci|rubrica|criterio|reglas|indicacion)"
                    + "|(ignore|esqueca|desconsidere)[^.!?\n]{0,50}(instruc|rubrica|criterio|regras)"
                    + "|(ignora|dimentica|trascura)[^.!?\n]{0,50}(istruzion|rubrica|criteri|regole)"),

    OVERRIDES_IN_OTHER_LATIN(
            2,
            "(talimat|yonerge|kural|olcut|rubrik)[^.!?\n]{0,50}(yok say|gormezden gel|dikkate alma|unut|goz ard)"
                    + "|(bo qua|quen)[^.!?\n]{0,50}(huong dan|chi dan|chi thi|tieu chi|quy tac)"
                    + "|(abaikan|lupakan)[^.!?\n]{0,50}(instruksi|rubrik|perintah|kriteria|aturan)"),

    OVERRIDES_IN_ASIAN(
            2,
            "(忽略|无视|忘记|忽視|無視|忘掉|不要理会)[^。!?\n]{0,20}(指令|指示|评分|標準|标准|规则|規則|提示词|说明|准则|量表)"
                    + "|(指示|命令|ルーブリック|基準|ルール|プロンプト)[^。!?\n]{0,20}(無視|忘れ|従わな)"
                    + "|(지시|명령|루브릭|기준|규칙|프롬프트)[^.!?\n]{0,30}(무시|잊)"
                    + "|(تجاهل|انس|لا تتبع)[^.!?\n]{0,50}(تعليمات|معايير|قواعد|اوامر)"
                    + "|(निर्देश|मानदंड|नियम)[^।.!?\n]{0,50}(अनदेखा|नजरअंदाज|भूल|उपेक्षा)"
                    + "|(התעלם|שכח)[^.!?\n]{0,50}(הוראות|הנחיות|כללים)"),

    ADDRESSES_THE_JUDGE(
            2,
            "(dear|hey|hi|hello|attention|note (to|for)|message (to|for)|instructions? (to|for)|memo (to|for)|reminder (to|for))[ ,:]{1,2}"
                    + "(the |any |all |our |whoever is )?((llm|ai|automated|automatic|language model) )?"
                    + "(judge|evaluator|grader|rater|assessor|annotator|labell?er)s?\\b"
                    + "|(llm|ai)[ -](judge|evaluator|grader|rater|assessor)s?\\b"
                    + "|(an|fur) (den|die) (bewert|richter|gutachter|ki-)|aan de beoordelaar|a l'(evaluat|attention du juge)"
                    + "|(al|para el|ao|para o|al) (evaluador|juez|avaliador|juiz|valutatore|giudice)"
                    + "|(评审|评委|评估者|裁判|審査|評価者|심사|평가자)[^。.\n]{0,6}[,:、,:은는]"),

    OVERRIDE_MODE(
            2,
            "(system|admin|administrator|developer|operator|security|root)[ _-](override|overwrite|exception|directive)\\b"
                    + "|(jailbreak|do anything now|unrestricted mode|god mode|dan mode|maintenance mode: )"),

    TEMPLATE_TAG(
            2,
            "<\\|[a-z_▁]{2,30}\\|>|\\[/?inst\\]|<</?sys>>|</?(start|end)_of_turn>|\\[/?(system_prompt|tool_calls|available_tools)\\]"),

    OUR_MARKER(2, "</?judged[-_ ]material|judged-material"),

    SETS_A_LABEL(
            1,
            "(label|verdict|class|classification|score|rating|confidence)"
                    + "([ \n](must|should|shall|has|needs|ought|will|is|to|as|be|of|equals?|it|this|turn|request|every|always|the|value|with|a|an|=)){0,6}"
                    + "[ \n:=]{0,3}[\"'`(]?[0-5]\\b"
                    + "|(label|classify|mark|rate|score|grade|judge)[ \n](this|it|the|every|all|that|me)[^.!?\n]{0,40}[ \"'`(][0-5]\\b"
                    + "|(метк|оценк|балл)[^.!?\n]{0,20}[0-5]|(标签|標籤|标记|评分|打分|分数|ラベル|スコア|라벨|레이블|점수)[^。\n]{0,12}[0-5]"
                    + "|(etiquet|etichett|etykiet|etiket|rotulo|nhan)[^.!?\n]{0,25}[ \"'`(:=][0-5]\\b"),

    DEMANDS_AN_ANSWER(
            1,
            "(answer|respond|reply|vote|output|emit|say|write)"
                    + "([ \n](with|only|just|always|simply|exactly|the|a|an|number|digit|label|class|value|score|json|to|verdict|of|must|be|is|should))"
                    + "{0,6}[ \n:=]{0,3}[\"'`({]?[0-5]\\b"
                    + "|(antworte|antworten sie|reponds|repondez|responde|responda|rispondi|antwoord|odpowiedz|cevap|jawab|tra loi)[^.!?\n]{0,40}[ \"'`(:][0-5]\\b"
                    + "|(ответь|отвечай|відповідай|回答|输出|答え|出力|대답|출력|답하|اجب|उत्तर)[^。.!?\n]{0,25}[0-5]"),

    NAMES_THE_CHOICE(
            1,
            "(non-?reasoning|reasoning)[ \n](model|label|class)|(cheap|small|fast|weak|strong|big)(er|est)?[ \n]model (is|would be|will be|suffices)"
                    + "|(no|without|don't need|not need|does not need|needs?|requires?)[ \n](any |a |the )?(deep )?reasoning\\b"
                    + "|推理模型|推論モデル|추론 모델|modele de raisonnement|modelo de razonamiento|reasoning-modell|рассуждающ[^ ]{1,4} модел"),

    NAMES_THE_JUDGEMENT(
            1,
            "(you are|you're|act as|acting as|as|being|role of)[ \n](now |no longer |not )?(a |an |the |my |your )?"
                    + "((new|strict|lenient|impartial|helpful|different|better) )?(judge|evaluator|grader|rater|assessor|classifier|annotator)\\b"
                    + "|(the|this|your|our) (rubric|grading|assessment|judgement|judgment)\\b|(turn|request|prompt) (is|was|has been|should be|must be) "
                    + "(already )?(label|classif|rated|scored|judged|graded|assessed)"),

    CLAIMS_AUTHORITY(
            1,
            "(new|updated|revised|corrected|real|actual|true|final|hidden|secret|special)[ \n](system )?"
                    + "(instructions?|prompt|rubric|polic(y|ies)|directives?|rules?|threshold|schema)( for [^:\n]{0,30})? ?[:=]"
                    + "|(system|admin|administrator|developer|operator)[ \n](message|prompt|note|notice|update|instruction|command)s? ?[:>\\]]"
                    + "|(reveal|print|repeat|show|output|translate)[^.!?\n]{0,20}(system prompt|your (instructions|rubric|prompt)|hidden prompt)"),

    SPEAKS_AS_ANOTHER(
            1,
            "\n(system|assistant|judge|evaluator) ?:|#{1,4} ?(system|instructions?|assistant|response|new task|output|verdict|answer)\\b"
                    + "|</?(system|assistant|instructions?|judge|rubric|verdict|prompt|material|data|document|input)>"),

    ENDS_THE_MATERIAL(
            1,
            "(end|close|closing) of (the |this )?(judged |untrusted |user )?(material|data|transcript|untrusted|input|turn|conversation)\\b"
                    + "|(material|data|transcript|input) (ends?|stops?|is over)( here)?\\b|[\"'}\\]]{1,4}\n?</"),

    WRITES_A_LABEL(1, "\\\\?[\"'](label|verdict|is_?reasoning)\\\\?[\"'] ?: ?\\\\?[\"']?[01]\\b"),

    WRITES_A_VERDICT(
            1,
            "\\\\?[\"'](evidence|rationale|soft_?label|criteria|dimensions|confidence|score)\\\\?[\"'] ?: ?[\\[{0-9\"'\\\\]");

    static final int SUSPICIOUS = 2;

    /** Greek is the first script after Latin in Unicode. */
    private static final int FIRST_OTHER = '\u0370';

    private static final List<Sign> SIGNS = List.of(values());
    private static final Expressions EXPRESSIONS =
            Expressions.of(SIGNS.stream().map(sign -> sign.expression).toList());

    private final int weight;
    private final String expression;

    Sign(int weight, String expression) {
        this.weight = weight;
        this.expression = withLineBreaks(expression);
    }

    /** The weight of all signs in a text, each counted once. */
    static int weightIn(String text) {
        String prepared = "\n" + spaced(Folding.fold(text));
        int found = 0;
        for (int i = 0; i < prepared.length(); i++) {
            if (mayStart(prepared, i)) {
                found |= EXPRESSIONS.matchingAt(prepared, i);
            }
        }
        int weight = 0;
        for (int rest = found; rest != 0; rest &= rest - 1) {
            weight += SIGNS.get(Integer.numberOfTrailingZeros(rest)).weight;
        }
        return weight;
    }

    /** A space of an expression stands for a line break, too. */
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

    private static boolean mayStart(String text, int at) {
        char here = text.charAt(at);
        return here >= FIRST_OTHER || !isOfWord(here) || at == 0 || !isOfWord(text.charAt(at - 1));
    }

    private static boolean isOfWord(char folded) {
        return folded >= 'a' && folded <= 'z' || folded >= '0' && folded <= '9' || folded == '_';
    }

    /** With one space or, where there was one, one line break in the place of each run of white space. */
    private static String spaced(String text) {
        var spaced = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            int last = spaced.length() - 1;
            boolean isAfterSpace = last >= 0 && (spaced.charAt(last) == ' ' || spaced.charAt(last) == '\n');
            if (!Character.isWhitespace(here) && !Character.isSpaceChar(here)) {
                spaced.append(here);
            } else if (!isAfterSpace) {
                spaced.append(here == '\n' ? '\n' : ' ');
            } else if (here == '\n') {
                spaced.setCharAt(last, '\n');
            }
        }
        return spaced.toString();
    }
}
