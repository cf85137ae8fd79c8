/** A message that was published to a topic. Who reads it is outside of the simulated account. */
export interface Notification {
  readonly atMillis: number;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
}
