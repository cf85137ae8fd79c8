import type { Options } from './expression';
import type { Properties } from '../../../simulator/cloudformation/resource';
import { isSame } from '../../../simulator/cloudformation/update-behaviour';

/** Some properties of a construct, and what it renders for them. */
export interface Said {
  readonly options: Options;
  readonly renders: Properties;
}

export const NOTHING: Said = { options: {}, renders: {} };

export function together(parts: readonly Said[]): Said {
  return {
    options: Object.assign({}, ...parts.map(({ options }) => options)) as Options,
    renders: Object.assign({}, ...parts.map(({ renders }) => renders)) as Properties,
  };
}

/** What the construct has no property for, or says in other words; undefined for what it should not say. */
export function overrides(wanted: Properties, { renders }: Said): Properties {
  return {
    ...Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !(name in renders) || !isSame(renders[name], value))),
    ...Object.fromEntries(Object.keys(renders).filter((name) => !(name in wanted)).map((name) => [name, undefined])),
  };
}
