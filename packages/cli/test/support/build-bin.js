// The tests run the command as it is published.
const { execFileSync } = require('node:child_process');
const path = require('node:path');

module.exports = () => {
  execFileSync(process.execPath, [path.join(__dirname, '..', '..', 'build.mjs')], { stdio: 'inherit' });
};
