// Keeps the shared parts of the queries current: KQL has no include, and a text that is copied must be whole.
//
//   node parts/assemble.mjs            replaces what stands between the marks of a part by the part
//   node parts/assemble.mjs --check    changes nothing, and fails where a query does not hold its parts as they are
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const isCheck = process.argv[2] === '--check';
const marked = /^\/\/ begin (parts\/\w+\.kql)\n(?:[\s\S]*?\n)?\/\/ end \1\n/gm;

const assembled = (text) =>
  text.replace(marked, (_, part) => `// begin ${part}\n${readFileSync(join(home, part), 'utf8')}// end ${part}\n`);

for (const shelf of ['production', 'exploration', 'verification']) {
  for (const file of readdirSync(join(home, shelf)).filter((name) => name.endsWith('.kql'))) {
    const path = join(home, shelf, file);
    const text = readFileSync(path, 'utf8');
    if (assembled(text) === text) continue;
    if (isCheck) {
      process.stderr.write(`${shelf}/${file} does not hold its parts as they are; run node parts/assemble.mjs\n`);
      process.exitCode = 1;
    } else {
      writeFileSync(path, assembled(text));
      process.stdout.write(`assembled ${shelf}/${file}\n`);
    }
  }
}
