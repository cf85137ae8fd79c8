import type { CarriedGroup } from './upgrade';

/** A parameter as AWS describes it in a group. */
export interface ParameterFacts {
  readonly name: string;
  readonly value?: string;
  readonly isSetByUser: boolean;
  readonly isModifiable: boolean;
  /** Static parameters take effect at the next reboot. */
  readonly isStatic: boolean;
}

/** What was read of a group that is to be carried, and of its counterpart. */
export interface GroupFacts {
  readonly group: CarriedGroup;
  /** What somebody set in the present group. */
  readonly settings: readonly ParameterFacts[];
  /** All parameters of the counterpart; absent until it exists. */
  readonly counterpart?: readonly ParameterFacts[];
}

export interface StillToSet {
  readonly missing: readonly ParameterFacts[];
  /** What the new family does not know or lets nobody change. */
  readonly left: readonly string[];
}

/** Settings that the counterpart does not have yet. */
export function stillToSet({ settings, counterpart = [] }: GroupFacts): StillToSet {
  const known = new Map(counterpart.map((parameter) => [parameter.name, parameter]));
  const possible = settings.filter(({ name }) => known.get(name)?.isModifiable);
  return {
    missing: possible
      .filter(({ name, value }) => !(known.get(name)!.isSetByUser && known.get(name)!.value === value))
      .map((setting) => ({ ...setting, isStatic: known.get(setting.name)!.isStatic })),
    left: settings.filter((setting) => !possible.includes(setting)).map(({ name }) => name),
  };
}
