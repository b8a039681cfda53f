import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { restore } from './restore.ts';
import type { Services } from './services.ts';

type With = <T>(work: (services: Services) => Promise<T>) => Promise<T>;

/** `backup FILE` and `restore FILE`. */
export const backupCommands = (withServices: With): readonly Command[] => [
  {
    name: 'backup',
    args: ['FILE'],
    summary: { zh: '备份数据库和文件到一个文件', en: 'write the database and all files into one file' },
    options: {
      'with-keys': { type: 'boolean', text: '连密钥一起装进去，这样的文件要锁好 / put the key file inside; lock such a file away' },
    },
    run: ({ args, options }) =>
      withServices(async (services) => {
        const report = await backup(services, args[0]!, { withKeys: options['with-keys'] === true });
        return {
          lines: [
            `${report.tables} 张表，${report.rows} 行，${report.files} 个文件 / ${report.tables} tables, ${report.rows} rows, ${report.files} files`,
            `sha256 ${report.sha256}`,
            report.withKeys
              ? '密钥在里面，请锁好 / the key file is inside: lock it away'
              : `密钥不在里面，请另外备份 ${services.config.keyFile} / the key file is not inside: back it up apart`,
            ...(report.missingFiles
              ? [`缺 ${report.missingFiles} 个文件的内容 / the contents of ${report.missingFiles} files are missing`]
              : []),
          ],
          data: report,
        };
      }),
  },
  {
    name: 'restore',
    args: ['FILE'],
    summary: { zh: '恢复到一个空的数据库', en: 'restore into an empty database' },
    options: { keys: { type: 'string', text: '密钥文件，或 included（用备份里的） / path of the key file, or included' } },
    run: ({ args, options }) =>
      withServices(async (services) => {
        const report = await restore(services, args[0]!, typeof options.keys === 'string' ? { keys: options.keys } : {});
        return {
          lines: [
            `已恢复 ${report.created} 的备份：${report.tables} 张表，${report.rows} 行，${report.files} 个文件 / restored: ${report.tables} tables, ${report.rows} rows, ${report.files} files`,
            ...(report.keysReplaced ? ['密钥文件已换成备份的那一份 / the key file was replaced'] : []),
            ...(report.missingFiles
              ? [`备份里就缺 ${report.missingFiles} 个文件 / ${report.missingFiles} files were already missing`]
              : []),
          ],
          data: report,
        };
      }),
  },
];
