/** Words of one command line; what is absent or false is left out, and `true` is an option without a value. */
export type Options = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** `aws rds create-db-cluster --engine …`: each value is one word for the shell, lists are several. */
export function aws(command: string, options: Options): string {
  const present = Object.entries(options).filter(([, value]) => value !== undefined && value !== false);
  return ['aws', command, ...present.flatMap(([name, value]) => [`--${name}`, ...wordsOf(value!)])].join(' ');
}

/** `OLD_HOST` of `old host`. */
export function variable(name: string): string {
  return name.toUpperCase().replace(/ /g, '_');
}

/** Something that nobody described: the shell stops with its name where it is not set. */
export function given(name: string): string {
  return `"\${${variable(name)}:?}"`;
}

/** The name at the end of the ARN that a variable holds. */
export function nameIn(arn: string): string {
  return `"\${${arn}##*:}"`;
}

export function assign(name: string, command: string): string {
  return `${variable(name)}=$(${command})`;
}

/** Nothing waits for it but us. */
export function until(command: string, answer: string, seconds = 30): string {
  return `until [ "$(${command})" = ${word(answer)} ]; do sleep ${seconds}; done`;
}

/** It gives up after half an hour: run it again. */
export function wait(waiter: string, options: Options): string {
  return aws(`rds wait ${waiter}`, options);
}

export function waitForCluster(cluster: string): string {
  return wait('db-cluster-available', { 'db-cluster-identifier': cluster });
}

export function waitForInstance(instance: string): string {
  return wait('db-instance-available', { 'db-instance-identifier': instance });
}

/** A new instance is available, then modified, then available once more. */
export function waitForNew(instances: readonly string[]): string[] {
  const waits = instances.map(waitForInstance);
  return [...waits, 'sleep 60', ...waits];
}

/** What a describe of one cluster shows. */
export function shown(cluster: string, query: string): string {
  return aws('rds describe-db-clusters', { 'db-cluster-identifier': cluster, 'query': `DBClusters[0].${query}`, 'output': 'text' });
}

/**
 * Five minutes of a metric in CloudWatch were this low. Below 0 says that nobody knows, as of the lag of a replica that has
 * stopped, and a minute without a value says nothing.
 */
export function untilLow(namespace: string, metric: string, dimensions: Readonly<Record<string, string>>, most = 0): string {
  const named = Object.entries(dimensions).map(([name, value]) => `Name=${name},Value=${value}`);
  const statistics = [
    `aws cloudwatch get-metric-statistics --namespace ${namespace} --metric-name ${metric} --dimensions ${named.join(' ')}`,
    '--start-time "$(($(date +%s) - 300))" --end-time "$(date +%s)" --period 60 --statistics Minimum Maximum',
    `--query 'length(Datapoints) >= \`3\` && min(Datapoints[].Minimum) >= \`0\` && max(Datapoints[].Maximum) <= \`${most}\`' --output text`,
  ];
  return until(statistics.join(' '), 'True', 60);
}

function wordsOf(value: string | number | boolean | readonly string[]): string[] {
  if (value === true) return [];
  return (Array.isArray(value) ? value : [value]).map((each) => word(String(each)));
}

const PLAIN = /^[\w./:=,@%+-]+$/;

/** As it is where the shell takes it as it is, or where it is for the shell to fill in. */
function word(text: string): string {
  return PLAIN.test(text) || /^"\$.*"$/.test(text) ? text : `'${text.replace(/'/g, String.raw`'\''`)}'`;
}
