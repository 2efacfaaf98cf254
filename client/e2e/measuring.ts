/** Times of many runs, and how they are shown: as benchmarks/measuring.py does. */

/** Times of one kind, in milliseconds. */
export interface Measurement {
  readonly subject: string;
  readonly what: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** The times of one kind as one row. */
export function summary(subject: string, what: string, times: readonly number[]): Measurement {
  const ordered = [...times].sort((one, other) => one - other);
  const at = (part: number): number => ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * part))] ?? NaN;
  return { subject, what, count: ordered.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** Print a table, or JSON where the command line asks for it. */
export function show(rows: readonly Measurement[]): void {
  if (process.argv.includes("--json")) {
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  const line = (subject: string, what: string, count: string, ...times: readonly string[]): void => {
    console.log(subject.padEnd(16), what.padEnd(34), count.padStart(5), ...times.map((each) => each.padStart(8)));
  };
  line("", "what", "n", "p50", "p95", "max");
  for (const { subject, what, count, p50, p95, max } of rows) {
    line(subject, what, String(count), ...[p50, p95, max].map((each) => each.toFixed(2)));
  }
}
