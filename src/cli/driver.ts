import { awsPorts } from '../runtime/aws/clients';
import { drive } from '../runtime/drive';

/** What the driver tells the process that rehearses, and the answer to `sleep`. */
export type DriverMessage =
  | { readonly kind: 'turn'; readonly turn: Awaited<ReturnType<typeof drive>> }
  | { readonly kind: 'sleep'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly message: string };

/** The loop in a process of its own, which can be killed: it reaches AWS over HTTP, and sleeps in virtual time. */
const [, , clusterResourceId] = process.argv;
const tell = (message: DriverMessage) => process.send!(message);

drive({
  ports: awsPorts(),
  clusterResourceId,
  sleep: (seconds) => new Promise((wake) => {
    process.once('message', wake);
    tell({ kind: 'sleep', seconds });
  }),
  onTurn: (turn) => tell({ kind: 'turn', turn }),
}).then(
  () => process.disconnect(),
  (error: Error) => {
    tell({ kind: 'failed', message: error.message });
    process.disconnect();
  },
);
