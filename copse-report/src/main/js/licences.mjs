// licences.mjs META: the licences of the packages that META, esbuild's account of a bundle, names, as one comment.
// Packages with the same text share it.
import {readFileSync, readdirSync} from 'node:fs';

const inputs = Object.keys(JSON.parse(readFileSync(process.argv[2], 'utf8')).inputs);
const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const packages = [...new Set(inputs.map(input => input.match(folder)?.[1]).filter(Boolean))].sort();
const holders = new Map();
for (const path of packages) {
  const {name, version, license} = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
  const file = readdirSync(path).find(entry => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(`${path}/${file}`, 'utf8').replaceAll('\r', '').trim() : `License: ${license}`;
  holders.set(text, [...(holders.get(text) ?? []), `${name} ${version}`]);
}
const comment = [...holders].map(([text, names]) => `${names.join(', ')}\n\n${text}`).join('\n\n----\n\n');
const ascii = comment.replace(/[^\x00-\x7f]/g, letter => letter === '\u00a9' ? '(c)' : letter.normalize('NFD')
  .replace(/[^\x00-\x7f]/g, ''));
process.stdout.write(`/*! Licences of the packages in this script\n\n${ascii.replaceAll('*/', '* /').replaceAll('<', '(')
  .replaceAll('>', ')')}\n*/\n`);
