// Reads feature files and prints what they ask for: one JSON array of scenarios, each with the steps that its background and outline make of it.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

const newId = IdGenerator.incrementing();
const scenarios = process.argv.slice(2).flatMap((file) => {
  const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(readFileSync(file, 'utf8'));
  return compile(document, file, newId).map((pickle) => ({
    file: basename(file),
    tag: pickle.tags.map((tag) => tag.name.slice(1)).join(' '),
    name: pickle.name,
    steps: pickle.steps.map((step) => step.text),
  }));
});
process.stdout.write(JSON.stringify(scenarios));
