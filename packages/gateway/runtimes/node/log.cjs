'use strict';

const { format } = require('node:util');
const { Frame, send } = require('./wire.cjs');

/** What one invocation may write; the rest of a flood is dropped where it starts. */
const LIMIT = 1 << 20;
const PIECE = 1 << 18;

let requestId;
let left = LIMIT;

function begin(id) {
  requestId = id;
  left = LIMIT;
}

function emit(bytes) {
  if (left < 0) return;
  left -= bytes.length;
  const kept = left < 0 ? `${bytes.toString('utf8', 0, bytes.length + left)}\n[output beyond ${LIMIT} bytes is dropped]\n` : bytes;
  const whole = Buffer.from(kept);
  for (let at = 0; at < whole.length; at += PIECE) send(Frame.LOG, 0, whole.subarray(at, at + PIECE));
}

function line(level, ...values) {
  if (left < 0) return;
  emit(Buffer.from(`${new Date().toISOString()}\t${requestId}\t${level}\t${format(...values)}\n`));
}

function writeToLog(chunk, encoding, callback) {
  const done = typeof encoding === 'function' ? encoding : callback;
  emit(typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : Buffer.from(chunk));
  if (done) process.nextTick(done);
  return true;
}

/** The streams are made when somebody asks for them: making them costs more than most handlers. */
function capture(name) {
  const { get } = Object.getOwnPropertyDescriptor(process, name);
  let stream;
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      if (!stream) {
        stream = get.call(process);
        stream.write = writeToLog;
      }
      return stream;
    },
  });
}

function install() {
  console.log = console.info = (...values) => line('INFO', ...values);
  console.debug = (...values) => line('DEBUG', ...values);
  console.warn = (...values) => line('WARN', ...values);
  console.error = (...values) => line('ERROR', ...values);
  console.trace = (...values) => line('TRACE', ...values);
  console.fatal = (...values) => line('FATAL', ...values);
  capture('stdout');
  capture('stderr');
}

module.exports = { begin, install, line };
