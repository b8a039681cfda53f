// The server: one process, the console and its API. `npm start` comes here after installing and building.
import { parseArgs } from 'node:util';
import { StartRefused } from './platform/server/store.ts';
import { type Running, startServer } from './startServer.ts';

const HELP = `npm start [-- 选项]            稳岗 Wengang

  --empty      不装演示账号，建第一位管理员 / no demonstration: make the first administrator
  --help       这一页 / this page

环境变量 / environment
  PORT, HOST                   端口、地址，默认 8080、127.0.0.1 / where to listen
  WENGANG_DATA                 数据目录，默认 ./data / data directory
  DATABASE_URL                 用这个 PostgreSQL（15 或更新），不用内置数据库 / use this PostgreSQL (15 or newer)
  WENGANG_KEYS                 密钥文件，默认 <数据目录>/keys.json / key file
  WENGANG_DEMONSTRATION_DAY    演示日，默认 2022-10-12 / business "today" of a demonstration
  WENGANG_DEMONSTRATION_SCALE  演示数据规模，默认 0.01，0 为不装 / how much demonstration data, 0 for none
  WENGANG_TRUST_PROXY=1        前面有反向代理 / behind a reverse proxy
  WENGANG_REQUESTS_PER_ADDRESS 一个地址每分钟的请求数上限，默认 12000 / requests a minute from one address
`;

let options: { empty?: boolean; help?: boolean };
try {
  options = parseArgs({ options: { empty: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } }).values;
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  process.exit(2);
}
if (options.help) {
  console.info(HELP);
  process.exit(0);
}

let running: Running | undefined;
let stops = 0;
const stop = async (): Promise<void> => {
  if (++stops > 1) process.exit(1); // a second Ctrl-C does not wait
  const late = setTimeout(() => process.exit(1), 15_000);
  late.unref();
  await running?.stop();
  process.exit(0);
};
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());

try {
  running = await startServer({ empty: options.empty ?? false });
  if (stops) await running.stop();
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  console.error(error.message);
  process.exit(1);
}
