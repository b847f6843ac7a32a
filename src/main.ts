#!/usr/bin/env node
import process from "node:process";
import { run } from "./cli/run.ts";

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
});
