'use strict';

const { NodeJsExit, UnhandledPromiseRejection, describe, forLog } = require('./errors.cjs');
const { loadHandler, refuseCallbacks } = require('./handler.cjs');
const log = require('./log.cjs');
const streaming = require('./stream.cjs');
const wire = require('./wire.cjs');

const { Frame } = wire;
const { env } = process;
const { now } = Date;
const soon = setImmediate;
const LARGEST_RESPONSE = 6 * 1024 * 1024 + 100;
const NEVER = 2 ** 31 - 1;

let handler;
let isAsync;
let invocationId = 0;
let traceId;
let whenLoopIsEmpty;

function succeed(id, result) {
  let json;
  try {
    json = JSON.stringify(result) ?? 'null';
  } catch {
    fail(id, new Error('Unable to stringify response body'));
    return;
  }
  if (json.length * 3 > LARGEST_RESPONSE && Buffer.byteLength(json) > LARGEST_RESPONSE) {
    refuseSize(id);
    return;
  }
  wire.send(Frame.RESULT, id, json);
  soon(next);
}

function refuseSize(id) {
  wire.send(Frame.ERROR, id, JSON.stringify({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`,
  }));
  soon(next);
}

function fail(id, error, type = Frame.ERROR) {
  log.line('ERROR', 'Invoke Error', `\t${forLog(error)}`);
  wire.send(type, id, JSON.stringify(describe(error)));
  soon(() => wire.whenIdle(next));
}

function contextOf(call, own) {
  return Object.assign(own, {
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: call.clientContext ? JSON.parse(call.clientContext) : undefined,
    identity: undefined,
    invokedFunctionArn: call.arn,
    awsRequestId: call.requestId,
    getRemainingTimeInMillis: () => call.deadlineMs - now(),
  });
}

function callHandler(call) {
  const { id } = call;
  let settled = false;
  let waits = true;
  const done = (error, result) => {
    if (settled) return;
    settled = true;
    whenLoopIsEmpty = undefined;
    if (error !== undefined && error !== null) fail(id, error);
    else succeed(id, result);
  };
  const callback = (error, result) => {
    if (settled) return;
    if ((error !== undefined && error !== null) || !waits) {
      done(error, result);
    } else {
      settled = true;
      whenLoopIsEmpty = () => succeed(id, result);
    }
  };
  whenLoopIsEmpty = () => isAsync
    ? done(new NodeJsExit('The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was '
      + 'never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes'))
    : done(null, null);
  try {
    const result = handler(JSON.parse(call.payload), contextOf(call, {
      get callbackWaitsForEmptyEventLoop() { return waits; },
      set callbackWaitsForEmptyEventLoop(value) { waits = value; },
      succeed: (value) => done(null, value),
      fail: (error) => done(error ?? 'handled'),
      done,
    }), callback);
    if (typeof result?.then === 'function') result.then((value) => done(null, value), (error) => done(error ?? 'handled'));
  } catch (error) {
    done(error ?? 'handled');
  }
}

async function callStreamingHandler(call) {
  const { id } = call;
  const stream = new streaming.ResponseStream(id, handler[streaming.HIGH_WATER_MARK]);
  const ended = new Promise((resolve, reject) => stream.once('finish', resolve).once('error', reject));
  ended.catch(() => {});
  let waits = true;
  // A response that nobody ends keeps the invocation open until its time is up, as its HTTP request does in the service.
  whenLoopIsEmpty = () => setTimeout(() => {}, NEVER);
  try {
    const running = handler(JSON.parse(call.payload), stream, contextOf(call, {
      get callbackWaitsForEmptyEventLoop() { return waits; },
      set callbackWaitsForEmptyEventLoop(value) { waits = value; },
    }));
    if (typeof running?.then !== 'function') throw 'Streaming does not support non-async handlers.';
    if (await running !== undefined) console.warn('Streaming handlers ignore return values.');
    await ended;
  } catch (error) {
    whenLoopIsEmpty = undefined;
    stream.destroy();
    fail(id, error, stream.started ? Frame.BROKEN : Frame.ERROR);
    return;
  }
  const complete = () => {
    wire.send(Frame.DONE, id, '');
    next();
  };
  whenLoopIsEmpty = waits ? complete : undefined;
  if (!waits) soon(complete);
}

function next() {
  const call = wire.receive();
  invocationId = call.id;
  log.begin(call.requestId);
  if (call.traceId !== traceId) {
    traceId = call.traceId;
    if (traceId) env._X_AMZN_TRACE_ID = traceId;
    else delete env._X_AMZN_TRACE_ID;
  }
  run(call);
}

let run = callHandler;

function die(label, error, code) {
  log.line('ERROR', label, `\t${forLog(error)}`);
  wire.send(Frame.FATAL, invocationId, JSON.stringify(describe(error)));
  wire.exit(code);
}

process.on('beforeExit', () => {
  const action = whenLoopIsEmpty;
  whenLoopIsEmpty = undefined;
  if (action) soon(action);
});
process.on('uncaughtException', (error) => die('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason, promise) => die('Unhandled Promise Rejection', new UnhandledPromiseRejection(reason, promise), 128));

log.install();
streaming.install();
loadHandler(process.cwd(), env._HANDLER).then((found) => {
  handler = found;
  isAsync = found.constructor?.name === 'AsyncFunction';
  if (streaming.isStreaming(found)) run = callStreamingHandler;
  else refuseCallbacks(found);
  wire.send(Frame.READY, 0, '');
  soon(next);
}).catch((error) => die('Uncaught Exception', error, 129));
