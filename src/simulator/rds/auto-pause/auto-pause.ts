import { blockersOf, unitsOf } from './blockers';
import type { SimulatedAccount } from '../../account';
import type { Cluster } from '../cluster';
import type { Instance } from '../instance';
import { SMALLEST_AWAKE_ACU } from '../instances/warm-up';

const LOOK_MILLIS = 15_000;
const DAY_MILLIS = 86_400_000;
/** After an administrator's change an instance stays awake for at least this long. */
const AWAKE_AFTER_A_CHANGE_MILLIS = 20 * 60_000;

/** Pauses the serverless instances of clusters whose range begins at 0 when nobody needs them, and wakes them again. */
export class AutoPause {
  private readonly watched = new Set<Cluster>();
  private readonly resuming = new Set<Instance>();
  private readonly idleSince = new WeakMap<Instance, number>();
  private readonly keptAwakeUntil = new WeakMap<Cluster, number>();

  constructor(private readonly account: SimulatedAccount) {}

  /** From now on, for as long as its range begins at 0. */
  watch(cluster: Cluster): void {
    if (this.watched.has(cluster) || !mayPause(cluster)) return;
    this.watched.add(cluster);
    this.look(cluster);
  }

  /** A connection attempt. */
  wake(instance: Instance): void {
    const { clock } = this.account;
    const pausedSince = instance.pausedSince(clock.now);
    if (pausedSince === undefined || this.resuming.has(instance)) return;
    this.resuming.add(instance);
    const doing = this.account.begin('resume instance', instance.identifier);
    this.account.events.add('resumeBegun', instance.identifier);
    const duration = clock.now - pausedSince > DAY_MILLIS ? 'resumeAfterADay' : 'resume';
    this.account.during(doing, this.account.draw(duration, `${instance.identifier}/${clock.now}`), () => {
      this.account.catchUpClients();
      this.resuming.delete(instance);
      this.idleSince.set(instance, clock.now);
      instance.setCapacity(clock.now, SMALLEST_AWAKE_ACU);
      this.account.events.add('resumed', instance.identifier);
    });
  }

  /** Somebody has used it. */
  connected(instance: Instance): void {
    this.idleSince.set(instance, this.account.clock.now);
  }

  /** An administrator's change wakes the whole cluster, and keeps it awake for a while. */
  keepAwake(cluster: Cluster): void {
    this.keptAwakeUntil.set(cluster, this.account.clock.now + AWAKE_AFTER_A_CHANGE_MILLIS);
    for (const instance of this.account.instancesOf(cluster)) this.wake(instance);
  }

  private look(cluster: Cluster): void {
    if (!mayPause(cluster) || this.account.clusters.get(cluster.identifier) !== cluster) {
      this.watched.delete(cluster);
      for (const instance of this.account.instancesOf(cluster)) this.wake(instance);
      return;
    }
    this.account.catchUpClients();
    const { now } = this.account.clock;
    const isKeptAwake = now < (this.keptAwakeUntil.get(cluster) ?? 0);
    for (const unit of unitsOf(this.account, cluster)) {
      const isNeeded = blockersOf(this.account, cluster, unit).length > 0;
      for (const instance of unit.instances) {
        if (isNeeded || !this.idleSince.has(instance)) this.idleSince.set(instance, now);
        if (isNeeded) this.wake(instance);
      }
      const delayMillis = cluster.shape.ServerlessV2ScalingConfiguration!.SecondsUntilAutoPause! * 1000;
      const isIdle = !isKeptAwake && unit.instances.every((instance) => now - this.idleSince.get(instance)! >= delayMillis);
      if (isIdle) for (const instance of unit.instances) this.pause(instance);
    }
    this.account.clock.schedule(LOOK_MILLIS, () => this.look(cluster));
  }

  private pause(instance: Instance): void {
    const { now } = this.account.clock;
    if (instance.isPaused(now)) return;
    this.account.events.add('pauseBegun', instance.identifier);
    instance.setCapacity(now, 0);
    this.account.events.add('paused', instance.identifier);
  }
}

function mayPause(cluster: Cluster): boolean {
  return cluster.shape.ServerlessV2ScalingConfiguration?.MinCapacity === 0;
}
