/** Organisations in the words of the organisations capability (its LoadedOrganisation), and when each was first known. */
import { dayOfInstant, dayText } from '../days.ts';
import { idOf } from '../ids.ts';
import { hashText, mix } from '../random.ts';
import type { DemoOrganisation } from '../shapes.ts';

const KINDS = { employer: 'employer', school: 'school', agency: 'agency', examBody: 'exam_body', station: 'station' } as const;
const INCIDENTS = { arrears: ['wage_arrears', '拖欠工资'], accident: ['work_accident', '生产安全事故'] } as const;
const SOURCE = '演示数据';

/** The station above: a county's stands under its prefecture's in the same city, that one under its province's. */
const above = (o: DemoOrganisation, all: readonly DemoOrganisation[]): string | undefined => {
  const origin = o.station?.serves[0]?.origin;
  if (!o.station || !origin || o.station.level === 'province') return undefined;
  const [level, digits] = o.station.level === 'county' ? (['prefecture', 4] as const) : (['province', 2] as const);
  const fits = all.filter((x) => x.station?.level === level && x.station.serves[0]!.origin.slice(0, digits) === origin.slice(0, digits));
  return (fits.find((x) => x.area.slice(0, 4) === o.area.slice(0, 4)) ?? fits[0])?.id;
};

export const organisationOf = (o: DemoOrganisation, _: number, all: readonly DemoOrganisation[]) => {
  const higher = above(o, all);
  const own = (tag: string): string => idOf(o.registered, mix(hashText(o.uscc), hashText(tag)), 11);
  return {
    id: o.id,
    name: o.name,
    kinds: [KINDS[o.kind]],
    uscc: o.uscc,
    place: o.area,
    industry: o.industry,
    size: { class: o.size, statedBy: SOURCE },
    ...(o.station ? { station: { level: o.station.level, from: o.station.serves[0]!.origin, ...(higher ? { above: higher } : {}) } } : {}),
    source: SOURCE,
    aliases: o.aliases.map((name) => ({ id: own(name), name, kind: 'short' as const, source: SOURCE })),
    services: (o.station?.serves ?? []).map((s) => ({
      id: own(`${s.host}${s.origin}`),
      hostCode: s.host,
      originCode: s.origin,
      // a station opens after the pairing it serves, and serves from that day
      fromDay: dayText(dayOfInstant(o.registered)),
      ...(o.station?.idle?.servedTo ? { toDay: o.station.idle.servedTo } : {}),
      source: SOURCE,
    })),
    incidents: o.incidents.map((i) => ({
      id: own(`${i.kind}${i.on}`),
      kind: INCIDENTS[i.kind][0],
      happenedOn: i.on,
      what: `${INCIDENTS[i.kind][1]}（示例）`,
      persons: i.persons,
      source: SOURCE,
    })),
  };
};
