'use strict';

const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { CallbackHandlerDeprecated, HandlerNotFound, ImportModuleError, MalformedHandlerName, UserCodeSyntaxError } = require('./errors.cjs');

const NODE_24 = /^AWS_Lambda_nodejs(2[4-9]|[3-9]\d)\./;

function requireIfThere(file) {
  return existsSync(file) ? require(file) : undefined;
}

function importIfThere(file) {
  return existsSync(file) ? import(pathToFileURL(file).href) : undefined;
}

/** Whether the nearest package.json makes modules of `.js` files. */
function isModulePackage(folder) {
  if (path.basename(folder) === 'node_modules') return false;
  const file = path.join(folder, 'package.json');
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')).type === 'module';
    } catch {
      return false;
    }
  }
  const parent = path.dirname(folder);
  return parent !== folder && isModulePackage(parent);
}

async function loadModule(root, folder, name) {
  const file = path.resolve(root, folder, name);
  const modules = isModulePackage(path.dirname(file));
  return requireIfThere(file)
    ?? (modules ? await importIfThere(`${file}.js`) : requireIfThere(`${file}.js`))
    ?? await importIfThere(`${file}.mjs`)
    ?? requireIfThere(`${file}.cjs`)
    ?? require(require.resolve(name, { paths: [root, path.resolve(root, folder)] }));
}

/** The function that `folder/file.export.nested` names. */
async function loadHandler(root, handler) {
  if (handler.includes('..')) {
    throw new MalformedHandlerName(`'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`);
  }
  const base = path.basename(handler);
  const match = /^([^.]*)\.(.*)$/.exec(base);
  if (!match) throw new MalformedHandlerName('Bad handler');

  let loaded;
  try {
    loaded = await loadModule(root, handler.slice(0, handler.indexOf(base)), match[1]);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserCodeSyntaxError(error);
    if (error?.code === 'MODULE_NOT_FOUND') throw new ImportModuleError(error);
    throw error;
  }
  const found = match[2].split('.').reduce((value, key) => value && value[key], loaded);
  if (!found) throw new HandlerNotFound(`${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new HandlerNotFound(`${handler} is not a function`);
  return found;
}

function refuseCallbacks(handler) {
  if (handler.length >= 3 && NODE_24.test(process.env.AWS_EXECUTION_ENV)) {
    throw new CallbackHandlerDeprecated('ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. '
      + 'You need to modify this function to use a supported handler signature to use Node.js 24 or later. '
      + 'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.');
  }
}

module.exports = { loadHandler, refuseCallbacks };
