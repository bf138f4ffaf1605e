// Binds KQL with Microsoft's own parser, and gives the bound tree as JSON.
//
//   node bind.mjs serve TABLES.json             one JSON string of KQL a line in, one answer a line out
//   node bind.mjs folder TABLES.json OUT DIR    writes OUT/<sha256 of the trimmed text>.json for each DIR/*/*.kql, and
//                                               their list
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runInThisContext } from 'node:vm';

const require = createRequire(import.meta.url);

// The package is a browser's: its files expect to be run as scripts, in this order, in the global scope.
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  const path = require.resolve(`@kusto/language-service-next/${file}`);
  runInThisContext(readFileSync(path, 'utf8'), { filename: file });
}

const { Kusto, Bridge } = globalThis;
const { KustoCode, GlobalState, Symbols, Syntax } = Kusto.Language;

const nameOf = (enumeration) =>
  new Map(Object.entries(enumeration).filter(([, value]) => typeof value === 'number').map(([name, value]) => [value, name]));
const syntaxKinds = nameOf(Syntax.SyntaxKind);
const symbolKinds = nameOf(Symbols.SymbolKind);

const items = (list) => Array.from({ length: list.Count }, (_, index) => list.getItem(index));

const columnsOf = (table) => items(table.Columns).map((column) => [column.Name, column.Type.Name]);

function globalsOf(tables) {
  const symbols = Object.entries(tables).map(
    ([name, columns]) =>
      new Symbols.TableSymbol.$ctor4(
        name,
        columns.map(([column, type]) => new Symbols.ColumnSymbol(column, Symbols.ScalarTypes.GetSymbol(type))),
      ),
  );
  return GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor1('db', symbols));
}

/** A token is its text; a list an array; any other node an object of its children by name, with what the binder knows. */
function tree(element) {
  if (element === null || element === undefined) return null;
  if (Bridge.is(element, Syntax.SyntaxToken)) return element.Text;
  if (Bridge.is(element, Syntax.SyntaxList)) {
    return Array.from({ length: element.ChildCount }, (_, index) => tree(element.GetChild(index)));
  }
  const kind = syntaxKinds.get(element.Kind);
  if (kind === 'SeparatedElement') return tree(element.GetChild(0));
  const node = { kind };
  for (let index = 0; index < element.ChildCount; index++) {
    const child = element.GetChild(index);
    if (child) node[element.GetName(index)] = tree(child);
  }
  return Object.assign(node, bindingOf(element));
}

function bindingOf(element) {
  const bound = { start: element.TextStart };
  const type = element.ResultType;
  if (type && Bridge.is(type, Symbols.TableSymbol)) bound.columns = columnsOf(type);
  else if (type) bound.type = type.Name;
  const symbol = element.ReferencedSymbol;
  if (symbol) bound.symbol = { kind: symbolKinds.get(symbol.Kind), name: symbol.Name };
  const body = symbol && bodyOf(element);
  if (body) bound.body = tree(body);
  if (element.LiteralValue !== undefined && element.LiteralValue !== null) bound.literal = String(element.LiteralValue);
  return bound;
}

/** What a call of a function of the query does: its body as bound for the arguments of this call. Null for any other node. */
function bodyOf(element) {
  const isCall =
    Bridge.is(element, Syntax.FunctionCallExpression) ||
    // A function without arguments may be called without parentheses.
    (Bridge.is(element, Syntax.NameReference) && !Bridge.is(element.Parent, Syntax.FunctionCallExpression));
  return isCall ? element.GetCalledFunctionBody() : null;
}

/** One-based line and column, as editors count. */
function placeOf(text, start) {
  const before = text.slice(0, start).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

function bind(text, globals) {
  try {
    const code = KustoCode.ParseAndAnalyze(text, globals);
    const diagnostics = items(code.GetDiagnostics()).map((found) => ({
      severity: found.Severity,
      code: found.Code,
      message: found.Message,
      ...placeOf(text, found.Start),
    }));
    const result = code.ResultType;
    const columns = result && Bridge.is(result, Symbols.TableSymbol) ? columnsOf(result) : [];
    return { diagnostics, columns, tree: tree(code.Syntax) };
  } catch (failure) {
    // The package is one line of a megabyte: its traces show all of it.
    const message = `the parser failed: ${String(failure?.message ?? failure).slice(0, 500)}`;
    return { diagnostics: [{ severity: 'Error', code: 'BINDER', message, line: 1, column: 1 }], columns: [], tree: null };
  }
}

const queriesIn = (folder) =>
  ['ingest', 'production', 'exploration', 'verification'].flatMap((shelf) => {
    const shelfFolder = join(folder, shelf);
    return existsSync(shelfFolder)
      ? readdirSync(shelfFolder).filter((file) => file.endsWith('.kql')).sort().map((file) => `${shelf}/${file}`)
      : [];
  });

const [mode, tablesFile, ...rest] = process.argv.slice(2);
const globals = globalsOf(JSON.parse(readFileSync(tablesFile, 'utf8')));

if (mode === 'serve') {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(bind(JSON.parse(line), globals))}\n`);
  }
} else if (mode === 'folder') {
  const [out, folder] = rest;
  // The tree of a query that was changed since would stay.
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const files = queriesIn(folder);
  // A jar has no folders to list.
  writeFileSync(join(out, 'queries.txt'), files.map((file) => `${file}\n`).join(''));
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    const bound = bind(text, globals);
    for (const { severity, code, message, line, column } of bound.diagnostics) {
      process.stderr.write(`${file}:${line}:${column}: ${severity} ${code}: ${message}\n`);
      if (severity === 'Error') process.exitCode = 1;
    }
    writeFileSync(join(out, `${createHash('sha256').update(text.trim()).digest('hex')}.json`), JSON.stringify(bound));
  }
} else {
  process.stderr.write('usage: bind.mjs serve TABLES.json | folder TABLES.json OUT DIR\n');
  process.exitCode = 2;
}
