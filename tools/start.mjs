// `npm start`: installs what is missing, builds the pages where they are not fresh, starts the server under Node 24.
import { ensureInstalled, runUnder24 } from './ensure.mjs';

ensureInstalled();
const built = await runUnder24(['tools/build.ts', '--if-stale']);
if (built !== 0) process.exit(built);
process.exit(await runUnder24(['src/server.ts', ...process.argv.slice(2)], { WENGANG_START: '1' }));
