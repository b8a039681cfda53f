// Makes the map pack of npm echarts@4.9.0 (Apache-2.0), which later versions no longer carry:
//   npm pack echarts@4.9.0 && tar xzf echarts-4.9.0.tgz && npm run …  node tools/extractMapPack.ts package
// Three files become one list. Nothing of a feature is touched; the hash of each file stays with the pack.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const from = process.argv[2];
if (!from) {
  console.error('say where the unpacked package lies: node tools/extractMapPack.ts DIRECTORY');
  process.exit(2);
}
const to = join(import.meta.dirname, '../src/platform/web/charts/mapPack');
const { name, version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { name: string; version: string };
const files: Record<string, string> = {};
const features = ['guangdong', 'guangxi', 'guizhou'].flatMap((province) => {
  const path = `map/json/province/${province}.json`;
  const text = readFileSync(join(from, path), 'utf8');
  files[path] = createHash('sha256').update(text).digest('hex');
  const collection = JSON.parse(text) as { UTF8Encoding: boolean; features: unknown[] };
  if (!collection.UTF8Encoding) throw new Error(`${path} is not written as this pack is`);
  return collection.features;
});
const source = {
  zh: `npm ${name}@${version}（Apache-2.0），地级市轮廓，未改动`,
  en: `npm ${name}@${version} (Apache-2.0), outlines of prefectures, unchanged`,
};
// a feature a line: a replaced pack shows what differs
writeFileSync(
  join(to, 'yueGuiQian.json'),
  `{\n"source": ${JSON.stringify(source)},\n"reviewNumber": null,\n"files": ${JSON.stringify(files)},\n"features": [\n${features.map((f) => JSON.stringify(f)).join(',\n')}\n]\n}\n`,
);
// held against the pack by a test: whoever cuts, joins or renames a feature is told
writeFileSync(
  join(to, 'source.json'),
  `${JSON.stringify(
    features.map((f) => {
      const { id, properties } = f as { id: string; properties: { name: string } };
      return [id, properties.name, createHash('sha256').update(JSON.stringify(f)).digest('hex')];
    }),
    null,
    1,
  )}\n`,
);
for (const [file, as] of [
  ['LICENSE', 'LICENSE.txt'],
  ['NOTICE', 'NOTICE.txt'],
] as const)
  copyFileSync(join(from, file), join(to, as));
console.log(`${features.length} features of ${Object.keys(files).length} files`);
