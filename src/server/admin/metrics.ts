import process from "node:process";
import { prometheusText, type Metric, type Sample } from "../../metrics/prometheus.ts";
import { bounds, type Traffic } from "../../metrics/traffic.ts";
import type { Served } from "../served.ts";
import type { AdminOperation } from "./operation.ts";
import { version } from "./version.ts";

/** Numbers for whoever watches a mock that runs for long. */
export const metrics: AdminOperation = {
  id: "getMetrics",
  method: "GET",
  path: "/metrics",
  summary: "Requests, durations, sessions and memory, in the Prometheus text format",
  description: "Of all sessions since the start; no name of a session and nothing that was sent is in it.",
  ofSession: false,
  responses: {
    200: {
      description: "Metrics.",
      content: {
        "text/plain": {
          schema: { type: "string" },
          example:
            'locum_requests_total{operation="createPet",method="POST",status="201",source="store"} 3\n',
        },
      },
    },
  },
  answer: ({ served }) => ({
    status: 200,
    headers: {
      "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
    body: prometheusText([...trafficOf(served.traffic), ...stateOf(served), ...processOf()]),
  }),
};

function trafficOf(traffic: Traffic): Metric[] {
  const requests = traffic.requests.map(({ count, ...labels }) => ({ labels, value: count }));
  const violations = Object.entries(traffic.violations).map(([side, value]) => ({ labels: { side }, value }));
  return [
    counter("locum_requests_total", "Requests answered by the mock.", requests),
    {
      name: "locum_request_duration_seconds",
      kind: "histogram",
      help: "Time until an answer was due, delays asked for included.",
      samples: durationsOf(traffic),
    },
    counter("locum_unmatched_total", "Requests that the contract has no operation for.", [
      { value: traffic.unmatched },
    ]),
    counter("locum_violations_total", "Breaches of the contract, by the side that broke it.", violations),
  ];
}

function durationsOf({ durations, count, milliseconds }: Traffic): Sample[] {
  let upTo = 0;
  const buckets = bounds.map((bound, index) => {
    upTo += durations[index] ?? 0;
    return { suffix: "_bucket", labels: { le: String(bound / 1000) }, value: upTo };
  });
  return [
    ...buckets,
    { suffix: "_bucket", labels: { le: "+Inf" }, value: count },
    { suffix: "_sum", value: milliseconds / 1000 },
    { suffix: "_count", value: count },
  ];
}

function stateOf({ sessions, store, contract, mistake }: Served): Metric[] {
  const journals = [...sessions.opened].map(({ journal }) => journal);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const isDegraded = store.health().state === "degraded";
  return [
    gauge("locum_info", "What runs; the value is 1.", 1, { version }),
    gauge("locum_operations", "Operations of the contract.", contract.operations.length),
    gauge("locum_sessions", "Sessions in memory.", journals.length),
    gauge("locum_journal_exchanges", "Exchanges in all journals.", sum(journals.map(({ size }) => size))),
    gauge("locum_journal_bytes", "What they are taken to hold.", sum(journals.map(({ bytes }) => bytes))),
    gauge("locum_store_degraded", "1 where the store cannot do all that it should.", Number(isDegraded)),
    gauge(
      "locum_documents_stale",
      "1 where the documents on disk cannot be used.",
      Number(mistake() !== undefined),
    ),
  ];
}

function processOf(): Metric[] {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const cpu = (user + system) / 1_000_000;
  return [
    counter("process_cpu_seconds_total", "CPU time of the process.", [{ value: cpu }]),
    gauge("process_resident_memory_bytes", "Memory of the process.", rss),
    gauge("nodejs_heap_size_used_bytes", "Memory of JavaScript values.", heapUsed),
    gauge("process_uptime_seconds", "Time since the process began.", process.uptime()),
  ];
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, kind: "counter", help, samples };
}

function gauge(name: string, help: string, ...[value, labels]: [number, Record<string, string>?]): Metric {
  return { name, kind: "gauge", help, samples: [{ value, ...(labels && { labels }) }] };
}
