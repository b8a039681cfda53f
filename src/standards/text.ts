/** One sentence or label in the two languages every page offers (zh-CN first, see the product's rule "zh-CN first"). */
export interface Text {
  readonly zh: string;
  readonly en: string;
}
