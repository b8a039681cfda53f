import { defineJob } from '#platform/server/jobs.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import type { AccessParts } from './parts.ts';
import { compareScopes, sendNotice } from './service.ts';
import { sweepSessions } from './sessions.ts';

/** Once a night: ended sessions go, and every scope row is compared with the fact it came from. Differences are mended and told. */
export const accessRecurring = ({ scopeSources }: Pick<AccessParts, 'scopeSources'>): readonly Recurring[] => [
  {
    name: 'access.sweep',
    at: '03:20',
    job: defineJob({
      kind: 'access.sweep',
      summary: { zh: '清理结束的登录', en: 'Remove ended sessions' },
      run: (context) => context.step((db) => sweepSessions(db, context.services.clock.now())),
    }),
  },
  {
    name: 'access.checkScopes',
    at: '03:40',
    job: defineJob({
      kind: 'access.checkScopes',
      summary: { zh: '核对可见范围', en: 'Compare scope with the facts' },
      async run(context) {
        const found = [];
        for (const source of scopeSources) found.push(...(await context.step((db) => compareScopes(db, [source], true))));
        const off = found.filter((f) => f.missing + f.surplus + f.different > 0);
        for (const f of off)
          await context.step((db) =>
            sendNotice(db, { to: { role: 'system_admin', areaCode: '' }, kind: 'access.scopeDiffered', params: { ...f } }),
          );
        return { compared: found.length, differed: off.length };
      },
    }),
  },
];
