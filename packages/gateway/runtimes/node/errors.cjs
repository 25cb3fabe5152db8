'use strict';

const { types } = require('node:util');

function named(name) {
  return class extends Error {
    get name() {
      return `Runtime.${name}`;
    }
  };
}

class UnhandledPromiseRejection extends named('UnhandledPromiseRejection') {
  constructor(reason, promise) {
    super(reason);
    this.reason = reason;
    this.promise = promise;
  }
}

function looksLikeError(value) {
  return types.isNativeError(value)
    || Boolean(value && typeof value.name === 'string' && typeof value.message === 'string' && typeof value.stack === 'string');
}

/** The document that Lambda answers with for whatever was thrown. */
function describe(error) {
  try {
    return looksLikeError(error)
      ? { errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') }
      : { errorType: typeof error, errorMessage: error.toString(), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage: 'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    };
  }
}

/** The same for the log, with the error's own properties. */
function forLog(thrown) {
  try {
    const error = thrown instanceof Error ? thrown : new Error(thrown);
    return JSON.stringify(error, (_key, value) => value instanceof Error
      ? {
        errorType: value.name, errorMessage: value.message, code: value.code, ...value,
        stack: typeof value.stack === 'string' ? value.stack.split('\n') : undefined,
      }
      : value);
  } catch {
    return JSON.stringify(describe(thrown));
  }
}

module.exports = {
  CallbackHandlerDeprecated: named('CallbackHandlerDeprecated'),
  HandlerNotFound: named('HandlerNotFound'),
  ImportModuleError: named('ImportModuleError'),
  InvalidStreamingOperation: named('InvalidStreamingOperation'),
  MalformedHandlerName: named('MalformedHandlerName'),
  MalformedStreamingHandler: named('MalformedStreamingHandler'),
  NodeJsExit: named('NodeJsExit'),
  UnhandledPromiseRejection,
  UserCodeSyntaxError: named('UserCodeSyntaxError'),
  describe,
  forLog,
};
