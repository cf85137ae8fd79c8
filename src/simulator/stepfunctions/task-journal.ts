import type { Track } from './history';
import type { StatesError } from './states-error';

const TIMEOUTS = ['States.Timeout', 'States.HeartbeatTimeout'];

/** Writes the events of one attempt of a task: a Lambda function's ARN has its own kinds of them. */
export class TaskJournal {
  private readonly isFunction: boolean;
  private readonly kind: { readonly resourceType: string; readonly resource: string };

  constructor(private readonly resource: string, private readonly region: string, private readonly track: Track) {
    const [, , service, , , first = '', rest = ''] = resource.split(':');
    this.isFunction = service === 'lambda';
    this.kind = { resourceType: first, resource: rest };
  }

  scheduled(input: string, timeoutInSeconds?: number, heartbeatInSeconds?: number): void {
    if (this.isFunction) {
      this.track.record('LambdaFunctionScheduled', { lambdaFunctionScheduledEventDetails: { resource: this.resource, input, timeoutInSeconds } });
      this.track.record('LambdaFunctionStarted');
    } else {
      const details = { ...this.kind, region: this.region, parameters: input, timeoutInSeconds, heartbeatInSeconds };
      this.track.record('TaskScheduled', { taskScheduledEventDetails: details });
      this.track.record('TaskStarted', { taskStartedEventDetails: this.kind });
    }
  }

  submitted(answer: unknown): void {
    this.track.record('TaskSubmitted', { taskSubmittedEventDetails: { ...this.kind, output: JSON.stringify(answer) } });
  }

  succeeded(output: string): void {
    if (this.isFunction) this.track.record('LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: { output } });
    else this.track.record('TaskSucceeded', { taskSucceededEventDetails: { ...this.kind, output } });
  }

  failed({ error, errorCause: cause }: StatesError): void {
    const timedOut = TIMEOUTS.includes(error);
    if (this.isFunction) {
      if (timedOut) this.track.record('LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: { error, cause } });
      else this.track.record('LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: { error, cause } });
    } else if (timedOut) {
      this.track.record('TaskTimedOut', { taskTimedOutEventDetails: { ...this.kind, error, cause } });
    } else {
      this.track.record('TaskFailed', { taskFailedEventDetails: { ...this.kind, error, cause } });
    }
  }
}
