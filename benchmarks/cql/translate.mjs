#!/usr/bin/env node
// CQL to ELM with @cqframework/cql, no Java:  node translate.mjs
//
// Reads NG26Holdfast.cql and facts.json, writes build/:
//   NG26Holdfast.elm.json   the library as written: one definition each, context Patient
//   NG26Batch.cql, .elm.json   the same definitions rewritten as one query over a list of children (see README.md)
// Any error or warning of the translator ends it with status 1.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SystemModelInfoProvider } from '@cqframework/cql/cql';
import {
  CqlCompilerException, CqlCompilerOptions, CqlTranslator, LibraryManager, ModelManager, createModelInfoProvider, stringAsSource,
} from '@cqframework/cql/cql-to-elm';

const here = dirname(fileURLToPath(import.meta.url));
const build = join(here, 'build');
const facts = Object.keys(JSON.parse(readFileSync(join(here, 'facts.json'), 'utf8')).facts);

// The data model: one class, one Boolean element a fact.
const modelInfo = `<?xml version="1.0" encoding="UTF-8"?>
<modelInfo xmlns="urn:hl7-org:elm-modelinfo:r1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    name="Holdfast" version="1.0.0" url="urn:holdfast:facts" targetQualifier="holdfast" patientClassName="Holdfast.Patient">
  <requiredModelInfo name="System" version="1.0.0"/>
  <typeInfo xsi:type="ClassInfo" namespace="Holdfast" name="Patient" identifier="urn:holdfast:facts:Patient"
      label="Patient" retrievable="true" baseType="System.Any">
    <element name="id" elementType="System.String"/>
${facts.map((f) => `    <element name="${f}" elementType="System.Boolean"/>`).join('\n')}
  </typeInfo>
  <contextInfo name="Patient" keyElement="id"><contextType namespace="Holdfast" name="Patient"/></contextInfo>
</modelInfo>`;

function translate(cql, name) {
  const models = new ModelManager();
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
  models.modelInfoLoader.registerModelInfoProvider(
    createModelInfoProvider((id) => (id === 'Holdfast' ? stringAsSource(modelInfo) : null)));
  // no annotations, locators or result types: they give every node a localId, whose value the executor then records
  const options = new CqlCompilerOptions();
  options.setOptions([]);
  const translator = CqlTranslator.fromText(cql, new LibraryManager(models, options));
  const found = translator.exceptions.asJsReadonlyArrayView();
  for (const e of found) console.error(`${name}: ${e.severity.name}: ${e.message}`);
  if (found.some((e) => e.severity !== CqlCompilerException.ErrorSeverity.Info)) process.exit(1);
  const elm = JSON.parse(translator.toJson());
  writeFileSync(join(build, `${name}.elm.json`), JSON.stringify(elm, null, 1));
  console.error(`${name}: ${elm.library.statements.def.length} definitions translated`);
}

// One query over all children: what several places use becomes a `let`; "met", "waits" and "state" are put in where they are used,
// so that they are still worked out only when an `if` comes to them.
function batch(cql) {
  const body = cql.replace(/\/\/.*$/gm, '').split('context Patient')[1];
  const defs = new Map([...body.matchAll(/define "([^"]+)":([\s\S]*?)(?=\ndefine "|\s*$(?![\s\S]))/g)].map((m) => [m[1], m[2].trim()]));
  const inlined = (name) => / (met|waits|broken|state)$/.test(name);
  const put = (text) => text.replace(/"([^"]+)"/g, (ref, name) => (defs.has(name) && inlined(name) ? `(${put(defs.get(name))})` : ref));
  const row = (text) => put(text).replaceAll('Patient.', 'C.');
  const lets = [...defs].filter(([name]) => !inlined(name) && name !== 'States').map(([name, text]) => `    "${name}": (${row(text)})`);
  return `library NG26Batch version '1.0.0'

parameter "Children" List<Tuple { ${facts.map((f) => `${f} Boolean`).join(', ')} }>

context Unfiltered

define "States":
  "Children" C
  let
${lets.join(',\n')}
  return all ${row(defs.get('States'))}
`;
}

mkdirSync(build, { recursive: true });
const cql = readFileSync(join(here, 'NG26Holdfast.cql'), 'utf8');
translate(cql, 'NG26Holdfast');
const whole = batch(cql);
writeFileSync(join(build, 'NG26Batch.cql'), whole);
translate(whole, 'NG26Batch');
