package io.turnstile.judge.rubric;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a text may open with, as {@link Expressions}; languages as in {@link Vocabulary}. */
enum Opening {
    LOOKUP(
            "what('?s| is| are| was) (a|an|the (difference|command|shortcut|syntax|default|name|meaning|url|port|purpose|latest|current))\\b"
                    + "|what (is|are) [^ \n]+\\?|what (does|do|did) (a|an|the|this|that|it|\\\")[^\n]*|what does [^ \n]+ (do|mean|stand)|/?explain (what|this|the|it)|explain\\b"
                    + "|describe\\b|where (is|are|do|can)\\b|which [^\n]* (introduced|version|file|command|port|package)|which (version|[a-z]+ version|file|command|port|package)\\b"
                    + "|who\\b|when (did|was|is)\\b|how (do|can) i\\b|how to\\b|show me\\b|list\\b|tell me (what|where|which)|define\\b|summari[sz]e"
                    + "|(is|are) [^\n]*(better|faster|bigger|the same|deprecated|allowed|possible)[^\n]*\\?|(git |the )?command (to|for)"
                    + "|why do (we|you|people|i) (need|use|have)\\b"
                    + "|was (ist|sind|macht|bedeutet|heisst)\\b|erklar|wo (ist|sind)\\b|zeig|beschreib|qu'est-ce|explique\\b|ou est\\b|que fait\\b|decris|montre"
                    + "|que (es|hace|significa)\\b|cual es la diferencia|explica\\b|donde\\b|muestra|o que e\\b|qual e a diferenca|onde\\b|mostre",
            "что (такое|делает|значит)|объясни|где |покажи|(请)?(什么是|解释|说明一下|列出)|[^\n!?。]*(是什么|是什么意思|とは|を説明して|はどこ|무엇|뭐죠|뭔가요|설명해|मतलब|क्या है)"),

    SMALL_CHANGE(
            "(change|set|add|remove|delete|replace|move|hide|show|use|make|update|turn|switch|put|close|fix|insert|swap|increase"
                    + "|decrease|rename|drop|disable|enable|correct|convert|print|return|don't|do not)\\b"
                    + "|(andere|entferne|fuge|setze|losche|ersetze|benenne|korrigiere|verschiebe)\\b"
                    + "|(change|ajoute|supprime|remplace|corrige|renomme|mets|deplace)[rz]?\\b"
                    + "|(cambia|agrega|anade|elimina|reemplaza|corrige|renombra|quita|mueve)r?\\b"
                    + "|(mude|altere|adicione|remova|substitua|corrija|renomeie)\\b",
            "измени|добавь|удали|замени|исправь|переименуй|убери|请?(把|将|修改|添加|删除|替换|修正|重命名)"
                    + "|[^\n]+(変更して|追加して|削除して|置き換えて|修正して|直して|変えて|リネームして|변경해|추가해|삭제해|바꿔|수정해|कर दो)"),

    SNIPPET(
            "(write|make|create|give|generate|need)( me| us)? (a|an|the|one)? ?([a-z0-9_-]+ ){0,3}(function|method|helper|query|sql|regex|snippet|script|command|curl|enum|constant|unit test|test for)"
                    + "|schreib[^ ]* (mir )?(eine|ein) ([a-z]+ )?(funktion|methode|abfrage|skript)|escrib[ea] (una|un) (funcion|metodo|consulta|script)"
                    + "|ecri[st] (une|un) (fonction|methode|requete|script)|escreva (uma|um) (funcao|metodo|consulta|script)",
            "напиши (функци|метод|запрос|скрипт)|[^\n。।]{0,20}(写一个(函数|方法|脚本|查询)|関数を(書|作)|함수(를|을)? (작성|만들)|फ़ंक्शन लिख)"),

    ROUTINE(
            "(run|re-?run|execute|install|commit|push|pull|restart|launch)\\b"
                    + "|(yes|no|yep|sure|thanks|thank you|great|perfect|good|nice|cool|done|fuhre|starte|ja|nein|danke|oui|non|merci|si|gracias|sim|obrigado)\\b"
                    + "|(ok|okay|hi|hello|hey)[.! ]*\\z",
            "(да|нет)([ ,.!]|\\z)|спасибо|запусти|好的?\\z|好的[,,]|谢谢|运行|はい|ありがとう|実行して|네(\\z|, )|감사|실행|धन्यवाद|हाँ");

    /** What may stand before the words that a text opens with: whom it speaks to, and politeness. */
    private static final String COURTESY =
            "(([@#][a-z0-9_.-]+|(please|pls|bitte|hi|hey|hello|ok|so|now|just|and|por favor"
                    + "|s'il te plait|(can|could|would|will) (you|we|i)|i (want|need|would like)( you)? to|let'?s)[,!]?)[ \t\n\f\r]+)*";

    private static final List<Opening> ALL = List.of(values());
    static final Expressions LATIN = Expressions.of(
            ALL.stream().map(opening -> COURTESY + "(" + opening.latin + ")").toList());

    private final String latin;

    /** Of each opening apart: many begin with anything, and in one automaton they would multiply. */
    final Expressions other;

    /**
     * @param latin words in Latin script; courtesy may stand before them
     * @param other words in other scripts
     */
    Opening(String latin, String other) {
        this.latin = latin;
        this.other = Expressions.of(List.of(other));
    }

    /** What the text opens with. */
    static Set<Opening> of(String folded) {
        int matching = LATIN.matchingAt(folded, 0);
        var openings = ALL.stream()
                .filter(opening -> opening.other.matchingAt(folded, 0) != 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Opening.class)));
        for (int rest = matching; rest != 0; rest &= rest - 1) {
            openings.add(ALL.get(Integer.numberOfTrailingZeros(rest)));
        }
        return openings;
    }
}
