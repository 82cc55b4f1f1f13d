// Evaluates expressions with GitHub's own library: a line of JSON {text, contexts, status} gives a line with the result.
import {createInterface} from 'node:readline';

const {Lexer, Parser, Evaluator, data} = await import(
  new URL('../tools/node_modules/@actions/expressions/dist/index.js', import.meta.url));

function toData(value) {
  if (value === null || value === undefined) return new data.Null();
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'string') return new data.StringData(value);
  return new data.Dictionary(...Object.entries(value).map(([key, each]) => ({key, value: toData(each)})));
}

for await (const line of createInterface({input: process.stdin})) {
  const {text, contexts, status} = JSON.parse(line);
  const functions = ['always', 'success', 'failure', 'cancelled'].map(name => (
    {name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(name === 'always' || name === status)}));
  const tree = new Parser(new Lexer(text).lex().tokens, Object.keys(contexts), functions).parse();
  const result = new Evaluator(tree, toData(contexts), new Map(functions.map(each => [each.name, each]))).evaluate();
  console.log(JSON.stringify({text: result.coerceString()}));
}
