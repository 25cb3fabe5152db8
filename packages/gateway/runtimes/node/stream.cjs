'use strict';

const { Writable } = require('node:stream');
const { InvalidStreamingOperation, MalformedStreamingHandler } = require('./errors.cjs');
const { Frame, send, sendSlowly } = require('./wire.cjs');

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');
const LARGEST_CHUNK = 1 << 18;

/** What a streaming handler writes its response to. */
class ResponseStream extends Writable {
  #id;
  #contentType = 'application/octet-stream';
  #started = false;

  constructor(id, highWaterMark) {
    super({ highWaterMark });
    this.#id = id;
  }

  get started() {
    return this.#started;
  }

  setContentType(contentType) {
    if (this.#started) throw new InvalidStreamingOperation('Cannot set content-type, too late.');
    this.#contentType = contentType;
  }

  write(chunk, encoding, callback) {
    const data = typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk);
    if (!this.#started) {
      this.#start();
      this._onBeforeFirstWrite?.((head) => super.write(head));
    }
    return super.write(data, encoding, callback);
  }

  end(chunk, encoding, callback) {
    if (chunk === undefined || chunk === null || typeof chunk === 'function') return super.end(chunk, encoding, callback);
    this.write(chunk, typeof encoding === 'string' ? encoding : undefined);
    return super.end(typeof encoding === 'function' ? encoding : callback);
  }

  _write(chunk, _encoding, callback, at = 0) {
    const end = Math.min(at + LARGEST_CHUNK, chunk.length);
    sendSlowly(Frame.CHUNK, this.#id, chunk.subarray(at, end), (error) => {
      if (error || end === chunk.length) callback(error);
      else this._write(chunk, _encoding, callback, end);
    });
  }

  _final(callback) {
    if (!this.#started) this.#start();
    send(Frame.END, this.#id, '');
    callback();
  }

  #start() {
    this.#started = true;
    send(Frame.STREAM, this.#id, this.#contentType);
  }
}

function isStreaming(handler) {
  const mark = handler[STREAMING];
  if (mark === undefined || mark === null || mark === false) return false;
  if (mark !== 'response') throw new MalformedStreamingHandler('Only response streaming is supported.');
  return true;
}

function install() {
  globalThis.awslambda = {
    streamifyResponse(handler, options) {
      handler[STREAMING] = 'response';
      if (typeof options?.highWaterMark === 'number') handler[HIGH_WATER_MARK] = options.highWaterMark;
      return handler;
    },
    HttpResponseStream: class HttpResponseStream {
      static from(stream, prelude) {
        stream.setContentType('application/vnd.awslambda.http-integration-response');
        const head = JSON.stringify(prelude);
        stream._onBeforeFirstWrite = (write) => {
          write(head);
          write(new Uint8Array(8));
        };
        return stream;
      }
    },
  };
}

module.exports = { HIGH_WATER_MARK, ResponseStream, install, isStreaming };
