package io.turnstile.judge.rubric;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rubric's words, as {@link Expressions}: English first, then German, French, Spanish, Portuguese; then Russian,
 * Chinese, Japanese, Korean. They are general words of the trade, not fitted by search to a data set.
 *
 * <p>Words are beginnings of words: {@code deadlock} also finds deadlocks and deadlocked.
 */
enum Vocabulary {
    REQUIREMENT(
            "then\\b|also\\b|as well as|additionally|furthermore|moreover|finally\\b|must\\b|should\\b"
                    + "|needs? to\\b|ha(s|ve) to\\b|without\\b|make sure|ensur|at (least|most)\\b|only if|unless"
                    + "|while keeping|instead of|except|first\\b|second\\b|but\\b|while\\b|both\\b"
                    + "|und dann|danach|ausserdem|muss|soll\\b|sollte|ohne\\b|zuerst|aber\\b"
                    + "|puis\\b|ensuite|doit\\b|doivent|sans\\b|d'abord|mais\\b"
                    + "|luego\\b|despues|ademas|debe|sin\\b|primero|pero\\b|depois|alem disso|deve\\b|sem\\b|primeiro|mas\\b",
            "затем|потом|также|долж|сначала|然后|并且|同时|必须|另外|首先|最后|确保|その後|また、|必ず|まず|次に|さらに|그리고|또한|반드시|먼저|다음에"),

    FAILURE_EVIDENCE(
            "traceback \\(most recent|at [a-z0-9_$.<>/]+\\([a-z0-9_$]+\\.[a-z0-9_]+:\\d+\\)|exception in thread|caused by:"
                    + "|[a-z0-9_]*(exception|error): |[a-z0-9_]+:\\d+:\\d+: (warning|note)|error[ \n]?\\[?[a-z]{0,6}-?\\d\\d|fatal: |panic: |segmentation fault|segfault"
                    + "|core dumped|stack ?trace|exit(ed with)?( code| status)+:? ?[1-9]|assertion failed|err(no)? -?\\d"
                    + "|npm err|build failed|tests? (are |is |keeps? )?fail|failing tests?|undefined reference|cannot find (symbol|module)"
                    + "|is not (a function|defined)|(http|status code|returns?) [45]\\d\\d\\b|error messages?|the (log|logs) (say|show)"
                    + "|fehlermeldung|message d'erreur|mensaje de error|mensagem de erro",
            "трассировк|стек вызовов|текст ошибк|сообщение об ошибк|报错|错误信息|堆栈|エラーメッセージ|スタックトレース|에러 메시지|오류 메시지"),

    ROOT_CAUSE(
            "debug|root cause|why (is|are|does|do|did|am|can|isn|doesn|don|won)|investigat|diagnos|figure out|find out"
                    + "|troubleshoot|intermittent|flaky|sometimes\\b|randomly\\b|hangs?\\b|hanging\\b|freez|crash|regression\\b"
                    + "|(does|do|is|did)n'?t (work|handle|load|render|start|respond|update|show)|not working|no longer work"
                    + "|stop(s|ped) working|broken\\b|fails?\\b|failing\\b|bugs?\\b|buggy|stuck\\b|corrupt"
                    + "|wrong\\b|incorrect|inconsistent|unexpected|deadlock|race condition|leak|off by\\b|mismatch|(do|does)n'?t (add up|match|agree)"
                    + "|(is|are|was|were|gets?) (missing|lost|skipped|duplicated|ignored)|(only|never) happens?\\b|happens? only|once in a while"
                    + "|went (up|down|wrong)|suspect|suspicious|suddenly\\b|strange|weird|reproduc|what('s|s| is) (going on|wrong|happening)"
                    + "|how (come|do we get rid)|disagree\\b|explain (why|how)"
                    + "|warum\\b|wieso\\b|fehlersuche|ursache|funktioniert nicht|stimmt\\b|falsch\\b|manchmal|absturz|sturzt\\b|hangt\\b"
                    + "|pourquoi|ne (marche|fonctionne) pas|plante\\b|parfois|hypothes|lent[es]?\\b"
                    + "|por que\\b|no funciona|falla\\b|causa\\b|a veces|de vez en cuando|nao funciona|errad[oa]\\b|as vezes|motivo\\b|depur",
            "почему|не работает|падает|зависа|отлад|причин|иногда|неправильн|разберись|为什么|调试|排查|崩溃|卡死|不工作|根因|偶尔|不对|找出"
                    + "|なぜ|デバッグ|原因|動かない|クラッシュ|バグ|おかしい|ずれ|たまに|왜|디버그|원인|작동하지|버그|가끔|이상해|실패"
                    + "|क्यों|कारण|गलत|काम नहीं"),

    OBJECTION(
            "still\\b|not what i|(think|try|look) (again|harder|carefully)|that('?s| is) (not|wrong)|are you sure|(do)?n'?t trust"
                    + "|same (error|problem|issue|thing happens)|but (why|wait|what|should)|(find )?another way|convince me|wait\\b|hm+\\b|nope\\b"
                    + "|(does|did)n'?t help|revert (that|this|it) and|immer noch|noch nicht|passt (so )?nicht|sicher\\?"
                    + "|sigue (sin|fallando|igual)|no es (eso|lo que)|toujours (pas|le meme)|tu es sur|ainda (nao|falha)",
            "все еще|не то,|не так|подумай еще|还是|再想|再看|まだ|やっぱり|もう一度考え|아직도|여전히|그래도|다시 생각|फिर भी|लेकिन"),

    CONSEQUENCE(
            "what (happens|if|about|could|can) |and if\\b|would happen|go(es)? wrong|can we (drop|remove|avoid|get|skip)|(is|are) (it|this|that|they) safe"
                    + "|(edge|corner) cases?|at the same (time|moment)|simultaneous|in the meantime|in parallel|any input|for which\\b"
                    + "|was ist (mit|wenn)|was passiert|gleichzeitig|que se passe|et si\\b|en meme temps|que pasa (si|cuando)|y si\\b|al mismo tiempo"
                    + "|o que acontece|e se\\b|ao mesmo tempo",
            "а если|что будет|одновременно|如果|怎么办|同时|もし|同時|どうなり|만약|동시에|अगर|यदि|एक साथ"),

    HARD_CONSTRAINT(
            "never\\b|must(n't| not)\\b|without (losing|any|breaking|locking|blocking|duplicat|allocat|changing the result)|(no|zero)[- ]downtime"
                    + "|exactly[- ]once|at[- ](least|most)[- ]once|no more than|guarantee|consisten|invariant|survive|identical|deterministic"
                    + "|backwards?[- ]compat|compatib|roll(ed)? ?back|reproducib|correctness|offline"
                    + "|ohne (ausfall|datenverlust|unterbrechung)|im laufenden betrieb|konsisten|niemals|darf nicht"
                    + "|sans (bloquer|interruption|perdre|casser)|jamais|sin (perder|parar|bloquear)|no podemos|nunca\\b|sem (perder|parar)",
            "без (простоя|потер)|никогда|нельзя|согласован|целостност|不能|不停机|保证|一致|許され|無停止|整合性|保証|무중단|보장|일관|상관없이|बिना सेवा"),

    CONCURRENCY(
            "dead ?lock|live ?lock|race conditions?|data race|thread[- ]?safe|multi-?thread|threads?\\b|concurren|mutex|semaphore"
                    + "|synchroni[sz]|lock[- ]free|atomic|goroutine|coroutine|event loop|distributed lock|exactly[- ]once|idempoten"
                    + "|isolation level|nebenlauf|verklemm|wettlaufsituation|interblocage|interbloqueo|condicion de carrera|condicao de corrida",
            "взаимн[^ ]{1,4} блокировк|гонк[^ ]{1,4} данных|состояни[^ ]{1,4} гонки|многопоточ|потокобезопас|дедлок"
                    + "|死锁|并发|竞态|多线程|线程安全|デッドロック|競合状態|並行|マルチスレッド|スレッドセーフ|교착|경쟁 상태|동시성|멀티스레드"),

    PERFORMANCE(
            "performan|latency|throughput|bottleneck|memory leak|leaks? memory|out of memory|oom\\b|optimi[sz]|profiling|profiler"
                    + "|slow\\b|slower\\b|slowly\\b|slowness|speed (it |this )?up|scalab|cpu usage|memory usage|n\\+1\\b"
                    + "|cache invalidation|benchmark|langsam|speicherleck|optimier|lenteur|trop lent|fuite de memoire"
                    + "|rendimiento|fuga de memoria|desempenho|otimiz",
            "производительн|медленн|утечк[^ ]{1,4} памяти|оптимиз|性能|优化|内存泄漏|瓶颈|パフォーマンス|最適化|メモリリーク|遅い|성능|최적화|메모리 누수"),

    SECURITY(
            "securit|secure\\b|attack|audit\\b|code execution|vulnerab|exploit|(sql|command|code|prompt) injection|xss\\b|csrf\\b|ssrf\\b|authenticat|authori[sz]|oauth|jwt\\b"
                    + "|encrypt|decrypt|cryptograph|access control|threat model|saniti[sz]|privilege|sicherheit|schwachstelle|verschlussel"
                    + "|chiffre(r|ment)|seguridad|autentica|seguranca",
            "безопасност|уязвим|шифров|аутентифик|安全漏洞|安全性|漏洞|加密|认证|セキュリティ|脆弱性|暗号|認証|보안|취약점|암호화|인증"),

    DESIGN(
            "architect|trade-?offs?\\b|re-?design|system design|design (a|an|the|of|patterns?|docs?|decisions?|proposals?)\\b|data model"
                    + "|domain model|abstraction|micro-?service|monolith|proof of concept|approach|strateg|plan\\b|planning\\b|specification"
                    + "|pros and cons|compare|alternatives?\\b|which (one|option|way) (would|should|do)|should (we|i|it|this|[a-z]+ be)\\b"
                    + "|entwurf|entwirf|konzept|abwag|conception\\b|concevoir|compromis|disena|arquitet|projete\\b|divid(ir|e) ",
            "архитектур|спроектир|проектирован|архитект|架构|设计|方案|权衡|比较|アーキテクチャ|設計|欠点|아키텍처|설계|근거|योजना|डिज़ाइन"),

    ALGORITHM(
            "algorithm|(time|space|linear|quadratic|logarithmic|worst|worst[- ]case) complexity|worst case|catastrophic|o\\((1|n|m|k|v|log)|dynamic programming|recursi"
                    + "|binary (tree|search)|shortest path|heuristic|proof\\b|prove\\b|theorem|probabilit|equation|integral\\b|derivative"
                    + "|matri(x|ces)\\b|statistic|numerical|geometr|combinatori|permutation|inequalit|polynomial|optimal\\b"
                    + "|subsequence|np-hard|hash function|hashing|parser\\b|contradict|constraints?\\b|infer\\b|schedul(er|ing)\\b"
                    + "|compiler|interpreter|state machine|beweis|wahrscheinlich|gleichung"
                    + "|demontr|algoritm|demuestr|ecuacion",
            "алгоритм|докажи|вероятност|уравнени|算法|证明|复杂度|概率|方程|アルゴリズム|証明|計算量|確率|알고리즘|증명|확률"),

    WIDE_SCOPE(
            "refactor|rewrite|restructur|moderni[sz]|migrat|port (this|the|it|from|to)\\b|upgrade|across\\b|everywhere\\b|throughout\\b"
                    + "|(all|every|each|entire|whole|multiple|several)[ \n](of )?(the |our |my )?"
                    + "(files?|modules?|code ?base|projects?|repo|services?|packages?|components?|layers?|callers?|usages?)"
                    + "|end-to-end|full[- ]stack|front-?end and back-?end"
                    + "|refaktor|umbauen|umschreib|alle dateien|im ganzen projekt|tous les fichiers|tout le projet|reecri"
                    + "|todos los archivos|todo el proyecto|reescri|reescrev|refator|todos os arquivos",
            "рефактор|перепиши|миграц|всех файлах|все файлы|весь проект|重构|迁移|所有文件|整个项目|重写|リファクタ|移行|すべてのファイル|全体|리팩터|리팩토|마이그레이션|모든 파일"),

    BUILDING(
            "implement|build\\b|develop|create\\b|add\\b|write\\b|set ?up\\b|integrate|scaffold|introduce"
                    + "|implementier|erstell|entwickl|baue\\b|implemente|cree\\b|ajoute|desarroll|crea\\b|agrega|crie\\b|desenvolv|adicion",
            "реализ|создай|разработ|напиши|добавь|实现|创建|开发|编写|新增|実装|作成|開発|구현|만들|개발"),

    UNIT(
            "features?\\b|apps?\\b|applications?\\b|(micro)?services?\\b|apis?\\b|endpoints?\\b|systems?\\b|modules?\\b|plug-?ins?\\b|extensions?\\b"
                    + "|pipelines?\\b|cli\\b|servers?\\b|clients?\\b|websites?\\b|dashboards?\\b|pages?\\b|workflows?\\b|integrations?\\b"
                    + "|librar(y|ies)\\b|games?\\b|bots?\\b|databases?\\b|components?\\b|test suite|unit tests\\b|support for"
                    + "|funktionalitat|anwendung|dienst|schnittstelle|fonctionnalite|site\\b|servicio|aplicacion|funcionalidad|servico|aplicacao|pagina",
            "сервис|приложени|модул|страниц|систем|功能|应用|服务|接口|系统|模块|页面|機能|アプリ|サービス|システム|ページ|기능|앱|서비스|시스템|페이지"),

    OPEN_GOAL(
            "improv|enhanc|better\\b|best (way|practice|approach)|clean ?up|simplif|review|suggest|recommend|ideas?\\b"
                    + "|what (would|do|should) (you|we|i)\\b|how (should|could|would) (we|you|i)\\b|evaluat|analy[sz]|assess|explore"
                    + "|think (about|through|of)|robust|production[- ]ready|make (it|this|that) (work|faster)"
                    + "|verbesser|vorschlag|schlage\\b|uberpruf|bewert|amelior|propose[rz]?\\b|suggere|mejor|sugier|revis[ae]|analiz|melhor",
            "улучш|предлож|проанализ|оцени|改进|改善|建议|分析|评估|审查|提案|レビュー|개선|제안|분석|검토"),

    BACK_REFERENCE(
            "continue|go ahead|proceed|start (the )?implement|implement (it|this|that|the plan)|as (above|before|discussed|planned|mentioned)"
                    + "|the (plan|previous|above|earlier)\\b|next (step|phase|task|one)|the (first|second|other|last) one"
                    + "|do (it|that|this|both|all)\\b|same (thing|as|for)|again\\b|still\\b|(step|phase|option) \\d|based on (the|your|that)"
                    + "|your (implementation|solution|answer|suggestion)|weiter\\b|wie oben|mach das|ci-dessus|comme (avant|prevu)"
                    + "|continua|como antes|lo anterior|conforme",
            "продолж|как раньше|выше|继续|上面|之前|下一步|続け|上記|前の|계속|위의|이전"),

    MECHANICAL(
            "renam|typos?\\b|spelling|misspel|indent|white ?space|re-?format|format (this|the|my|code|file)|prettier\\b|sort (the )?imports"
                    + "|unused (imports?|variables?|code)|(add|write|update|remove|fix) (a |the |some |all )?"
                    + "(comments?|docstrings?|javadocs?|licen[cs]e|log line|semicolon)|bump\\b|version number|capitali[sz]"
                    + "|(change|update|edit|set|fix) (the |this )?([a-z0-9_-]+ )?(text|label|title|colou?rs?|font|wording|copyright|year|name|padding|margin|icon)\\b"
                    + "|grammar and|grammatical|translate (it|this|the|that) (to|into)|rephrase|reword|optimi[sz]e (the )?imports|semicolons?\\b|trailing|alphabetical|delete (the|this) (line|file|comment)"
                    + "|alphabetically|replace (every|all|each) |to (yaml|json|csv|uppercase|lowercase|snake_case|camelcase)\\b"
                    + "|undo (that|this|it)\\b"
                    + "|umbenenn|benenne\\b|tippfehler|rechtschreib|formatier|renomm|faute de frappe|coquille|orthograph|remplace[- ]"
                    + "|renombr|cambia el (nombre|color|texto)|errata|ortograf|renome|erro de digitacao",
            "переимен|опечатк|отформатир|重命名|改名|错别字|拼写|格式化|改成|リネーム|名前を変更|誤字|タイポ|に変えて|이름을 변경|이름 변경|이름만|오타|रंग|फ़ॉन्ट|नाम बदल"),

    BOILERPLATE(
            "getters?\\b|setters?\\b|tostring\\b|docstrings?\\b|jsdoc|javadocs?\\b|comments? (to|above|for|in|on)|change ?log\\b|readme\\b|commit message"
                    + "|pr description|gitignore|editorconfig|docker-?compose|dockerfile for|hello world|one[- ]liner|data ?class\\b"
                    + "|(markdown|md) (table|checklist|list)|simple (html|script|page|function|query)|(bash|shell) script|static page"
                    + "|kommentar|comentarios?\\b|translations? (key|file)",
            "комментари|注释|コメント|주석"),

    BOUNDED(
            "nothing (else|fancy|more)|that'?s (all|it)\\b|only (thing|want|need|add|print|log)\\b|just (want|need|add|the|one)\\b|nits?\\b"
                    + "|(no|without) (logic|other|more|further|any other) changes?|(leave|keep) (the rest|everything else|my text|the order)"
                    + "|do(n't|nt| not) (touch|reformat|change|answer|upgrade|suggest|invent|refactor)|is enough|small diff|as (it|they) (is|are|was)\\b|no need to"
                    + "|short (one|explanation|answer|version)|in (one|two|three|a few) (line|sentence|word)s?|(one|two|two or three|three) (lines?|sentences?)\\b"
                    + "|yes or no|briefly"
                    + "|nichts (anderes|weiter)|mehr nicht|reicht\\b|in (einem|zwei) satz|kurze (antwort|erklarung)"
                    + "|nada mas|solo (eso|quiero|necesito)|sin cambiar|en (una|dos|tres) lineas?|no hace falta"
                    + "|rien d'autre|sans changer|suffit\\b|en (une|deux) phrases?|une phrase|so isso|nada mais|resposta curta|sem mudar",
            "больше ничего|ничего не надо|коротко|в двух|只改|只要|只需|不要动|不用看|一句话|就行|だけでいい|一文で|大丈夫です|そのままで|만 알려|만 바꿔|한 줄|बस एक|सिर्फ|एक पंक्ति"),

    SETTLED(
            "(we|i) (have )?(already )?(decided|agreed|know|see it|found it|analy[sz]ed)\\b|i know (the|that|,)|yes i know|we (already|know)"
                    + "|(is|are|was|were) (done|over|reviewed|resolved|decided|fixed|live|merged)\\b|going with|like (before|for|the other)"
                    + "|(same|exactly) (as|this) for|as you did|looks good|as discussed",
            "уже решили|已经决定|决定了|決まって|이미 정"),

    FILE(
            "[a-z0-9_]+\\.(java|kts?|py|[jt]sx?|go|rs|cc?|cpp|h|hpp|cs|rb|php|swift|scala|sql"
                    + "|ya?ml|json|xml|html|s?css|md|toml|gradle|sh|vue|svelte|ipynb)\\b",
            "");

    /** What a model speaks of when the next step takes thought. */
    static final Set<Vocabulary> DEMANDING = Collections.unmodifiableSet(
            EnumSet.of(HARD_CONSTRAINT, CONCURRENCY, PERFORMANCE, SECURITY, DESIGN, ALGORITHM, WIDE_SCOPE));

    private final String latin;
    private final String other;

    /**
     * @param latin words in Latin script: matched where a word starts
     * @param other words in other scripts: matched anywhere, because some have no spaces between words
     */
    Vocabulary(String latin, String other) {
        this.latin = latin;
        this.other = other;
    }

    String latin() {
        return latin;
    }

    String other() {
        return other;
    }
}
