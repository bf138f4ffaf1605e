package io.turnstile.producers.generated;

import java.util.List;

/** Code blocks, stack traces and logs, as users paste them. */
final class Snippet {

    private static final List<String> CODE = List.of(
            "```python\ndef {verb}_items(items, limit={number}):\n    seen = set()\n    for item in items:\n        if"
                    + " item.key in seen:\n            continue\n        seen.add(item.key)\n        yield"
                    + " {ident}(item)\n```",
            "```typescript\nexport async function {ident}(id: string): Promise<{noun}> «\n  const cached ="
                    + " this.cache.get(id);\n  if (cached) return cached;\n  const value = await"
                    + " this.client.{ident}(id);\n  this.cache.set(id, value);\n  return value;\n»\n```",
            "```java\npublic {noun} {ident}(String id) «\n    synchronized (lock) «\n        return"
                    + " items.computeIfAbsent(id, key -> client.{ident}(key));\n    »\n»\n```",
            "```go\nfunc (s *{type}) {ident}(ctx context.Context, id string) error «\n\ts.mu.Lock()\n\tdefer"
                    + " s.mu.Unlock()\n\treturn s.store.{ident}(ctx, id)\n»\n```",
            "```sql\nSELECT tenant_id, count(*)\nFROM {verb}_events\nWHERE created_at > now() - interval '{number}"
                    + " days'\nGROUP BY tenant_id\nORDER BY 2 DESC;\n```",
            "```rust\nfn {verb}(items: &[{noun}]) -> Option<&{noun}> «\n    items.iter().filter(|i| i.is_ready())"
                    + ".max_by_key(|i| i.weight)\n»\n```");

    private static final List<String> EMOJI = List.of("🚀", "🔥", "✅", "🐛", "⚠️", "📦");

    private Snippet() {}

    static String code(Draw draw) {
        return braces(Template.fill(draw.pick(CODE), draw));
    }

    static String stackTrace(Draw draw) {
        var trace = new StringBuilder();
        int frames = draw.between(4, 24);
        boolean isPython = draw.chance(0.4);
        trace.append(isPython ? "Traceback (most recent call last):\n" : "java.lang.IllegalStateException: ")
                .append(isPython ? "" : Template.fill("{noun} is not ready after {number} ms\n", draw));
        for (int i = 0; i < frames; i++) {
            trace.append(Template.fill(
                    isPython
                            ? "  File \"{dir}/{noun}.py\", line {number}, in {ident}\n"
                            : "    at com.example.{noun}.{type}.{ident}({type}.java:{number})\n",
                    draw));
        }
        return isPython
                ? trace.append("RuntimeError: dictionary changed size during iteration")
                        .toString()
                : trace.toString();
    }

    /** A log of at least that many characters, with emoji of two UTF-16 units: a cut can fall inside one. */
    static String log(Draw draw, int leastCharacters) {
        var log = new StringBuilder(leastCharacters + 200);
        while (log.length() < leastCharacters) {
            log.append(Template.fill("[{number}ms] {type}.{ident} ", draw));
            for (int i = draw.between(5, 60); i > 0; i--) {
                log.append(draw.pick(EMOJI));
            }
            log.append('\n');
        }
        return log.toString();
    }

    /** Templates use braces for placeholders, so code is written with guillemets for its own. */
    private static String braces(String text) {
        return text.replace('«', '{').replace('»', '}');
    }
}
