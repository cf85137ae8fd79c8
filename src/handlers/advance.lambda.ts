import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { ENV_ENGINE_NAME } from '../contract/environment';
import { DIMENSION_ENGINE, METRIC_NAMESPACE, metricsOf } from '../contract/metrics';
import type { TurnRequest, TurnResult } from '../contract/turn';
import { advance } from '../runtime/advance';
import { enginePorts } from '../runtime/aws/clients';
import { reportPage } from '../runtime/report-page';
import { signalStack } from '../runtime/signal-stack';

const logger = new Logger({ serviceName: 'migration-engine' });
const ports = enginePorts();

/** One turn of the loop. The machine waits and calls again, with what this one answered. */
export async function handler(request: TurnRequest): Promise<TurnResult> {
  const turn = await advance(ports, request);
  const { clusterResourceId, status, step, message, waitSeconds, unchangedSeconds, run, problems, report } = turn;
  const gap = report ? { writeGap: report.writeGap } : {};
  logger.info(message, { clusterResourceId, status, step, waitSeconds, unchangedSeconds, run, problems, ...gap });
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, defaultDimensions: { [DIMENSION_ENGINE]: process.env[ENV_ENGINE_NAME]! } });
  for (const { name, unit, value } of metricsOf(turn)) metrics.addMetric(name, unit, value);
  metrics.publishStoredMetrics();
  if (status === 'running' || !report) return turn;
  if (!status.startsWith('waiting')) await signalStack(ports.signals, turn);
  return { ...turn, reportPage: reportPage(report) };
}
