/** What comes of a run: what `lambda-ls invoke --format json` prints; see docs/local-lambda.md. */

export interface RunResult {
  readonly function: string;
  readonly runtime: string;
  readonly client: string;
  readonly notes: readonly string[];
  readonly invocations: readonly Invocation[];
}

export interface Invocation {
  readonly event: unknown;
  readonly outcome: "success" | "error" | "init-error" | "timeout" | "exit";
  readonly response: unknown;
  readonly error: unknown;
  /** The line of the user's code that has raised; the path is absolute. */
  readonly raised: { readonly path: string; readonly line: number } | null;
  /** All lines of code that its stack and its log name; each text once. */
  readonly places: readonly CodePlace[];
  readonly cold: boolean;
  readonly init_ms: number | null;
  readonly duration_ms: number;
  readonly billed_ms: number;
  readonly memory_size_mb: number;
  readonly max_memory_mb: number;
  readonly logs: string;
  readonly findings: readonly Refusal[];
  readonly next: string;
  readonly hint: string | null;
  readonly changes: readonly Change[];
  readonly batch: Batch | null;
}

/** A line of code, counted from 1; the path is absolute, the text is how a stack or a log writes both. */
export interface CodePlace {
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

/** What is wrong with a response for its trigger. */
export interface Refusal {
  readonly rule: string;
  readonly message: string;
  readonly pointer: string;
}

/** What an invocation has changed of what stays for the next one; null where there is none. */
export interface Change {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What became of the records of a batch. */
export interface Batch {
  readonly done: readonly string[];
  readonly again: readonly string[];
  readonly given_up: readonly string[];
  readonly destination: string | null;
  readonly notes: readonly string[];
}

export function isFine(invocation: Invocation): boolean {
  return invocation.outcome === "success" && invocation.findings.length === 0;
}

/** What went wrong, in one line: `KeyError: 'STOCK_TABEL'`. */
export function failureOf(invocation: Invocation): string {
  const [refusal] = invocation.findings;
  if (invocation.outcome === "success") return refusal?.message ?? "";
  const { errorType, errorMessage } = invocation.error as {
    errorType?: string;
    errorMessage?: string;
  };
  return [errorType, errorMessage].filter(Boolean).join(": ");
}
