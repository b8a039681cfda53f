// From a configuration to a listening server, and back down again.
import { join } from 'node:path';
import { authenticator, constraints, plain, routes } from './composition.ts';
import { type Config, readConfig } from './platform/server/config.ts';
import { buildHttp } from './platform/server/http.ts';
import { open } from './platform/server/open.ts';
import { addPages } from './platform/server/pages.ts';
import { StartRefused } from './platform/server/store.ts';
import { begin, buildServices, logOf, startWork } from './startServices.ts';

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** No demonstration: the first administrator is made and its password printed once. */
  readonly empty: boolean;
  readonly config?: Partial<Config>;
  readonly say?: (line: string) => void;
}

/** A server that listens. Throws StartRefused with a sentence where it cannot or must not. */
export const startServer = async ({ empty, config: more, say = console.info }: StartOptions): Promise<Running> => {
  const config = readConfig(process.env, { demonstration: !empty, ...more });
  const opened = await open(config);
  let stopping = false;
  const undo: (() => Promise<unknown>)[] = [() => opened.close()];
  const stop = async (): Promise<void> => {
    stopping = true;
    for (const step of undo.reverse()) await step();
  };
  try {
    const services = buildServices(opened, config, () => stopping, logOf(process.env.WENGANG_LOG));
    const lines = await begin(services, { empty });
    const app = await buildHttp({
      services,
      routes,
      constraints,
      plain,
      authenticator,
      rates: config.rates,
    });
    await addPages(app, {
      console: join(config.root, 'dist/console'),
      screen: join(config.root, 'dist/screen'),
      phone: join(config.root, 'dist/phone'),
    });
    const work = startWork(services);
    undo.push(() => work.stop());
    const url = await app.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
      throw refusedListening(error, config);
    });
    // first no new requests, then the jobs, then the database
    undo.push(() => app.close());
    say(`\n稳岗 ${config.version}  ${url}  （${opened.store.kind === 'embedded' ? '内置数据库' : 'PostgreSQL'} ${opened.store.version}）`);
    for (const line of lines) say(line);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const refusedListening = (error: NodeJS.ErrnoException, config: Config): Error => {
  if (error.code === 'EADDRINUSE')
    return new StartRefused(
      `端口 ${config.port} 已被别的程序占用。换一个：PORT=8081 npm start\nPort ${config.port} is in use. Choose another: PORT=8081 npm start`,
    );
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
    return new StartRefused(
      `不能在 ${config.host}:${config.port} 上打开（${error.code}）。\nCannot listen on ${config.host}:${config.port} (${error.code}).`,
    );
  return error;
};
