// The map pack against its source and against the division tree: no feature cut, joined or renamed.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { checkPack, type MapPack, noticeOf, placesIn, ringsOf } from './web/charts/mapPack/mapPack.ts';

const DIR = join(import.meta.dirname, 'web/charts/mapPack');
const read = <T>(file: string): T => JSON.parse(readFileSync(join(DIR, file), 'utf8')) as T;
const pack = read<MapPack>('yueGuiQian.json');

test('every feature is that of the source, to the last letter: 21 + 14 + 9, none cut, joined or renamed', () => {
  const source = read<readonly (readonly [string, string, string])[]>('source.json');
  expect(pack.features.map((f) => [f.id, f.properties.name, createHash('sha256').update(JSON.stringify(f)).digest('hex')])).toEqual(source);
  expect(['44', '45', '52'].map((p) => pack.features.filter((f) => f.id.startsWith(p)).length)).toEqual([21, 14, 9]);
  expect(Object.keys(pack.files)).toHaveLength(3);
  expect(checkPack(pack)).toEqual([]);
});

test('names are those of the division tree; shapes lie where these provinces lie', () => {
  const all = new Map(loadDivisions().all.flatMap((d) => (d.level === 'prefecture' ? [[d.code.slice(0, 6), d.name] as const] : [])));
  expect(pack.features.map((f) => [f.id, f.properties.name])).toEqual(pack.features.map((f) => [f.id, all.get(f.id)]));
  for (const f of pack.features) {
    const points = ringsOf(f).flat();
    expect(points.length, f.properties.name).toBeGreaterThan(20);
    expect(
      points.every(([lon, lat]) => lon > 103 && lon < 118 && lat > 20 && lat < 30),
      f.properties.name,
    ).toBe(true);
    const [lon, lat] = f.properties.cp;
    expect(
      points.some((p) => p[0] <= lon) &&
        points.some((p) => p[0] >= lon) &&
        points.some((p) => p[1] <= lat) &&
        points.some((p) => p[1] >= lat),
      f.properties.name,
    ).toBe(true);
  }
  expect(placesIn(pack).get('520500000000')!.name).toBe('毕节市');
});

test('without a review number the notice stands beside it, with one the number; a pack that is broken is told', () => {
  expect(noticeOf(pack).zh).toBe('地图为示意图，不作为划界依据');
  expect(noticeOf({ reviewNumber: 'GS（2026）0000号（示例）' }).zh).toBe('审图号：GS（2026）0000号（示例）');
  const [first] = pack.features;
  expect(
    checkPack({ ...pack, features: [first!, first!, { ...first!, id: '4401', properties: { ...first!.properties, name: '' } }] }),
  ).toEqual([`feature ${first!.id} stands twice`, 'feature 4401 has no division of six digits', 'feature 4401 has no name']);
  expect(checkPack({ ...pack, features: [] })).toEqual(['the pack has no features']);
});
