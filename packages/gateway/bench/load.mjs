// Keeps connections busy and counts responses: node load.mjs <port> <seconds> <connections>, the request on standard input.

import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [port, seconds, connections] = process.argv.slice(2).map(Number);
const request = readFileSync(0);
const times = [];
let counting = false;
let failed = 0;

/** The bytes of a whole response, read from its head. */
function lengthOf(head) {
  const end = head.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(head);
  if (end === -1 || !length) throw new Error(`not a response that can be counted: ${head.slice(0, 500)}`);
  if (!head.startsWith('HTTP/1.1 200')) failed++;
  return end + 4 + Number(length[1]);
}

function open() {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  let sent = 0;
  let whole = 0;
  let got = 0;
  const send = () => {
    sent = performance.now();
    socket.write(request);
  };
  socket.on('connect', send);
  socket.on('data', (chunk) => {
    if (got === 0) whole = lengthOf(chunk.latin1Slice());
    got += chunk.length;
    if (got < whole) return;
    got = 0;
    if (counting) times.push(performance.now() - sent);
    send();
  });
}

for (let at = 0; at < connections; at++) open();
setTimeout(() => (counting = true), 1000);
setTimeout(() => {
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({ perSecond: times.length / seconds, p99: times[Math.floor(times.length * 0.99)], failed }));
  process.exit();
}, 1000 + seconds * 1000);
