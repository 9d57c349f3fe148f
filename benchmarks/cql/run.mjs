#!/usr/bin/env node
// The peer: cql-execution over ready facts.   node run.mjs FACTS.jsonl|FACTS.csv [options]
//
//   --out STATES.jsonl|.csv   write the answers: child, then one state a recommendation
//   --way patient|batch       one execution context a child (as the field runs CQL), or one query over a list of children
//   --repeat N                timed rounds over all the children (5); the median counts
//   --warm N                  children run before the first round (5000)
//   --limit N                 only the first N children of the file
//   --workers N               threads, each with its own executor and its share of the children (1)
//   --batch N                 children handed to the executor at a time (1000)
//   --latency N               children run one at a time for p50 and p95 (2000)
//   --timeless                no timing: only the answers
//
// Facts: one row a child with `child` and every name of facts.json; true, false, or null / empty = not known (CSV also 1 and 0).
// People read standard error; standard output gets one line of JSON. Reading, parsing and writing files is outside every time.
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const FACTS = Object.keys(JSON.parse(readFileSync(join(here, 'facts.json'), 'utf8')).facts);
const LIBRARY = { patient: 'NG26Holdfast', batch: 'NG26Batch' };

// ---- reading ----

const VALUE = { true: true, false: false, 1: true, 0: false, '': null, null: null };

function reader(path) {
  if (!path.endsWith('.csv')) return (line) => JSON.parse(line);
  let head;
  return (line) => {
    if (line.includes('"')) throw new Error(`a quoted cell, which this reader does not know: ${line.slice(0, 80)}`);
    const cells = line.split(',');
    if (!head) { head = cells; return null; }
    const row = {};
    head.forEach((name, i) => {
      row[name] = name === 'child' ? cells[i] : VALUE[cells[i]];
      if (row[name] === undefined && FACTS.includes(name)) throw new Error(`${row.child}: ${name} is ${cells[i]}`);
    });
    return row;
  };
}

// A child as cql-execution meets it: every fact an own property, set in one fixed order, so that the engine under it sees one shape.
// Written out as source because properties set in a loop over names would make it a slow dictionary. No `get` method: it would only be
// asked again for each fact that is not known.
const Child = new Function('toFact', `return class Child {
  constructor(row) { this.id = row.child; this.self = [this]; ${FACTS.map((f) => `this.${f} = toFact(row.${f});`).join(' ')} }
  getId() { return this.id; }
  findRecords() { return this.self; }
}`)((v) => {
  if (v !== true && v !== false && v !== null) throw new Error(`a fact is true, false or null, not ${JSON.stringify(v)}`);
  return v;
});

// Batches number n with n % of === share, in order.
async function read({ file, limit, batch, share, of }) {
  const parse = reader(file);
  const out = [];
  let seen = 0;
  for await (const line of createInterface({ input: createReadStream(file, { highWaterMark: 1 << 20 }) })) {
    if (seen >= limit) break;
    if (file.endsWith('.csv') ? seen === 0 && !out.ready : false) {
      parse(line);
      out.ready = true;
      const lacking = ['child', ...FACTS].filter((f) => !line.split(',').includes(f));
      if (lacking.length) throw new Error(`${file} lacks ${lacking.join(', ')}`);
      continue;
    }
    const n = Math.floor(seen++ / batch);
    if (n % of !== share) continue;
    const row = parse(line);
    const lacking = seen === 1 ? ['child', ...FACTS].filter((f) => !(f in row)) : [];
    if (lacking.length) throw new Error(`${file} lacks ${lacking.join(', ')}`);
    if (out.at(-1)?.n !== n) out.push({ n, names: [], children: [] });
    out.at(-1).names.push(row.child);
    row.child = String(seen);   // the executor keys its results by id: a number of our own, unique whatever the file holds
    out.at(-1).children.push(new Child(row));
  }
  return out;
}

// ---- running ----

class Source {
  constructor(children) { this.children = children; this.at = 0; }
  currentPatient() { return this.children[this.at]; }
  nextPatient() { return this.children[++this.at]; }
}

// children -> Promise of their states, in order. The library is built and the executor made once.
function runner(way) {
  const cql = require('cql-execution');
  const file = join(here, 'build', `${LIBRARY[way]}.elm.json`);
  const executor = new cql.Executor(new cql.Library(JSON.parse(readFileSync(file, 'utf8'))));
  const now = cql.DateTime.fromJSDate(new Date());
  const nobody = new Source([]);
  return {
    // only "States" is asked for, so definitions that no answer needs are not worked out
    patient: async (children) => {
      const { patientResults } = await executor.exec_expression('States', new Source(children), now);
      return children.map((c) => patientResults[c.id].States);
    },
    batch: async (children) =>
      (await executor.withParameters({ Children: children }).exec(nobody, now)).unfilteredResults.States,
  }[way];
}

async function work() {
  const { way, warm, latency } = workerData;
  const batches = await read(workerData);
  const run = runner(way);
  const answer = {
    async warm() {
      for (let left = warm; left > 0 && batches.length;) {
        for (const b of batches) {
          await run(b.children);
          left -= b.children.length;
          if (left <= 0) break;
        }
      }
    },
    async round() {
      let n = 0;
      for (const b of batches) n += (await run(b.children)).length;
      return n;
    },
    async latency() {
      const ms = [];
      for (const b of batches) {
        for (const c of b.children) {
          if (ms.length >= latency) return ms;
          const t = performance.now();
          await run([c]);
          ms.push(performance.now() - t);
        }
      }
      return ms;
    },
    async states() {
      for (const b of batches) parentPort.postMessage({ n: b.n, names: b.names, states: await run(b.children) });
    },
  };
  parentPort.on('message', async (what) => parentPort.postMessage({ done: await answer[what]() }));
  parentPort.postMessage({ done: batches.reduce((n, b) => n + b.children.length, 0) });
}

async function main() {
  const { values: o, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' }, way: { type: 'string', default: 'patient' }, repeat: { type: 'string', default: '5' },
      warm: { type: 'string', default: '5000' }, limit: { type: 'string', default: 'Infinity' }, workers: { type: 'string', default: '1' },
      batch: { type: 'string', default: '1000' }, latency: { type: 'string', default: '2000' }, timeless: { type: 'boolean', default: false },
    },
  });
  const num = (name) => {
    if (!(Number(o[name]) >= 0)) throw new Error(`--${name} wants a number`);
    return Number(o[name]);
  };
  if (positionals.length !== 1) throw new Error('one file of facts, please');
  if (!LIBRARY[o.way]) throw new Error('--way is patient or batch');
  if (!existsSync(join(here, 'build', `${LIBRARY[o.way]}.elm.json`))) throw new Error('not translated yet: node translate.mjs');
  const of = Math.max(1, num('workers'));
  const workers = Array.from({ length: of }, (_, share) => new Worker(fileURLToPath(import.meta.url), {
    workerData: { file: positionals[0], way: o.way, limit: num('limit'), batch: num('batch'), warm: Math.ceil(num('warm') / of), latency: num('latency'), share, of },
    resourceLimits: { maxOldGenerationSizeMb: 16384, maxYoungGenerationSizeMb: 128 },
  }));
  const told = (w, message, each) => new Promise((resolve, reject) => {
    const hear = (m) => {
      if (!('done' in m)) return each(m);
      w.off('message', hear);
      w.off('error', reject);
      resolve(m.done);
    };
    w.on('message', hear);
    w.once('error', reject);
    if (message) w.postMessage(message);
  });
  const all = (message, each) => Promise.all(workers.map((w) => told(w, message, each)));
  const children = (await all()).reduce((a, b) => a + b, 0);
  if (!children) throw new Error(`${positionals[0]} has no children`);

  const result = {
    peer: `cql-execution ${require('cql-execution/package.json').version}`,
    translator: '@cqframework/cql ' + JSON.parse(readFileSync(join(here, 'node_modules/@cqframework/cql/package.json'), 'utf8')).version,
    node: process.version, cores: cpus().length, way: o.way, workers: of, children,
  };
  if (!o.timeless) {
    await all('warm');
    result.rounds = [];
    for (let i = 0; i < Math.max(1, num('repeat')); i++) {
      const t = performance.now();
      await all('round');
      result.rounds.push(Math.round(children / ((performance.now() - t) / 1000)));
    }
    const middle = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];
    result.cases_per_second = middle(result.rounds, 0.5);
    if (num('latency')) {
      const ms = await told(workers[0], 'latency');
      result.one_case_ms = { p50: +middle(ms, 0.5).toFixed(3), p95: +middle(ms, 0.95).toFixed(3), of: ms.length };
    }
  }
  if (o.out) {
    const out = createWriteStream(o.out);
    const csv = o.out.endsWith('.csv');
    const waiting = new Map();
    let next = 0;
    await all('states', (m) => {
      for (waiting.set(m.n, m); waiting.has(next); waiting.delete(next++)) {
        const { names, states } = waiting.get(next);
        if (next === 0) {
          result.recommendations = Object.keys(states[0]);
          if (csv) out.write(`child,${result.recommendations}\n`);
        }
        out.write(states.map((s, i) => (csv ? `${names[i]},${Object.values(s)}` : JSON.stringify({ child: names[i], ...s }))).join('\n') + '\n');
      }
    });
    await new Promise((resolve) => out.end(resolve));
  }
  await Promise.all(workers.map((w) => w.terminate()));
  if (!o.timeless) {
    console.error(`${result.peer}, ${o.way}, ${of} worker${of > 1 ? 's' : ''}: ${children} children, ` +
      `${result.cases_per_second} cases a second (rounds ${result.rounds.join(', ')})` +
      (result.one_case_ms ? `; one case p50 ${result.one_case_ms.p50} ms, p95 ${result.one_case_ms.p95} ms` : ''));
  }
  console.log(JSON.stringify(result));
}

if (isMainThread) main().catch((e) => { console.error(`run.mjs: ${e.message}`); process.exit(2); });
else await work();
