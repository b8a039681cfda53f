// The map pack: prefectures of Guangdong, Guangxi and Guizhou. Replaceable as a whole (README.md beside it); nothing of it is cut, merged or renamed here.
import type { Text } from '#standards/text.ts';

type Ring = readonly (readonly [number, number])[];
interface EncodedGeometry {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly coordinates: readonly string[] | readonly (readonly string[])[];
  readonly encodeOffsets: readonly (readonly [number, number])[] | readonly (readonly (readonly [number, number])[])[];
}
export interface PackFeature {
  /** Six digits of the division. */
  readonly id: string;
  readonly type: 'Feature';
  readonly properties: { readonly name: string; readonly cp: readonly [number, number] };
  readonly geometry: EncodedGeometry;
}
export interface MapPack {
  readonly source: Text;
  /** 审图号, as printed beside the map; null: this pack has none. */
  readonly reviewNumber: string | null;
  /** Hash of each source file, so that a pack can be held against it. */
  readonly files: Readonly<Record<string, string>>;
  readonly features: readonly PackFeature[];
}
export interface Place {
  /** Twelve digits. */
  readonly code: string;
  readonly name: string;
  readonly centre: readonly [number, number];
}

/** What must stand beside every drawing of it. */
export const noticeOf = (pack: Pick<MapPack, 'reviewNumber'>): Text =>
  pack.reviewNumber
    ? { zh: `审图号：${pack.reviewNumber}`, en: `Map review number: ${pack.reviewNumber}` }
    : { zh: '地图为示意图，不作为划界依据', en: 'The map is a sketch and no basis for boundaries' };

/** What is wrong with a pack, in a sentence each; nothing: it may be used. */
export const checkPack = (pack: MapPack): readonly string[] => {
  const ids = pack.features.map((f) => f.id);
  return [
    ...(pack.source.zh && pack.source.en ? [] : ['the pack does not say where it comes from']),
    ...(pack.features.length ? [] : ['the pack has no features']),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `feature ${id} stands twice`),
    ...pack.features.flatMap((f) => [
      ...(/^\d{6}$/.test(f.id) ? [] : [`feature ${f.id} has no division of six digits`]),
      ...(f.properties.name ? [] : [`feature ${f.id} has no name`]),
      ...(ringsOf(f).every((r) => r.length >= 3) && ringsOf(f).length > 0 ? [] : [`feature ${f.id} has no shape`]),
    ]),
  ];
};

/** Coordinates of the format: differences, zigzag, 1/1024 of a degree, a letter each. */
const decode = (text: string, [startX, startY]: readonly [number, number]): Ring => {
  const ring: [number, number][] = [];
  let [x, y] = [startX, startY];
  const step = (at: number): number => {
    const coded = text.charCodeAt(at) - 64;
    return (coded >> 1) ^ -(coded & 1);
  };
  for (let i = 0; i + 1 < text.length; i += 2) {
    x += step(i);
    y += step(i + 1);
    ring.push([x / 1024, y / 1024]);
  }
  return ring;
};
/** Every ring of a feature, outer and inner alike: filled by even-odd. */
export const ringsOf = ({ geometry }: PackFeature): readonly Ring[] => {
  const rings = (of: readonly string[], offsets: readonly (readonly [number, number])[]): readonly Ring[] =>
    of.map((text, i) => decode(text, offsets[i]!));
  if (geometry.type === 'Polygon')
    return rings(geometry.coordinates as readonly string[], geometry.encodeOffsets as readonly (readonly [number, number])[]);
  return (geometry.coordinates as readonly (readonly string[])[]).flatMap((of, i) =>
    rings(of, (geometry.encodeOffsets as readonly (readonly (readonly [number, number])[])[])[i]!),
  );
};

/** Places of a pack by twelve digits. */
export const placesIn = (pack: MapPack): ReadonlyMap<string, Place> =>
  new Map(pack.features.map((f) => [`${f.id}000000`, { code: `${f.id}000000`, name: f.properties.name, centre: f.properties.cp }]));
