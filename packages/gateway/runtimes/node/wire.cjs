'use strict';

// Frames on one socket, both ways: length of the body (4 bytes), type (1), id of the invocation (4), body. Little endian.
// The environment is frozen between invocations as Lambda freezes it: it waits for the next one in a blocking read.

const { readSync, write, writeSync } = require('node:fs');

const FD = 3;
const HEADER = 9;
const Frame = { READY: 1, RESULT: 2, ERROR: 3, FATAL: 4, LOG: 5, STREAM: 6, CHUNK: 7, END: 8, BROKEN: 9, DONE: 10 };

const input = Buffer.allocUnsafeSlow(65536);
const output = Buffer.allocUnsafeSlow(65536);
const LONGEST_SHORT_TEXT = Math.floor((output.length - HEADER) / 3);

let writing = false;
let pending = [];
let whenWritten = [];

function fill(buffer, from, needed) {
  let have = from;
  while (have < needed) {
    const count = readSync(FD, buffer, have, buffer.length - have);
    if (count === 0) process.exit(0);
    have += count;
  }
  return have;
}

/** The next invocation; the process ends with the one that sends them. */
function receive() {
  const have = fill(input, 0, HEADER);
  const total = HEADER + input.readUInt32LE(0);
  let frame = input;
  if (total > input.length) {
    frame = Buffer.allocUnsafe(total);
    input.copy(frame, 0, 0, have);
  }
  fill(frame, have, total);
  const payloadAt = HEADER + 4 + frame.readUInt32LE(HEADER);
  const [requestId, deadlineMs, arn, traceId, clientContext] = frame.toString('utf8', HEADER + 4, payloadAt).split('\n');
  return {
    id: frame.readUInt32LE(5), requestId, deadlineMs: Number(deadlineMs), arn, traceId, clientContext, payload: frame.toString('utf8', payloadAt, total),
  };
}

function header(frame, length, type, id) {
  frame.writeUInt32LE(length, 0);
  frame[4] = type;
  frame.writeUInt32LE(id, 5);
}

function writeAll(frame, length) {
  for (let at = 0; at < length;) at += writeSync(FD, frame, at, length - at);
}

function encode(type, id, body) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const frame = Buffer.allocUnsafe(HEADER + bytes.length);
  header(frame, bytes.length, type, id);
  frame.set(bytes, HEADER);
  return frame;
}

function send(type, id, body) {
  if (writing) {
    pending.push(encode(type, id, body));
  } else if (typeof body === 'string' && body.length <= LONGEST_SHORT_TEXT) {
    const length = output.write(body, HEADER);
    header(output, length, type, id);
    writeAll(output, HEADER + length);
  } else {
    const frame = encode(type, id, body);
    writeAll(frame, frame.length);
  }
}

/** Sends without holding up the event loop while the reader is slow. What is sent meanwhile follows. */
function sendSlowly(type, id, body, callback) {
  if (writing) {
    whenWritten.push(() => sendSlowly(type, id, body, callback));
    return;
  }
  writing = true;
  const frame = encode(type, id, body);
  const rest = (at) => write(FD, frame, at, frame.length - at, null, (error, count) => {
    if (!error && at + count < frame.length) {
      rest(at + count);
      return;
    }
    written();
    callback(error);
  });
  rest(0);
}

function written() {
  writing = false;
  for (const frame of pending) writeAll(frame, frame.length);
  pending = [];
  const waiting = whenWritten;
  whenWritten = [];
  for (const resume of waiting) resume();
}

/** Does something that holds up the event loop, once nothing is on its way any more. */
function whenIdle(action) {
  if (writing) whenWritten.push(() => whenIdle(action));
  else action();
}

function exit(code) {
  if (writing) whenWritten.push(() => process.exit(code));
  else process.exit(code);
}

module.exports = { Frame, exit, receive, send, sendSlowly, whenIdle };
