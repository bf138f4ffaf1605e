package io.turnstile.judge.rubric;

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
                    + "|wrong (result|output|value|answer)|unexpected|deadlock|race condition|leak"
                    + "|warum\\b|fehlersuche|ursache|funktioniert nicht|absturz|sturzt\\b|hangt\\b"
                    + "|pourquoi|ne (marche|fonctionne) pas|plante\\b|por que\\b|no funciona|falla\\b|nao funciona|depur",
            "почему|не работает|падает|зависа|отлад|причин|为什么|调试|排查|崩溃|卡死|不工作|根因|なぜ|デバッグ|原因|動かない|クラッシュ|バグ|왜|디버그|원인|작동하지|버그"),

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
            "securit|vulnerab|exploit|(sql|command|code|prompt) injection|xss\\b|csrf\\b|ssrf\\b|authenticat|authori[sz]|oauth|jwt\\b"
                    + "|encrypt|decrypt|cryptograph|access control|threat model|saniti[sz]|privilege|sicherheit|schwachstelle|verschlussel"
                    + "|chiffre(r|ment)|seguridad|autentica|seguranca",
            "безопасност|уязвим|шифров|аутентифик|安全漏洞|安全性|漏洞|加密|认证|セキュリティ|脆弱性|暗号|認証|보안|취약점|암호화|인증"),

    DESIGN(
            "architect|trade-?offs?\\b|re-?design|system design|design (a|an|the|of|patterns?|docs?|decisions?|proposals?)\\b|data model"
                    + "|domain model|abstraction|micro-?service|monolith|proof of concept|approach|strateg|plan\\b|planning\\b|specification"
                    + "|pros and cons|compare|alternatives?\\b|entwurf|entwirf|konzept|conception\\b|concevoir|disena|arquitet|projete\\b",
            "архитектур|спроектир|проектирован|架构|设计|方案|权衡|アーキテクチャ|設計|아키텍처|설계"),

    ALGORITHM(
            "algorithm|(time|space|linear|quadratic|logarithmic) complexity|o\\((1|n|m|k|v|log)|dynamic programming|recursi"
                    + "|binary (tree|search)|shortest path|heuristic|proof\\b|prove\\b|theorem|probabilit|equation|integral\\b|derivative"
                    + "|matri(x|ces)\\b|statistic|numerical|geometr|combinatori|permutation|inequalit|polynomial|optimal\\b"
                    + "|subsequence|np-hard|hash function|parser\\b|compiler|interpreter|state machine|beweis|wahrscheinlich|gleichung"
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
                    + "|grammar|grammatical|translate|rephrase|reword|semicolons?\\b|trailing|alphabetical|delete (the|this) (line|file|comment)"
                    + "|umbenenn|benenne\\b|tippfehler|rechtschreib|formatier|renomm|faute de frappe|coquille|orthograph"
                    + "|renombr|cambia el nombre|errata|ortograf|renome|erro de digitacao",
            "переимен|опечатк|отформатир|重命名|改名|错别字|拼写|格式化|リネーム|名前を変更|誤字|タイポ|이름을 변경|이름 변경|오타"),

    FILE(
            "[a-z0-9_]+\\.(java|kts?|py|[jt]sx?|go|rs|cc?|cpp|h|hpp|cs|rb|php|swift|scala|sql"
                    + "|ya?ml|json|xml|html|s?css|md|toml|gradle|sh|vue|svelte|ipynb)\\b",
            "");

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
