// `npm run wengang -- <command>`. Works on the database the environment names; the embedded one only while no server holds it.
import { demoCommands } from '../demo/load/command.ts';
import { accountCommands } from './capabilities/access/server/commands.ts';
import { beginDemonstration } from './capabilities/access/server/demoAccounts.ts';
import { figureCommands } from './capabilities/indicators/server/figureCommands.ts';
import { freezeCommands } from './capabilities/indicators/server/freeze/commands.ts';
import { rostersCommands } from './capabilities/rosters/server/commands.ts';
import { endReadingThreads } from './capabilities/rosters/server/reading/readingThreads.ts';
import { jobKinds, lookAtDemonstration, rosterEngine, routes, sheets } from './composition.ts';
import { fillText, Problem } from './platform/problem.ts';
import { backupCommands } from './platform/server/backupCommands.ts';
import { systemClock } from './platform/server/clock.ts';
import { type Command, runCommand, WrongUsage } from './platform/server/command.ts';
import { readConfig } from './platform/server/config.ts';
import { keyCommands } from './platform/server/keyCommands.ts';
import { open } from './platform/server/open.ts';
import { openapi } from './platform/server/openapi.ts';
import type { Services } from './platform/server/services.ts';
import { StartRefused } from './platform/server/store.ts';
import { buildServices } from './startServices.ts';

/** Opens the installation, does the work, closes it again. */
const withServices = async <T>(work: (services: Services) => Promise<T>): Promise<T> => {
  const config = readConfig();
  const opened = await open(config);
  try {
    return await work(buildServices(opened, config, () => false));
  } finally {
    await opened.close();
  }
};

/** An import belongs to an account and a day: in a demonstration those are its own. */
const withImports = <T>(work: (services: Services) => Promise<T>): Promise<T> =>
  withServices(async (services) => {
    if (!(await beginDemonstration(services))) return work(services);
    const config = readConfig(process.env, { demonstration: true });
    return work({ ...services, config, clock: systemClock(config.demonstrationDay) });
  });

const commands: readonly Command[] = [
  {
    name: 'migrate',
    summary: { zh: '把数据库升到这个版本', en: 'bring the database to this version' },
    run: async () => {
      const config = readConfig();
      const opened = await open(config); // opening migrates
      await opened.close();
      return {
        lines: [opened.applied.length ? `已执行 / applied: ${opened.applied.join(', ')}` : '已是最新 / up to date'],
        data: { applied: opened.applied },
      };
    },
  },
  ...backupCommands(withServices),
  ...accountCommands(withServices),
  ...keyCommands(withServices, jobKinds),
  ...demoCommands(withServices, lookAtDemonstration),
  ...rostersCommands(sheets, systemClock().today, withImports, rosterEngine),
  ...figureCommands(withImports),
  ...freezeCommands(withImports),
  {
    name: 'openapi',
    summary: { zh: '打印 OpenAPI 3.1', en: 'print OpenAPI 3.1' },
    run: async () => {
      const document = openapi(routes.map((r) => r.endpoint));
      return { lines: [JSON.stringify(document, null, 2)], data: document };
    },
  },
];

try {
  const { text, code } = await runCommand(commands, process.argv.slice(2));
  console.log(text);
  process.exitCode = code;
} catch (error) {
  if (error instanceof WrongUsage) {
    console.error(error.message);
    process.exitCode = 2;
  } else if (error instanceof StartRefused) {
    console.error(error.message);
    process.exitCode = 1;
  } else if (error instanceof Problem) {
    const { zh, en } = fillText(error.type.text, error.details);
    console.error(`${zh}\n${en}`);
    process.exitCode = 1;
  } else throw error;
} finally {
  await endReadingThreads();
}
