// What the form is told while it is filled in.

import { maySee, pairingVerdict } from '#capabilities/accords/rules.ts';
import { agreementsIn } from '#capabilities/accords/server/service.ts';
import { standingOf } from '#capabilities/regions/rules.ts';
import { pairingsOn } from '#capabilities/regions/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import type { Text } from '#standards/text.ts';
import type { checkClass, Programme } from '../../contract.ts';
import { approvingArea, hoursOf, programmes, programmesUnder, sideHolds, whyNotUnder } from '../../rules.ts';
import { areaNamed, knownCode } from '../places.ts';
import { inForceOn } from '../standards/read.ts';

export const check = async (call: Call, input: Parsed<typeof checkClass>): Promise<Output<typeof checkClass>> => {
  const { db, actor } = call;
  const originCode = knownCode(input.originCode);
  const hostCode = input.hostCode === undefined ? null : knownCode(input.hostCode);
  const { planFrom } = input;
  const wanted = input.programme;
  // a branch or a brand is trained under its own standards and under those of its project
  const codes =
    wanted === undefined
      ? null
      : new Set<string>([
          wanted,
          programmes[wanted].project,
          ...(programmes[wanted].kind === 'project' ? programmesUnder(programmes[wanted].project) : []),
        ]);
  const standards = (await inForceOn(db, planFrom)).filter(
    ({ version, all }) =>
      (codes === null || codes.has(version.programme)) && whyNotUnder(version, all, { planFrom, originCode, hostCode }) === undefined,
  );
  const pairings = await pairingsOn(db, planFrom);
  const paired = pairings.filter((p) => {
    const standing = standingOf({ code: p.originCode, name: p.originName }, originCode);
    return standing === 'same' || standing === 'above';
  });
  const refused: Text[] = [];
  if (hostCode !== null && hostCode.slice(0, 2) === originCode.slice(0, 2))
    refused.push({
      zh: '来源地和输入地在同一个省。本省内就业的班不填输入地',
      en: 'Origin and host area lie in one province; leave the host area empty for work in the own province',
    });
  else if (hostCode !== null) {
    const { verdict, others } = pairingVerdict(pairings, { originCode, originName: '', hostCode, hostName: '' }, planFrom);
    if (verdict === 'elsewhere')
      refused.push({
        zh: `${areaNamed(originCode).name.zh}登记的结对是${[...new Set(others.map((o) => o.host.zh))].join('、')}，不是${areaNamed(hostCode).name.zh}。要有协议才能办`,
        en: `${areaNamed(originCode).name.en} is on record as paired with ${[...new Set(others.map((o) => o.host.en))].join('; ')}, not with ${areaNamed(hostCode).name.en}; it takes an agreement`,
      });
  }
  const chosen = standards.find(({ version }) => version.id === input.versionId)?.version;
  if (chosen && input.seats !== undefined && (input.seats > chosen.sizeTo || input.seats < chosen.sizeFrom))
    refused.push({
      zh: `计划招 ${input.seats} 人，标准 ${chosen.label} 的班额是 ${chosen.sizeFrom} 到 ${chosen.sizeTo} 人`,
      en: `${input.seats} seats are planned; the standard ${chosen.label} allows ${chosen.sizeFrom} to ${chosen.sizeTo}`,
    });
  const agreements = (await agreementsIn(db, ['force'], planFrom)).filter(
    (a) =>
      maySee(actor.grants, a, a.signedOnce) &&
      sideHolds(a.originCode, originCode) &&
      (hostCode === null || sideHolds(a.hostCode, hostCode)),
  );
  const approver = approvingArea({ place: originCode, originCode, hostCode, schoolId: '', employerId: null });
  return {
    standards: standards.map(({ version: v }) => ({
      versionId: v.id,
      title: v.title,
      label: v.label,
      programme: v.programme as Programme,
      sizeFrom: v.sizeFrom,
      sizeTo: v.sizeTo,
      hours: hoursOf(v.modules).total,
    })),
    refused: refused.map((t) => ({ ...t })),
    agreements: agreements.map((a) => ({ id: a.id, title: a.title })),
    paired: [...new Map(paired.map((p) => [p.hostCode, areaNamed(p.hostCode)])).values()],
    approver: areaNamed(approver),
  };
};
