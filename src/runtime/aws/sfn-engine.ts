import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { EnginePort } from '../ports';
import { call, isRefusal } from './refusals';

const LONGEST_NAME = 80;

/** A Standard state machine. */
export function awsEngine(stateMachineArn: string, client = new SFNClient({ maxAttempts: 1 })): EnginePort {
  return {
    async start(name, input) {
      try {
        await call(() => client.send(new StartExecutionCommand({ stateMachineArn, name: name.slice(-LONGEST_NAME), input: JSON.stringify(input) })));
      } catch (error) {
        if (!isRefusal(error, 'ExecutionAlreadyExists')) throw error;
      }
    },
  };
}
