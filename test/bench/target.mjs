// One server under test, in a process of its own: tells its port, then what it cost.
const { start } = await import(`./targets/${process.argv[2]}.mjs`);
const target = await start();
let before;
process.on("message", async (message) => {
  if (message === "begin") before = process.cpuUsage();
  if (message === "end") {
    await target.finish();
    const { user, system } = process.cpuUsage(before);
    process.send({ cpu: user + system, found: await target.check?.("measured") });
    await target.stop();
    process.exit(0);
  }
});
process.send({ port: target.port });
