// Builds lib: the type declarations, and the package as one minified file.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { buildSync } from 'esbuild';
import ts from 'typescript';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const entry = at('src/index.ts');

const { config } = ts.readConfigFile(at('tsconfig.build.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, at('.'));
const program = ts.createProgram([entry], { ...options, declaration: true, emitDeclarationOnly: true });
const checker = program.getTypeChecker();

/** The names of the members that the package's users see: of what it exports, of what that takes and of what that gives. */
function publicNames() {
  const names = new Set();
  const seen = new Set();
  const visit = (type) => {
    if (seen.has(type)) return;
    seen.add(type);
    (type.types ?? []).forEach(visit);
    (type.aliasTypeArguments ?? []).forEach(visit);
    if (type.objectFlags & ts.ObjectFlags.Reference) checker.getTypeArguments(type).forEach(visit);
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      signature.getParameters().forEach((parameter) => visit(checker.getTypeOfSymbol(parameter)));
      visit(signature.getReturnType());
    }
    for (const info of checker.getIndexInfosOfType(type)) visit(info.type);
    for (const member of type.getProperties()) {
      const declaration = member.valueDeclaration;
      const isOwn = declaration?.getSourceFile().fileName.startsWith(at('src'));
      if (isOwn && !(ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private)) {
        names.add(member.name);
        visit(checker.getTypeOfSymbol(member));
      }
    }
  };
  for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (symbol.valueDeclaration) visit(checker.getTypeOfSymbol(symbol));
    visit(checker.getDeclaredTypeOfSymbol(symbol));
  }
  return names;
}

/** The names that the language itself gives to members, and what the package uses of the web platform. */
function languageNames() {
  const roots = runInNewContext(`[
    /a/, /(?<a>a)/.exec('a'), new Error(), [], () => undefined, [].values().next(), Object.getOwnPropertyDescriptor([], 'length'),
    { get: 0, set: 0 }, [].values(), new Map().entries(), ''.matchAll(/a/g), (function* generator() {})(),
    ...Object.getOwnPropertyNames(globalThis).flatMap((name) => [globalThis[name], globalThis[name]?.prototype]),
  ]`);
  const names = new Set();
  for (const root of [...roots, new TextDecoder()]) {
    for (let object = root; Object(object) === object; object = Object.getPrototypeOf(object)) {
      Object.getOwnPropertyNames(object).forEach((name) => names.add(name));
    }
  }
  return names;
}

/** Bundles and minifies the package; members that neither a user nor the language knows get short names. */
export function bundle() {
  const reserved = [...publicNames(), ...languageNames()].filter((name) => /^\w+$/.test(name));
  const { outputFiles: [file] } = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'node20',
    charset: 'utf8',
    // Enum members have capitals; esbuild only puts their values in their place when they keep their names.
    mangleProps: /^[^A-Z]/,
    reserveProps: new RegExp(`^(?:${reserved.join('|')})$`),
  });
  const [, code, names] = /^([^]*)export\{(.*)\};\s*$/.exec(file.text) ?? [];
  if (names === undefined) throw new Error('the bundle does not end with its exports');
  const exports = names.split(',').map((name) => name.split(' as ')).map(([local, exported = local]) => `${exported}:${local}`);
  return `"use strict";${code}module.exports={${exports.join(',')}};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, { getCanonicalFileName: String, getCurrentDirectory: () => at('.'), getNewLine: () => '\n' }));
  writeFileSync(at('lib/index.js'), bundle());
}
