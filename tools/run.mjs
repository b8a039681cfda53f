import { ensureInstalled, runUnder24 } from './ensure.mjs';

ensureInstalled();
process.exit(await runUnder24(process.argv.slice(2)));
