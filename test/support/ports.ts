import { CLUSTER, OLD_READER, OLD_WRITER } from './observations';
import type { MemberMetrics, Look, Ports } from '../../src/runtime/ports';

export interface FakePorts extends Ports {
  /** The calls that change something, in order. */
  readonly changes: string[];
  readonly entries: Record<string, string>;
  look: Look;
  metrics_: Record<string, MemberMetrics>;
  /** Called before each change; throw to refuse it. */
  beforeChange: (name: string) => void;
}

/** Ports that remember what was asked of them. */
export function fakePorts(): FakePorts {
  const ports: FakePorts = {
    changes: [],
    entries: {},
    look: { atSeconds: 1000, cluster: CLUSTER, members: [OLD_WRITER, OLD_READER] },
    metrics_: {},
    beforeChange: () => {},
    database: {
      look: async () => ports.look,
      findSnapshot: async () => undefined,
      upgradeTargets: async () => ({}),
      parameters: async () => undefined,
      createParameterGroup: async (...args) => change('createParameterGroup', args),
      setParameters: async (...args) => change('setParameters', args),
      upgradeEngine: async (...args) => change('upgradeEngine', args),
      createSnapshot: async (...args) => change('createSnapshot', args),
      convertEngineMode: async (...args) => change('convertEngineMode', args),
      setCapacityRange: async (...args) => change('setCapacityRange', args),
      createMember: async (cluster, engine, member, tags) => change('createMember', [cluster, engine, member.identifier, tags]),
      setPromotionTier: async (...args) => change('setPromotionTier', args),
      failOver: async (...args) => change('failOver', args),
      enableDataApi: async (...args) => change('enableDataApi', args),
      deleteMember: async (...args) => change('deleteMember', args),
    },
    statements: { execute: async (...args) => (change('executeStatement', args), 1) },
    metrics: { recent: async () => ports.metrics_ },
    record: {
      read: async () => ({ ...ports.entries }),
      create: async (name, value) => {
        if (name in ports.entries) return false;
        change('record', [name]);
        ports.entries[name] = value;
        return true;
      },
      replace: async (name, value) => {
        change('record', [name]);
        ports.entries[name] = value;
      },
    },
  };
  const change = (name: string, args: readonly unknown[]) => {
    ports.beforeChange(name);
    ports.changes.push(`${name} ${args.map((arg) => typeof arg === 'string' ? arg : JSON.stringify(arg)).join(' ')}`);
  };
  return ports;
}
