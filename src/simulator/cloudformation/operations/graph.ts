import type { VirtualClock } from '../../clock';

/** In which order things without a dependency between them are done: AWS does not document it. */
export type Independent = 'together' | 'one after the other';

export interface Graph {
  readonly nodes: readonly string[];
  /** What must be done before a node is begun. */
  before(node: string): readonly string[];
  /** Throws to stop everything. */
  run(node: string): Promise<void>;
}

/**
 * Does everything that a graph names, each as an actor of its own, as soon as what it depends on is done. When one of them
 * fails, nothing else is begun and nobody waits for those that are under way: they are abandoned.
 */
export class GraphRun {
  private readonly waiting: Set<string>;
  private readonly underWay = new Set<string>();
  private isStopped = false;
  private stopWith?: (error: unknown) => void;

  constructor(private readonly graph: Graph, private readonly clock: VirtualClock, private readonly independent: Independent) {
    this.waiting = new Set(graph.nodes);
  }

  /** Nodes that have been begun and not ended. */
  get unfinished(): string[] {
    return [...this.underWay];
  }

  /** Ends the run from outside, as a failure does. */
  stop(error: unknown): void {
    this.stopWith?.(error);
  }

  /** The actor who calls this waits until all is done or something has failed. */
  async run(): Promise<void> {
    if (this.waiting.size === 0) return;
    await new Promise<void>((resolve, reject) => {
      const stop = this.stopWith = (error: unknown) => {
        if (this.isStopped) return;
        this.isStopped = true;
        this.clock.enter();
        reject(error);
      };
      const begin = () => {
        for (const node of this.ready()) {
          this.waiting.delete(node);
          this.underWay.add(node);
          this.clock.spawn(async () => {
            try {
              await this.graph.run(node);
              if (this.isStopped) return;
              this.underWay.delete(node);
              begin();
            } catch (error) {
              if (!this.isStopped) this.underWay.delete(node);
              stop(error);
            }
          });
        }
        if (this.waiting.size > 0 || this.underWay.size > 0 || this.isStopped) return;
        this.isStopped = true;
        this.clock.enter();
        resolve();
      };
      begin();
      this.clock.leave();
    });
  }

  private ready(): string[] {
    const pending = (node: string) => this.waiting.has(node) || this.underWay.has(node);
    const ready = [...this.waiting].filter((node) => !this.graph.before(node).some(pending));
    if (this.independent === 'together') return ready;
    return this.underWay.size > 0 ? [] : ready.slice(0, 1);
  }
}
