import type { Command } from './command.ts';
import { type AnyJobKind, enqueue } from './jobs.ts';
import { addDataKey, beginIndexRotation } from './rotation.ts';
import type { Services } from './services.ts';

type With = <T>(work: (services: Services) => Promise<T>) => Promise<T>;

/** `keys rotate-index` and `keys renew-data`: the key file is changed at once, the rest is a job of the server. */
export const keyCommands = (withServices: With, kinds: readonly AnyJobKind[]): readonly Command[] => {
  const start = (name: string, change: (services: Services) => void, kind: string) =>
    withServices(async (services) => {
      const job = kinds.find((k) => k.kind === kind)!;
      change(services);
      const id = await services.store.transact({ role: 'system' }, (db) => enqueue(db, services.keys, job, {}, { dedupeKey: kind }));
      return {
        lines: [
          `密钥文件已更新，请马上备份 ${services.config.keyFile} / the key file has changed: back it up now`,
          `任务 ${id} 由正在运行（或下次启动）的服务完成 / job ${id} (${name}) is done by the server that runs, or at its next start`,
        ],
        data: { job: id },
      };
    });
  return [
    {
      name: 'keys rotate-index',
      summary: { zh: '换盲索引的密钥（后台重算，不停用）', en: 'change the key of the blind indexes, in the background' },
      run: () => start('index', ({ config, keys }) => beginIndexRotation(config.keyFile, keys), 'platform.rotateIndex'),
    },
    {
      name: 'keys renew-data',
      summary: { zh: '换封存数据的密钥（后台重新封存，不停用）', en: 'add a new data key and reseal with it, in the background' },
      run: () => start('data', ({ config, keys }) => addDataKey(config.keyFile, keys), 'platform.reseal'),
    },
  ];
};
